import {
  chatOptionRules,
  connectionRules,
  oneOf,
  settingRules,
  type SettingRules,
} from "@cometapi/core";
import type { AsyncCallerParams } from "@langchain/core/utils/async_caller";
import type { ChatParameters } from "./chat-parameters.ts";
import type { ChatCometAPISettings } from "./chat-settings.ts";
import { connectionSettingRules } from "./connection-settings.ts";

const anything = { expected: "anything", accepts: (): boolean => true };

/** Rules for what LangChain's own caller takes. */
export const callerRules: SettingRules<AsyncCallerParams> = {
  maxConcurrency: settingRules.number,
  maxRetries: connectionRules.maxRetries,
  onFailedAttempt: settingRules.function,
};

const {
  maxOutputTokens,
  stopSequences,
  choiceCount,
  logprobs: _logprobs,
  includeUsage,
  toolChoice: _toolChoice,
  parallelToolCalls,
  metadata: _metadata,
  store: _store,
  cacheControl: _cacheControl,
  ...coreRules
} = chatOptionRules;

/** A rule for everything that shapes an answer. */
export const parameterRules: SettingRules<ChatParameters> = {
  ...coreRules,
  api: connectionRules.api,
  maxTokens: maxOutputTokens,
  stop: stopSequences,
  n: choiceCount,
  logprobs: settingRules.boolean,
  topLogprobs: settingRules.count,
  parallel_tool_calls: parallelToolCalls,
  streamUsage: includeUsage,
  promptCaching: oneOf(true, false, "5m", "1h"),
  extraBody: connectionRules.extraBody,
};

/** A rule for every setting of `ChatCometAPI`, those of LangChain's base class included. */
export const chatSettingRules: SettingRules<ChatCometAPISettings> = {
  ...connectionSettingRules,
  ...callerRules,
  ...parameterRules,
  model: settingRules.string,
  fallbackModels: connectionRules.fallbackModels,
  maxFallbackPriceRatio: connectionRules.maxFallbackPriceRatio,
  modelTraits: connectionRules.modelTraits,
  streaming: settingRules.boolean,
  profile: settingRules.object,
  disableStreaming: settingRules.boolean,
  outputVersion: oneOf("v0", "v1"),
  cache: { expected: "a cache, true or false", accepts: isCache },
  verbose: settingRules.boolean,
  callbacks: anything,
  callbackManager: anything,
  tags: settingRules.strings,
  metadata: settingRules.object,
};

function isCache(value: unknown): boolean {
  return typeof value === "boolean" || settingRules.object.accepts(value);
}
