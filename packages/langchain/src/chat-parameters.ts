import {
  type ChatApiSetting,
  chatOptionRules,
  type ChatOptions,
  connectionRules,
  type JSONObject,
  omitRules,
  oneOf,
  type SettingRules,
  settingRules,
} from "@cometapi/core";

/**
 * Options of core that LangChain names differently or takes on messages, and two whose names mean something
 * else here: LangChain has a `metadata` of its own, LangGraph a `store`.
 */
const omitted = [
  "maxOutputTokens",
  "stopSequences",
  "choiceCount",
  "logprobs",
  "includeUsage",
  "toolChoice",
  "parallelToolCalls",
  "metadata",
  "store",
  "cacheControl",
] as const;

/**
 * What shapes an answer. In the constructor it holds for every call, in a call (or `withConfig`) for that
 * one. What is not set is not sent.
 */
export interface ChatParameters extends Omit<ChatOptions, (typeof omitted)[number]> {
  /**
   * Which text API carries the calls. Default `auto`: the one that loses nothing of what the model is
   * for (Claude: Messages, Gemini: Gemini, GPT-5 and later: Responses, most others: Chat Completions).
   */
  api?: ChatApiSetting | undefined;
  /** Upper bound of generated tokens. */
  maxTokens?: number | undefined;
  /** Strings that end the answer. They are not part of it. */
  stop?: string[] | undefined;
  /** Number of alternative answers; all of them are in the result of `generate`. */
  n?: number | undefined;
  /** Whether the log probabilities of the chosen tokens come back in `response_metadata`. */
  logprobs?: boolean | undefined;
  /** Number of alternatives per token among the log probabilities. Turns `logprobs` on. */
  topLogprobs?: number | undefined;
  /** Whether the model may call several tools in one turn. The vendor's default is usually true. */
  parallel_tool_calls?: boolean | undefined;
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

/** A rule for every parameter. */
export const parameterRules: SettingRules<ChatParameters> = {
  ...omitRules(chatOptionRules, omitted),
  api: connectionRules.api,
  maxTokens: chatOptionRules.maxOutputTokens,
  stop: chatOptionRules.stopSequences,
  n: chatOptionRules.choiceCount,
  logprobs: settingRules.boolean,
  topLogprobs: settingRules.count,
  parallel_tool_calls: chatOptionRules.parallelToolCalls,
  streamUsage: chatOptionRules.includeUsage,
  promptCaching: oneOf(true, false, "5m", "1h"),
  extraBody: connectionRules.extraBody,
};
