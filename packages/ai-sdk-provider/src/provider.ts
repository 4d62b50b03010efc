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
import { CometAPIChatLanguageModel } from "./chat-language-model.ts";
import { CometAPIEmbeddingModel } from "./embedding-model.ts";
import { callService, toCallError } from "./errors.ts";
import { CometAPIImageModel } from "./image-model.ts";
import { createModelConfig } from "./model-config.ts";
import { type CometAPIProviderSettings, providerSettingRules } from "./provider-settings.ts";
import { CometAPISpeechModel } from "./speech-model.ts";
import { CometAPITranscriptionModel } from "./transcription-model.ts";
import { CometAPIVideoModel } from "./video-model.ts";

/** CometAPI for the AI SDK. Calling it with a model id gives that model, on the API that suits it. */
export interface CometAPIProvider extends ProviderV4 {
  (modelId: ChatModelId): LanguageModelV4;
  /**
   * A model on the API that loses nothing of what it is for (Claude: Messages, Gemini: Gemini, GPT-5
   * and later: Responses, most others: Chat Completions), or on the one that `api` of the settings
   * names.
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
  /** A model that makes images, and changes those it is given. */
  imageModel: (modelId: ImageModelId) => ImageModelV4;
  /** A model that speaks a text. */
  speechModel: (modelId: SpeechModelId) => SpeechModelV4;
  /** A model that turns speech into text. */
  transcriptionModel: (modelId: TranscriptionModelId) => TranscriptionModelV4;
  /** A model that makes videos, started and asked for until finished. */
  videoModel: (modelId: VideoModelId) => Experimental_VideoModelV4;
  /**
   * CometAPI's public catalogue: ids, types, features, context windows, prices. Needs no key, and is
   * kept for five minutes. It informs: not every model it lists is callable, and the other way round.
   */
  getAvailableModels: (options?: CatalogueOptions) => Promise<Catalogue>;
  /** What the account of the key has and has used. The key travels in the query string here. */
  getBalance: (options?: BalanceOptions) => Promise<Balance>;
  /** CometAPI offers no reranking: throws `NoSuchModelError`. */
  rerankingModel: (modelId: string) => never;
}

/**
 * Makes a provider. Neither key nor base URL is read before the first call: a call without a key
 * throws `LoadAPIKeyError`. A setting that does not exist, or cannot be what it is, is an
 * `InvalidArgumentError` at once.
 *
 * The key is `apiKey`, else the environment's `COMETAPI_KEY`, `COMETAPI_API_KEY` or `COMET_API_KEY`.
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

/** The provider with default settings: key and base URL come from the environment. */
export const cometapi: CometAPIProvider = createCometAPI();
