/*
 * To read this package, begin with chat-model.ts, the class that LangChain calls, and chat-caller.ts, to which
 * it hands each call. Then follow a call: convert/request.ts with convert/messages.ts and convert/tools.ts
 * makes core's request; the answer comes back whole by convert/result.ts, as chunks by convert/events.ts, or
 * in LangChain's event protocol by convert/stream-events.ts. What an answer holds besides text and tool calls is
 * a row of convert/answer-parts.ts, and block-translator.ts shows all of it as content blocks. errors.ts translates
 * errors. Of the messages, convert/vendor-options.ts and convert/vendor-run-tools.ts read what LangChain's packages
 * for vendors wrote.
 */

export {
  type ChatApiName,
  type ChatApiSetting,
  type ChatModelId,
  type ChatWarning,
  CometAPIError,
  type CometAPIErrorCode,
  type EmbeddingModelId,
  type JSONObject,
  type ReasoningEffort,
  type VendorOptions,
} from "@cometapi/core";
export type { ChatCometAPICallOptions, ResponseFormat } from "./chat-call-options.ts";
export { ChatCometAPI } from "./chat-model.ts";
export type { ChatParameters } from "./chat-parameters.ts";
export type { ChatCometAPIOptions, ChatCometAPISettings } from "./chat-settings.ts";
export type { ConnectionSettings } from "./connection-settings.ts";
export {
  CometAPIEmbeddings,
  type CometAPIEmbeddingsOptions,
  type CometAPIEmbeddingsSettings,
} from "./embeddings.ts";
export type { LangChainErrorFields } from "./errors.ts";
export { fetchModelProfile } from "./model-profile.ts";
export { addToModelProviders } from "./init-chat-model.ts";
export { listModels } from "./list-models.ts";
export type { MessageTokens } from "./estimate-tokens.ts";
