/*
 * To read this package, begin with provider.ts, which makes the models. chat/ holds the model of texts, media/ those
 * of images, speech, transcripts and videos; embedding-model.ts stands beside them.
 *
 * Follow a call of chat/chat-language-model.ts: convert/request.ts with convert/messages.ts and convert/tools.ts
 * makes core's request; convert/events.ts turns the answer into stream parts, which chat/create-part-stream.ts
 * streams and convert/answer.ts adds up to a whole answer. errors.ts translates errors. Each model class in media/
 * has its work in the file that its method loads, such as media/generate-images.ts.
 */

export { CometAPIChatLanguageModel } from "./chat/chat-language-model.ts";
export type {
  CometAPIChatLanguageModelOptions,
  CometAPIMessageOptions,
  CometAPIPartOptions,
  CometAPIToolOptions,
} from "./chat/chat-language-model-options.ts";
export { CometAPIEmbeddingModel, type CometAPIEmbeddingModelOptions } from "./embedding-model.ts";
export type { CometAPIImageModelOptions } from "./media/generate-images.ts";
export { CometAPIImageModel } from "./media/image-model.ts";
export { cometapi, type CometAPIProvider, createCometAPI } from "./provider.ts";
export type { CometAPIProviderSettings } from "./provider-settings.ts";
export type { CometAPISpeechModelOptions } from "./media/generate-speech.ts";
export { CometAPISpeechModel } from "./media/speech-model.ts";
export type { CometAPITranscriptionModelOptions } from "./media/transcribe.ts";
export { CometAPITranscriptionModel } from "./media/transcription-model.ts";
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
export { CometAPIVideoModel } from "./media/video-model.ts";
export type { CometAPIVideoModelOptions } from "./media/video-operations.ts";
