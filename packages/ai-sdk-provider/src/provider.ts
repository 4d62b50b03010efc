import {
  type EmbeddingModelV4,
  type ImageModelV4,
  type LanguageModelV4,
  NoSuchModelError,
  type ProviderV4,
} from "@ai-sdk/provider";
import { generateId } from "@ai-sdk/provider-utils";
import { CometAPIClient } from "@cometapi/core";
import { CometAPIChatLanguageModel } from "./chat-language-model.ts";
import type { ModelConfig } from "./model-config.ts";
import type { CometAPIProviderSettings } from "./provider-settings.ts";
import { VERSION } from "./version.ts";

/** CometAPI for the AI SDK. Calling it with a model id gives that model on Chat Completions. */
export interface CometAPIProvider extends ProviderV4 {
  (modelId: string): LanguageModelV4;
  /** A model on Chat Completions; the same as {@link CometAPIProvider.chat}. */
  languageModel: (modelId: string) => LanguageModelV4;
  /** A model on Chat Completions, the API that serves every text model. */
  chat: (modelId: string) => LanguageModelV4;
}

/**
 * Makes a provider. Nothing is read or checked before the first call, so this never throws; a call
 * without a key throws `LoadAPIKeyError`.
 *
 * The key is `apiKey`, else the environment's `COMETAPI_KEY`, `COMETAPI_API_KEY` or `COMET_API_KEY`.
 */
export function createCometAPI(settings: CometAPIProviderSettings = {}): CometAPIProvider {
  const { timeout, streamIdleTimeout, includeUsage: _, generateId: makeId, ...shared } = settings;
  const client = new CometAPIClient({
    ...shared,
    timeoutMs: timeout,
    streamIdleTimeoutMs: streamIdleTimeout,
    maxRetries: 0,
    userAgent: `ai-sdk-cometapi/${VERSION}`,
  });
  const config: ModelConfig = { client, settings, generateId: makeId ?? generateId };
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
    embeddingModel: (modelId: string): EmbeddingModelV4 => {
      throw new NoSuchModelError({ modelId, modelType: "embeddingModel" });
    },
    imageModel: (modelId: string): ImageModelV4 => {
      throw new NoSuchModelError({ modelId, modelType: "imageModel" });
    },
  });
}

/** The provider with default settings: key and base URL come from the environment. */
export const cometapi: CometAPIProvider = createCometAPI();
