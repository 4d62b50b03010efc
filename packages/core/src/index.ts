export {
  accumulateChatEvents,
  type ChatChoice,
  type ChatResult,
  createChatChoice,
} from "./chat/accumulate-chat-events.ts";
export type { ChatAnswer, ChatStream, ReceivedResponse, SentRequest } from "./chat/chat-answer.ts";
export type * from "./chat/chat-api-name.ts";
export type * from "./chat/chat-event.ts";
export {
  type CacheControl,
  chatOptionRules,
  type ChatOptions,
  type ChatToolChoice,
  findOptionOfField,
  pickChatOptions,
  type PlainChatOptions,
  type ReasoningEffort,
  type VendorOptions,
} from "./chat/chat-options.ts";
export type * from "./chat/chat-request.ts";
export type { VendorToolCall, VendorToolResult } from "./chat/vendor-tool.ts";
export type { ChatUsage } from "./chat/chat-usage.ts";
export {
  applyContentOutline,
  type ContentOutline,
  createContentOutline,
  type KeptContent,
  type OutlinePart,
} from "./chat/content-outline.ts";
export { type Echo, parseEcho } from "./chat/echo.ts";
export { createMediaPart } from "./chat/media-part.ts";
export { parseVendorBlock } from "./chat/parse-vendor-block.ts";
export { findJSONAnswers } from "./chat/find-json-answers.ts";
export { JSONAnswerReader } from "./chat/json-answer-reader.ts";
export { EventLog } from "./chat/event-log.ts";
export { foldDeltas } from "./chat/fold-deltas.ts";
export { CometAPIClient } from "./client.ts";
export type * from "./config/client-hooks.ts";
export type * from "./config/client-settings.ts";
export { checkSettings, unknownSetting } from "./config/check-settings.ts";
export { findNearestNames } from "./config/find-nearest-names.ts";
export { connectionRules, pickClientSettings } from "./config/connection-rules.ts";
export {
  omitRules,
  oneOf,
  pickSettings,
  type SettingKind,
  type SettingRule,
  settingRules,
  type SettingRules,
} from "./config/setting-rules.ts";
export {
  CometAPIError,
  type CometAPIErrorCode,
  type CometAPIErrorFields,
} from "./errors/comet-api-error.ts";
export type { JSONObject, JSONValue } from "./json.ts";
export { isJSONObject, isObject, withoutUndefined } from "./json-access.ts";
export { mergeJSON } from "./merge-json.ts";
export {
  decodeBase64,
  encodeBase64,
  joinBase64,
  parseBase64,
  parseBase64Text,
} from "./media/base64.ts";
export { type InlineData, parseDataURL, toDataURL } from "./media/data-url.ts";
export { mapAudioFormat, mapAudioMediaType } from "./media/map-audio-format.ts";
export { resolveMediaType } from "./media/resolve-media-type.ts";
export { sniffMediaType } from "./media/sniff-media-type.ts";
export { findCometAPIError } from "./errors/find-comet-api-error.ts";
export { toCometAPIError, type ErrorSource } from "./errors/to-comet-api-error.ts";
export type {
  Catalogue,
  CatalogueModel,
  ModelEndpoint,
  ModelType,
} from "./models/catalogue-model.ts";
export type { BilledUsage, PriceSource } from "./money/calculate-cost.ts";
export type { Cost } from "./money/cost.ts";
export { findCatalogueModel } from "./models/find-catalogue-model.ts";
export { findKnownModel } from "./models/find-known-model.ts";
export { type ImageTraits, resolveImageTraits } from "./models/image-traits.ts";
export type { KnownModel, KnownModelType } from "./models/known-model.ts";
export { KNOWN_MODELS } from "./models/known-models.ts";
export type * from "./models/model-ids.ts";
export type { ModelPrice } from "./models/model-price.ts";
export { parseModelId } from "./models/parse-model-id.ts";
export type {
  InputModality,
  ModelTraitOverrides,
  ModelTraits,
  ModelTraitValues,
  ThinkingBudget,
} from "./models/model-traits.ts";
export { findSupportedURLs } from "./models/find-supported-urls.ts";
export { enforcesSchema } from "./models/enforces-schema.ts";
export { readsMedia } from "./models/reads-media.ts";
export { resolveModelTraits } from "./models/resolve-model-traits.ts";
export type { SpeechRequest, SpeechResult } from "./audio/speech-request.ts";
export type * from "./audio/transcription-request.ts";
export type { BalanceOptions } from "./balance/get-balance.ts";
export type { Balance, DailyUse, KeyBalance } from "./balance/normalize-balance.ts";
export type { CatalogueOptions } from "./catalogue/catalogue-cache.ts";
export type { ListedModel } from "./catalogue/list-models.ts";
export { findEmbeddingTokenLimit } from "./embeddings/find-embedding-token-limit.ts";
export { largestEmbeddingBatch } from "./embeddings/largest-embedding-batch.ts";
export type { EmbeddingRequest, EmbeddingResult } from "./embeddings/embedding-request.ts";
export type { DownloadOptions } from "./transport/download-file.ts";
export type { FileInput } from "./transport/file-input.ts";
export type * from "./images/image-request.ts";
export type { ReceivedFile } from "./transport/read-file.ts";
export { isRefusedForRate } from "./video/is-refused-for-rate.ts";
export { isVideoTooNew } from "./video/is-video-too-new.ts";
export type * from "./video/video-request.ts";
export type { VideoWaitOptions } from "./video/wait-for-video.ts";
export { VERSION } from "./version.ts";
export { LIMITS, type ReadLimits } from "./transport/limits.ts";
export type { Budget, BudgetSettings, Reservation } from "./money/budget.ts";
export type { MoneySettings } from "./money/money-settings.ts";
export type { UsageApi, UsageRecord } from "./money/usage-record.ts";
