import {
  type EmbeddingModelV4,
  type Experimental_VideoModelV4,
  type ImageModelV4,
  type LanguageModelV4,
  NoSuchModelError,
  type ProviderV4,
  type SpeechModelV4,
  type TranscriptionModelV4,
} from "@ai-sdk/provider";
import {
  type Balance,
  type BalanceOptions,
  type Catalogue,
  type CatalogueOptions,
  type ChatApiSetting,
  type ChatModelId,
  checkSettings,
  type EmbeddingModelId,
  type ImageModelId,
  type SpeechModelId,
  type TranscriptionModelId,
  type VideoModelId,
} from "@cometapi/core";
import { CometAPIChatLanguageModel } from "./chat/chat-language-model.ts";
import { CometAPIEmbeddingModel } from "./embedding-model.ts";
import { callService, toCallError } from "./errors.ts";
import { CometAPIImageModel } from "./media/image-model.ts";
import { createModelConfig } from "./model-config.ts";
import { type CometAPIProviderSettings, providerSettingRules } from "./provider-settings.ts";
import { CometAPISpeechModel } from "./media/speech-model.ts";
import { CometAPITranscriptionModel } from "./media/transcription-model.ts";
import { CometAPIVideoModel } from "./media/video-model.ts";

/** CometAPI for the AI SDK. Calling it with a model id gives a text model, as `languageModel` does. */
export interface CometAPIProvider extends ProviderV4 {
  (modelId: ChatModelId): LanguageModelV4;
  /**
   * A text model on the API that the setting `api` names. Its default, `auto`, takes the API that loses nothing of
   * what the model is for (Claude: Messages, Gemini: Gemini, GPT-5 and later: Responses, most others: Chat
   * Completions).
   */
  languageModel: (modelId: ChatModelId) => LanguageModelV4;
  /** A model on Chat Completions, the API that serves every text model. */
  chat: (modelId: ChatModelId) => LanguageModelV4;
  /** A model on OpenAI's Responses API. */
  responses: (modelId: ChatModelId) => LanguageModelV4;
  /** A model on Anthropic's Messages API. */
  messages: (modelId: ChatModelId) => LanguageModelV4;
  /** A model on Google's Gemini API. */
  gemini: (modelId: ChatModelId) => LanguageModelV4;
  /** A model that turns texts into vectors. */
  embeddingModel: (modelId: EmbeddingModelId) => EmbeddingModelV4;
  /** A model that makes images, and edits given ones. */
  imageModel: (modelId: ImageModelId) => ImageModelV4;
  /** A model that turns text into speech. */
  speechModel: (modelId: SpeechModelId) => SpeechModelV4;
  /** A model that turns speech into text. */
  transcriptionModel: (modelId: TranscriptionModelId) => TranscriptionModelV4;
  /** A model that makes videos. The AI SDK starts a video and polls until it is finished. */
  videoModel: (modelId: VideoModelId) => Experimental_VideoModelV4;
  /**
   * CometAPI's public catalogue: ids, types, features, context windows, prices. Needs no key, and is
   * kept for five minutes. Some models that it lists cannot be called, and some that can be called are not listed.
   */
  getAvailableModels: (options?: CatalogueOptions) => Promise<Catalogue>;
  /** The balance and the use of the key's account. CometAPI wants the key in the query string here. */
  getBalance: (options?: BalanceOptions) => Promise<Balance>;
  /** CometAPI offers no reranking: throws `NoSuchModelError`. */
  rerankingModel: (modelId: string) => never;
}

/**
 * Makes a provider.
 *
 * The key is `apiKey`, else the environment's `COMETAPI_KEY`, `COMETAPI_API_KEY` or `COMET_API_KEY`. Key and base
 * URL are not read before the first call. A call without a key throws `LoadAPIKeyError`.
 *
 * @throws InvalidArgumentError for a setting that does not exist or has a wrong value.
 */
export function createCometAPI(settings: CometAPIProviderSettings = {}): CometAPIProvider {
  checkProviderSettings(settings);
  const config = createModelConfig(settings);
  const on =
    (api: ChatApiSetting) =>
    (modelId: string): LanguageModelV4 =>
      new CometAPIChatLanguageModel(modelId, api, config);
  const languageModel = on(settings.api ?? "auto");

  function provider(modelId: string): LanguageModelV4 {
    if (new.target) {
      throw new TypeError("Call a CometAPI provider without new: cometapi(modelId).");
    }
    return languageModel(modelId);
  }

  return Object.assign(provider, {
    specificationVersion: "v4" as const,
    languageModel,
    chat: on("chat"),
    responses: on("responses"),
    messages: on("messages"),
    gemini: on("gemini"),
    embeddingModel: (modelId: string) => new CometAPIEmbeddingModel(modelId, config),
    imageModel: (modelId: string) => new CometAPIImageModel(modelId, config),
    speechModel: (modelId: string) => new CometAPISpeechModel(modelId, config),
    transcriptionModel: (modelId: string) => new CometAPITranscriptionModel(modelId, config),
    videoModel: (modelId: string) => new CometAPIVideoModel(modelId, config),
    getAvailableModels: (options: CatalogueOptions = {}) =>
      callService(() => config.client.fetchCatalogue(options)),
    getBalance: (options: BalanceOptions = {}) =>
      callService(() => config.client.getBalance(options)),
    rerankingModel: (modelId: string): never => {
      throw new NoSuchModelError({ modelId, modelType: "rerankingModel" });
    },
  });
}

function checkProviderSettings(settings: CometAPIProviderSettings): void {
  try {
    checkSettings("createCometAPI", settings, providerSettingRules);
  } catch (error) {
    throw toCallError(error);
  }
}

/** The provider with default settings. Key and base URL come from the environment. */
export const cometapi: CometAPIProvider = createCometAPI();
