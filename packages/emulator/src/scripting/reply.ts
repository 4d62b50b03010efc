import type { Finish, WebPage } from "../engine/answer.ts";
import { checkErrorStatus } from "../faults/check-error-status.ts";
import type { Fault } from "../faults/fault.ts";
import { parseFaults } from "../faults/parse-faults.ts";
import type { ScriptedRequest } from "./scripted-request.ts";

/** What a script answers with: a text, a made-up answer, a fault, a whole response, or a function that chooses. */
export type Reply =
  | string
  | ScriptedAnswer
  | ScriptedFault
  | Response
  | ((request: ScriptedRequest) => Reply | Promise<Reply>);

/** An answer a script makes up. Every part may be left out. */
export interface ScriptedAnswer {
  kind?: "answer";
  text?: string;
  reasoning?: string;
  toolCalls?: readonly { name: string; arguments: unknown }[];
  /** What a model says when it refuses to answer. */
  refusal?: string;
  /** Thoughts, texts, calls and searches in an order of your own, in place of the fields above. */
  parts?: readonly ScriptedPart[];
  /** Why the answer ended. Default: `tool-calls` with calls, else `stop`. */
  finish?: Finish;
  /** The text in the pieces its stream must have; `text` is not needed then. */
  pieces?: readonly string[];
  /** Milliseconds between the pieces of a stream, in place of the emulator's own. */
  delayMs?: number;
}

/** One thing that a made-up answer thinks, says or does. */
export type ScriptedPart =
  /** A thought; a redacted one is sent sealed where the format knows that. */
  | { reasoning: string; isRedacted?: boolean }
  /** A text, and the pages it cites. */
  | { text: string; citations?: readonly ScriptedCitation[] }
  | { toolCall: { name: string; arguments: unknown } }
  /** A search that the vendor makes during the answer. */
  | { search: { query: string; results: readonly WebPage[] } }
  | { refusal: string };

/** A page that a made-up text has words from. */
export interface ScriptedCitation {
  url: string;
  title: string;
  /** The words; default: all of the text. */
  quote?: string;
}

/** Faults a script plays. */
export interface ScriptedFault {
  kind: "fault";
  faults: readonly Fault[];
  label: string;
}

/** What an error says beside its status. */
export interface ErrorOptions {
  message?: string;
  code?: string;
  /** Sent as `Retry-After`, in seconds. */
  retryAfterSeconds?: number;
  /** Sent as `retry-after-ms`, in milliseconds. */
  retryAfterMs?: number;
}

/** A reply that calls a tool; give several to call them at once. */
export function toolCall(
  name: string,
  input: unknown = {},
  ...more: readonly ScriptedAnswer[]
): ScriptedAnswer {
  const others = more.flatMap((answer) => answer.toolCalls ?? []);
  return { kind: "answer", toolCalls: [{ name, arguments: input }, ...others] };
}

/** A reply that is CometAPI's error of a status, 400 to 599. Throws a `TypeError` for another status. */
export function error(status: number, options: ErrorOptions = {}): ScriptedFault {
  const played: Fault = { kind: "status", status: checkErrorStatus(status), ...options };
  return { kind: "fault", faults: [played], label: String(status) };
}

/** A reply whose stream has exactly these pieces of text, at this pace. */
export function stream(
  pieces: readonly string[],
  options: Pick<ScriptedAnswer, "delayMs" | "reasoning"> = {},
): ScriptedAnswer {
  return { kind: "answer", pieces, ...options };
}

/** A reply that plays faults, written as the `x-emulator-fault` header writes them. Throws a `TypeError` for others. */
export function fault(text: string): ScriptedFault {
  return { kind: "fault", faults: parseFaults(text), label: text };
}
