import type { ContractAPI } from "./contract-api.ts";

/**
 * A framework adapter as the contract suite sees it. Each adapter package describes itself once, in
 * `src/adapter-contract.test.ts`, by calling its framework's own public entry points:
 *
 * ```ts
 * import { type ContractAdapter, describeOnAllServers } from "@cometapi/testing/contract";
 *
 * const adapter: ContractAdapter = { name: "AI SDK", generate, stream, runTools, readError };
 *
 * describeOnAllServers(adapter);
 * ```
 *
 * Every method makes its own provider, model or client from `call.baseURL` and `call.apiKey`, and
 * leaves retries off (0), so that the suite can count requests.
 */
export interface ContractAdapter {
  /** Name of the framework, for the report. */
  name: string;
  /** One model call, not streamed. Tools are offered but not run. */
  generate: (call: ContractCall) => Promise<ContractAnswer>;
  /**
   * One model call, streamed; tools are offered but not run. Parts are yielded as the framework
   * delivers them. What the framework throws is thrown on; where it reports an error within the
   * stream (an `error` part), that error is thrown.
   */
  stream: (call: ContractCall) => AsyncIterable<ContractPart>;
  /** The framework's own tool loop, up to the final answer. Every tool call runs `tool.execute`. */
  runTools: (call: ContractCall) => Promise<ContractAnswer>;
  /** Where users of this framework find the HTTP status and the request id of a failed call. */
  readError: (error: unknown) => { status: number | undefined; requestId: string | undefined };
}

/** One call the adapter is asked to make. */
export interface ContractCall {
  baseURL: string;
  apiKey: string;
  /** The text API that is to carry the call. */
  api: ContractAPI;
  model: string;
  /** System message, sent before the prompt. */
  system?: string;
  /** User message. */
  prompt: string;
  tools?: readonly ContractTool[];
  /** Aborts the call, in the way that the framework or the adapter offers. */
  signal?: AbortSignal;
}

/** A tool, to be converted into the framework's own form. */
export interface ContractTool {
  name: string;
  description: string;
  /** JSON schema of the arguments. */
  parameters: {
    type: "object";
    properties: Record<string, { type: "string"; description: string }>;
    required: string[];
    additionalProperties: false;
  };
  execute: (input: Record<string, string>) => string;
}

/** What the framework gave back. */
export interface ContractAnswer {
  text: string;
  toolCalls: ContractToolCall[];
  /** The model that gave the last answer, where the framework reports it. */
  model: string | undefined;
  /** Tokens of the last answer, where the framework reports them. */
  usage: ContractUsage | undefined;
}

export interface ContractToolCall {
  id: string;
  name: string;
  /** The parsed arguments, as the framework gives them to its users. */
  input: unknown;
}

export interface ContractUsage {
  inputTokens: number | undefined;
  outputTokens: number | undefined;
}

/** A piece of a streamed answer, in the framework's order. `end` comes last, once. */
export type ContractPart =
  | { type: "text"; text: string }
  | ({ type: "tool-call" } & ContractToolCall)
  | { type: "end"; model: string | undefined; usage: ContractUsage | undefined };

/** A CometAPI-like server on which the suite can run. */
export interface ContractServer {
  /** Name for the report. */
  name: string;
  start: () => Promise<StartedServer>;
}

/** A server that was started for the suite. */
export interface StartedServer {
  /** Its root, such as `http://127.0.0.1:4141`. */
  url: string;
  /** The key it accepts; it refuses every other one with 401. */
  apiKey: string;
  /** The text API on which the suite is run. */
  api: ContractAPI;
  /** A model that it serves on that API. */
  model: string;
  close: () => Promise<void> | void;
}
