import {
  chatOptionRules,
  connectionRules,
  oneOf,
  settingRules,
  type SettingRules,
} from "@cometapi/core";
import type { AsyncCallerParams } from "@langchain/core/utils/async_caller";
import type { ChatCometAPISettings } from "./chat-settings.ts";
import type { ConnectionSettings } from "./connection-settings.ts";
import type { CometAPIEmbeddingsSettings } from "./embeddings.ts";

const anything = { expected: "anything", accepts: (): boolean => true };

/** Rules for how to reach CometAPI. */
const reachRules: SettingRules<ConnectionSettings> = {
  apiKey: connectionRules.apiKey,
  baseURL: connectionRules.baseURL,
  headers: connectionRules.headers,
  fetch: connectionRules.fetch,
  timeout: connectionRules.timeout,
  streamIdleTimeout: connectionRules.streamIdleTimeout,
  onRequest: connectionRules.onRequest,
  onResponse: connectionRules.onResponse,
  onFallback: connectionRules.onFallback,
  onUsage: connectionRules.onUsage,
  includeCost: connectionRules.includeCost,
  budget: connectionRules.budget,
  tag: connectionRules.tag,
};

/** Rules for what LangChain's own caller takes. */
const callerRules: SettingRules<AsyncCallerParams> = {
  maxConcurrency: settingRules.number,
  maxRetries: connectionRules.maxRetries,
  onFailedAttempt: settingRules.function,
};

/** A rule for every setting of `ChatCometAPI`, those of LangChain's base class included. */
export const chatSettingRules: SettingRules<ChatCometAPISettings> = {
  ...reachRules,
  ...callerRules,
  model: settingRules.string,
  fallbackModels: connectionRules.fallbackModels,
  maxFallbackPriceRatio: connectionRules.maxFallbackPriceRatio,
  api: connectionRules.api,
  extraBody: connectionRules.extraBody,
  temperature: chatOptionRules.temperature,
  maxTokens: chatOptionRules.maxOutputTokens,
  topP: chatOptionRules.topP,
  topK: chatOptionRules.topK,
  presencePenalty: chatOptionRules.presencePenalty,
  frequencyPenalty: chatOptionRules.frequencyPenalty,
  stop: chatOptionRules.stopSequences,
  seed: chatOptionRules.seed,
  n: chatOptionRules.choiceCount,
  reasoningEffort: chatOptionRules.reasoningEffort,
  reasoningBudget: chatOptionRules.reasoningBudget,
  reasoningSummary: chatOptionRules.reasoningSummary,
  verbosity: chatOptionRules.verbosity,
  serviceTier: chatOptionRules.serviceTier,
  promptCacheKey: chatOptionRules.promptCacheKey,
  safetySettings: chatOptionRules.safetySettings,
  vendorOptions: chatOptionRules.vendorOptions,
  logprobs: settingRules.boolean,
  topLogprobs: settingRules.count,
  logitBias: chatOptionRules.logitBias,
  modalities: chatOptionRules.modalities,
  parallel_tool_calls: chatOptionRules.parallelToolCalls,
  user: chatOptionRules.user,
  streamUsage: chatOptionRules.includeUsage,
  promptCaching: oneOf(true, false, "5m", "1h"),
  streaming: settingRules.boolean,
  foldDeltas: settingRules.boolean,
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

/** A rule for every setting of `CometAPIEmbeddings`, those of LangChain's base class included. */
export const embeddingsSettingRules: SettingRules<CometAPIEmbeddingsSettings> = {
  ...reachRules,
  ...callerRules,
  model: settingRules.string,
  dimensions: settingRules.size,
  batchSize: settingRules.size,
  stripNewLines: settingRules.boolean,
  user: settingRules.string,
};

function isCache(value: unknown): boolean {
  return typeof value === "boolean" || settingRules.object.accepts(value);
}
