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
