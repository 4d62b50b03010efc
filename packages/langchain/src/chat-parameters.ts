import type { JSONObject, ReasoningEffort } from "@cometapi/core";

/**
 * What shapes an answer. Given to the constructor it holds for every call, given to a call (or to
 * `withConfig`) it holds for that one. What is not set is not sent.
 */
export interface ChatParameters {
  temperature?: number | undefined;
  /** Upper bound of generated tokens. */
  maxTokens?: number | undefined;
  topP?: number | undefined;
  topK?: number | undefined;
  presencePenalty?: number | undefined;
  frequencyPenalty?: number | undefined;
  /** Strings that end the answer. They are not part of it. */
  stop?: string[] | undefined;
  seed?: number | undefined;
  /** Number of alternative answers; all of them are in the result of `generate`. */
  n?: number | undefined;
  /**
   * How much the model thinks before it answers. With `api: "chat"` core spells it for the model; the
   * vendors' own APIs get the word as it is.
   */
  reasoningEffort?: ReasoningEffort | undefined;
  /** Whether the log probabilities of the chosen tokens come back in `response_metadata`. */
  logprobs?: boolean | undefined;
  /** Number of alternatives per token among the log probabilities. Turns `logprobs` on. */
  topLogprobs?: number | undefined;
  /** Bias by token id, from -100 to 100. */
  logitBias?: Record<string, number> | undefined;
  /** What the answer may contain, e.g. `["text", "image"]`. */
  modalities?: string[] | undefined;
  /** Whether the model may call several tools in one turn. The vendor's default is usually true. */
  parallel_tool_calls?: boolean | undefined;
  /** Stable identifier of the end user, for the vendor's abuse monitoring. */
  user?: string | undefined;
  /** Whether a streamed answer reports its token usage. Default true. */
  streamUsage?: boolean | undefined;
  /**
   * Marks the system prompt and the last message for Anthropic's prompt cache: `true` keeps them for
   * five minutes. CometAPI caches Claude's prompts on `api: "messages"`. Default: no marks.
   */
  promptCaching?: boolean | "5m" | "1h" | undefined;
  /** Fields merged into the request body last, so that they win over everything above. */
  extraBody?: JSONObject | undefined;
}
