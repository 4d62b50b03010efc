import {
  type EmbeddingModelV4,
  type ImageModelV4,
  type LanguageModelV4,
  NoSuchModelError,
  type ProviderV4,
} from "@ai-sdk/provider";
import { CometAPIChatLanguageModel } from "./chat-language-model.ts";
import { createModelConfig } from "./model-config.ts";
import { CometAPINativeLanguageModel } from "./native/native-language-model.ts";
import type { CometAPIProviderSettings } from "./provider-settings.ts";

/** CometAPI for the AI SDK. Calling it with a model id gives that model on Chat Completions. */
export interface CometAPIProvider extends ProviderV4 {
  (modelId: string): LanguageModelV4;
  /** A model on Chat Completions; the same as {@link CometAPIProvider.chat}. */
  languageModel: (modelId: string) => LanguageModelV4;
  /** A model on Chat Completions, the API that serves every text model. */
  chat: (modelId: string) => LanguageModelV4;
  /** A model on the Responses API. Loads `@ai-sdk/openai` with the first call. */
  responses: (modelId: string) => LanguageModelV4;
  /** A model on Anthropic's Messages API. Loads `@ai-sdk/anthropic` with the first call. */
  messages: (modelId: string) => LanguageModelV4;
  /** A model on the Gemini API. Loads `@ai-sdk/google` with the first call. */
  gemini: (modelId: string) => LanguageModelV4;
  /** CometAPI offers no reranking: throws `NoSuchModelError`. */
  rerankingModel: (modelId: string) => never;
}

/**
 * Makes a provider. Nothing is read or checked before the first call, so this never throws; a call
 * without a key throws `LoadAPIKeyError`.
 *
 * The key is `apiKey`, else the environment's `COMETAPI_KEY`, `COMETAPI_API_KEY` or `COMET_API_KEY`.
 */
export function createCometAPI(settings: CometAPIProviderSettings = {}): CometAPIProvider {
  const config = createModelConfig(settings);
  const chat = (modelId: string): LanguageModelV4 => new CometAPIChatLanguageModel(modelId, config);

  function provider(modelId: string): LanguageModelV4 {
    if (new.target) {
      throw new TypeError("Call a CometAPI provider without new: cometapi(modelId).");
    }
    return chat(modelId);
  }

  return Object.assign(provider, {
    specificationVersion: "v4" as const,
    languageModel: chat,
    chat,
    responses: (modelId: string) => new CometAPINativeLanguageModel(modelId, "responses", config),
    messages: (modelId: string) => new CometAPINativeLanguageModel(modelId, "messages", config),
    gemini: (modelId: string) => new CometAPINativeLanguageModel(modelId, "gemini", config),
    embeddingModel: (modelId: string): EmbeddingModelV4 => {
      throw new NoSuchModelError({ modelId, modelType: "embeddingModel" });
    },
    imageModel: (modelId: string): ImageModelV4 => {
      throw new NoSuchModelError({ modelId, modelType: "imageModel" });
    },
    rerankingModel: (modelId: string): never => {
      throw new NoSuchModelError({ modelId, modelType: "rerankingModel" });
    },
  });
}

/** The provider with default settings: key and base URL come from the environment. */
export const cometapi: CometAPIProvider = createCometAPI();
