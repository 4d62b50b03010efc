import type { ChatModelId, ChatUsage } from "@cometapi/core";
import type { CometAPIChatOptions } from "./chat-options.ts";
import type { CometAPIConnectionSettings } from "./connection-settings.ts";

/**
 * Settings of {@link CometAPI}: which model, how it is to answer, how to reach it. Everything is
 * optional; the options of {@link CometAPIChatOptions} apply to every call that does not set them.
 */
export interface CometAPISettings extends CometAPIConnectionSettings, CometAPIChatOptions {
  /** Model id as CometAPI knows it. Default `gpt-4o-mini`. */
  model?: ChatModelId | undefined;
  /**
   * Tokens of input and output together; LlamaIndex cuts conversations and prompts to it. Default:
   * what is known of the model, else 128,000.
   */
  contextWindow?: number | undefined;
  /** Whether the model can call tools, which agents ask first. Default true. */
  supportToolCall?: boolean | undefined;
  /**
   * What a failure becomes within a LlamaIndex agent. Agents leave an error of their LLM unhandled,
   * which ends a Node process.
   *
   * - `message` (default): the agent's answer says what went wrong, with the error itself in
   *   `options.error` of the chunk, `raw.error` of the agent's stream event and
   *   `message.options.error` of the response in `llm-end`. A tool call that was cut off, or of a tool
   *   that was not offered, is reported in this way too, and never run. A structured answer is not
   *   made of a failure.
   * - `throw`: the error is thrown.
   *
   * A call is taken for an agent's when it is a streamed chat with `tools`, be it an empty list, or an
   * `exec` with `responseFormat` and an assistant's message alone, and has no `signal` of its own.
   * Every other call throws.
   */
  onAgentError?: "message" | "throw" | undefined;
  /**
   * Whether what arrived in one network read becomes one chunk. Default true: LlamaIndex agents take
   * a time that grows with the square of the number of chunks.
   */
  foldDeltas?: boolean | undefined;
  /**
   * Told the token counts of every answer that reports them. What it throws, the call throws once the
   * answer has ended, unless that failed by itself; within an agent: see `onAgentError`.
   */
  onUsage?: ((usage: ChatUsage, model: string) => void) | undefined;
}
