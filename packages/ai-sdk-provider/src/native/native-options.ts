import type { AnthropicLanguageModelOptions } from "@ai-sdk/anthropic";
import type { GoogleLanguageModelOptions } from "@ai-sdk/google";
import type { OpenAILanguageModelResponsesOptions } from "@ai-sdk/openai";
import type { NativeAPIName } from "./native-api.ts";

type Names<T> = Record<keyof T, true>;

const responses: Names<OpenAILanguageModelResponsesOptions> = {
  allowedTools: true,
  compactionTrigger: true,
  contextManagement: true,
  conversation: true,
  forceReasoning: true,
  include: true,
  includeWebSearchSources: true,
  instructions: true,
  logprobs: true,
  maxToolCalls: true,
  metadata: true,
  parallelToolCalls: true,
  passThroughUnsupportedFiles: true,
  previousResponseId: true,
  promptCacheKey: true,
  promptCacheOptions: true,
  promptCacheRetention: true,
  reasoningContext: true,
  reasoningEffort: true,
  reasoningEffortUpdate: true,
  reasoningMode: true,
  reasoningSummary: true,
  safetyIdentifier: true,
  serviceTier: true,
  store: true,
  strictJsonSchema: true,
  systemMessageMode: true,
  textFormat: true,
  textVerbosity: true,
  truncation: true,
  user: true,
};

const messages: Names<AnthropicLanguageModelOptions> = {
  anthropicBeta: true,
  cacheControl: true,
  compaction: true,
  container: true,
  contextManagement: true,
  disableParallelToolUse: true,
  effort: true,
  fallbacks: true,
  includePings: true,
  inferenceGeo: true,
  mcpServers: true,
  metadata: true,
  safeguards: true,
  sendReasoning: true,
  serviceTier: true,
  speed: true,
  structuredOutputMode: true,
  taskBudget: true,
  thinking: true,
  thread: true,
  toolStreaming: true,
};

const gemini: Names<GoogleLanguageModelOptions> = {
  audioTimestamp: true,
  cachedContent: true,
  continuationToken: true,
  imageConfig: true,
  labels: true,
  mediaResolution: true,
  requestType: true,
  responseModalities: true,
  retrievalConfig: true,
  safetySettings: true,
  serviceTier: true,
  sharedRequestType: true,
  streamFunctionCallArguments: true,
  structuredOutputs: true,
  thinkingConfig: true,
  threshold: true,
};

/** The options of the AI SDK's packages, which `providerOptions.cometapi` takes as well. */
export const nativeOptions: Record<NativeAPIName, Record<string, true>> = {
  responses,
  messages,
  gemini,
};
