import type {
  ChatApiSetting,
  ChatRequest,
  JSONObject,
  ReasoningEffort,
  VendorOptions,
} from "@cometapi/core";

/**
 * What shapes an answer. Given to the constructor it holds for every call, given to a call (or to
 * `withConfig`) it holds for that one. What is not set is not sent.
 */
export interface ChatParameters {
  /**
   * Which text API carries the calls. Default `auto`: the one that loses nothing of what the model is
   * for (Claude: Messages, Gemini: Gemini, GPT-5 and later: Responses, most others: Chat Completions).
   */
  api?: ChatApiSetting | undefined;
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
  /** How much the model thinks before it answers, spelt for the model and its API by core. */
  reasoningEffort?: ReasoningEffort | undefined;
  /** Most tokens the model may think for, where it takes a number. Wins over the effort. */
  reasoningBudget?: number | undefined;
  /** Whether and how fully the vendor sums its reasoning up: `auto`, `concise`, `detailed`, `none`. */
  reasoningSummary?: ChatRequest["reasoningSummary"];
  /** How much the model writes: `low`, `medium` or `high`, where it knows the option. */
  verbosity?: string | undefined;
  /** The vendor's class of service, e.g. `flex` or `priority`. */
  serviceTier?: string | undefined;
  /** Groups requests that begin alike, so that the vendor finds its prompt cache. */
  promptCacheKey?: string | undefined;
  /** What Gemini blocks, by category, as Google writes it. */
  safetySettings?: JSONObject[] | undefined;
  /** Options of a vendor in the words of its AI SDK package, by vendor: `anthropic`, `openai`, `google`. */
  vendorOptions?: VendorOptions | undefined;
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
   * five minutes. Default: no marks.
   */
  promptCaching?: boolean | "5m" | "1h" | undefined;
  /** Fields merged into the request body last, so that they win over everything above. */
  extraBody?: JSONObject | undefined;
}
