/*
 * To read this package, begin with provider.ts, which makes the models, and chat-language-model.ts, the model that
 * the AI SDK calls. Then follow a call: convert/request.ts with convert/messages.ts and convert/tools.ts makes
 * core's request; convert/events.ts turns the answer into stream parts, which create-part-stream.ts streams and
 * convert/answer.ts adds up to a whole answer. errors.ts translates errors. Each other model class has its work in
 * one file: generate-images.ts, generate-speech.ts, transcribe.ts, video-operations.ts.
 */

export { CometAPIChatLanguageModel } from "./chat-language-model.ts";
export type {
  CometAPIChatLanguageModelOptions,
  CometAPIMessageOptions,
  CometAPIPartOptions,
  CometAPIToolOptions,
} from "./chat-language-model-options.ts";
export { CometAPIEmbeddingModel, type CometAPIEmbeddingModelOptions } from "./embedding-model.ts";
export type { CometAPIImageModelOptions } from "./generate-images.ts";
export { CometAPIImageModel } from "./image-model.ts";
export { cometapi, type CometAPIProvider, createCometAPI } from "./provider.ts";
export type { CometAPIProviderSettings } from "./provider-settings.ts";
export type { CometAPISpeechModelOptions } from "./generate-speech.ts";
export { CometAPISpeechModel } from "./speech-model.ts";
export type { CometAPITranscriptionModelOptions } from "./transcribe.ts";
export { CometAPITranscriptionModel } from "./transcription-model.ts";
export {
  type CacheControl,
  type Catalogue,
  type CatalogueModel,
  type ChatApiSetting,
  type ChatModelId,
  CometAPIError,
  type CometAPIErrorCode,
  type EmbeddingModelId,
  type ImageModelId,
  type SpeechModelId,
  type TranscriptionModelId,
  type VideoModelId,
} from "@cometapi/core";
export { VERSION } from "./version.ts";
export { CometAPIVideoModel } from "./video-model.ts";
export type { CometAPIVideoModelOptions } from "./video-operations.ts";
