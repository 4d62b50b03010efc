import {
  type ChatApiSetting,
  type ChatOptions,
  chatOptionRules,
  connectionRules,
  isObject,
  type JSONObject,
  type JSONValue,
  omitRules,
  type SettingRule,
  type SettingRules,
  settingRules,
} from "@cometapi/core";

/** Options of core that LlamaIndex names differently, or whose answers it has no place for. */
const omitted = ["maxOutputTokens", "choiceCount", "includeUsage"] as const;

/**
 * What shapes an answer besides messages and tools: as settings of `CometAPI` for all its calls, as
 * `additionalChatOptions` for one. Only what is set is sent; there are no defaults of our own.
 */
export interface CometAPIChatOptions extends Omit<ChatOptions, (typeof omitted)[number]> {
  /**
   * Which text API carries the calls. Default `auto`: the one in which nothing of the model's answers is lost
   * (Claude: Messages, Gemini: Gemini, GPT-5 and later: Responses, most others: Chat Completions).
   */
  api?: ChatApiSetting | undefined;
  /** Upper bound of generated tokens. Sent under the name the model understands. */
  maxTokens?: number | undefined;
  /** Tools that the vendor runs itself, such as web search. What they find is in `options.citations`. */
  vendorTools?: readonly CometAPIVendorTool[] | undefined;
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
  /** Your own name for the purpose of the calls. Each record of `onUsage` has it, and a bill has a sum for each tag. */
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
export type AgentErrorHandling = "message" | "throw" | FailureWriter;

/** Puts a failure into words for the user of an agent. */
export type FailureWriter = (error: unknown) => string;

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
  [field: `${string}_${string}`]: JSONValue | undefined;
}

/** What each option may be. */
export const optionRules: SettingRules<CometAPIChatOptions> = {
  ...omitRules(chatOptionRules, omitted),
  maxTokens: chatOptionRules.maxOutputTokens,
  api: connectionRules.api,
  extraBody: connectionRules.extraBody,
  signal: settingRules.signal,
  tag: connectionRules.tag,
  vendorTools: {
    expected: "a list of { id, name, args }",
    accepts: (value) => Array.isArray(value) && value.every(isVendorTool),
  },
};

/** What `onAgentError` may be. */
export const agentErrorRule: SettingRule = {
  expected: '"message", "throw" or a function',
  accepts: (value) => value === "message" || value === "throw" || typeof value === "function",
};

function isVendorTool(value: unknown): boolean {
  return isObject(value) && typeof value["id"] === "string";
}
