import type {
  CacheControl,
  ChatApiSetting,
  ChatRequest,
  ChatToolChoice,
  JSONObject,
  JSONValue,
  ReasoningEffort,
  VendorOptions,
} from "@cometapi/core";

/**
 * What a model is told besides messages and tools: as settings of `CometAPI` for all its calls, as
 * `additionalChatOptions` for one. Only what is set is sent; there are no defaults of our own.
 */
export interface CometAPIChatOptions {
  /**
   * Which text API carries the calls. Default `auto`: the one that loses nothing of what the model is
   * for (Claude: Messages, Gemini: Gemini, GPT-5 and later: Responses, most others: Chat Completions).
   */
  api?: ChatApiSetting | undefined;
  temperature?: number | undefined;
  topP?: number | undefined;
  topK?: number | undefined;
  /** Upper bound of generated tokens. Sent under the name the model understands. */
  maxTokens?: number | undefined;
  presencePenalty?: number | undefined;
  frequencyPenalty?: number | undefined;
  /** Strings that end the answer. They are not part of it. */
  stopSequences?: readonly string[] | undefined;
  seed?: number | undefined;
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
  /** Whether the vendor keeps the answer. */
  store?: boolean | undefined;
  /** Groups requests that begin alike, so that the vendor finds its prompt cache. */
  promptCacheKey?: string | undefined;
  /** Labels the vendor keeps with the answer. */
  metadata?: Readonly<Record<string, string>> | undefined;
  /** A prompt-cache mark after everything the request holds; one on a message is its `cache_control`. */
  cacheControl?: CacheControl | undefined;
  /** What Gemini blocks, by category, as Google writes it. */
  safetySettings?: readonly JSONObject[] | undefined;
  /** Options of a vendor in the words of its AI SDK package, by vendor: `anthropic`, `openai`, `google`. */
  vendorOptions?: VendorOptions | undefined;
  /** Tools that the vendor runs itself, such as web search. What they find is in `options.citations`. */
  vendorTools?: readonly CometAPIVendorTool[] | undefined;
  /** Whether the model must call a tool: `auto`, `none`, `required` or `{ toolName }`. Sent with tools. */
  toolChoice?: ChatToolChoice | undefined;
  /** Whether the model may call several tools at once. The vendor's default is usually true. */
  parallelToolCalls?: boolean | undefined;
  /** True for log probabilities of the chosen tokens, a number for that many alternatives as well. */
  logprobs?: boolean | number | undefined;
  /** Bias by token id, from -100 to 100. */
  logitBias?: Readonly<Record<string, number>> | undefined;
  /** What the answer may contain, e.g. `["text", "image"]`. */
  modalities?: readonly string[] | undefined;
  /** Stable identifier of the end user. */
  user?: string | undefined;
  /**
   * Fields merged into the request body last, in the API's own spelling: they win. A call's add to the
   * settings'.
   */
  extraBody?: Readonly<JSONObject> | undefined;
  /**
   * Ends the call; as a setting, all calls. Its reason is thrown as it is, but a setting's becomes a
   * message within an agent: see `onAgentError`.
   */
  signal?: AbortSignal | undefined;
  /** What the calls are for, in words of your own: `onUsage` is told it, and bills sum by it. */
  tag?: string | undefined;
}

/** A tool of a vendor, by its id in that vendor's AI SDK package. Only that vendor's API takes it. */
export interface CometAPIVendorTool {
  /** E.g. `openai.web_search`, `anthropic.web_search_20250305` or `google.google_search`. */
  id: string;
  /** What the model calls it. Default: the id without the vendor. */
  name?: string | undefined;
  /** Its settings, in camelCase. */
  args?: Readonly<JSONObject> | undefined;
}

/** What a failure becomes within an agent: see `onAgentError` of `CometAPISettings`. */
export type AgentErrorHandling = "message" | "throw" | ((error: unknown) => string);

/**
 * `additionalChatOptions` of one call: {@link CometAPIChatOptions}, or fields of a Chat Completions body
 * as `@llamaindex/openai` takes them. Of those, the ones that have an option here become that option, on
 * whichever API the call goes; `null` counts as not set. Others with a `_` in their name go into the body.
 */
export interface CometAPICallOptions extends CometAPIChatOptions {
  /** Default: the LLM's. */
  onAgentError?: AgentErrorHandling | undefined;
  /** As `stopSequences`. */
  stop?: string | readonly string[] | null | undefined;
  audio?: JSONObject | null | undefined;
  prediction?: JSONObject | null | undefined;
  [field: `${string}_${string}`]: JSONValue | undefined;
}
