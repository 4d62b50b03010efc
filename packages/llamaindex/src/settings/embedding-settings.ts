import {
  connectionRules,
  type EmbeddingModelId,
  type JSONObject,
  type SettingRules,
  settingRules,
} from "@cometapi/core";
import type { BaseEmbeddingOptions, EmbeddingInfo } from "@llamaindex/core/embeddings";
import { type CometAPIConnectionSettings, connectionSettingRules } from "./connection-settings.ts";
import { resolveModel } from "./resolve-model.ts";

const DEFAULT_MODEL = "text-embedding-3-small";

/**
 * Settings of `CometAPIEmbedding`. Everything is optional. There are no fallback models: vectors
 * of two models cannot be compared.
 */
export interface CometAPIEmbeddingSettings extends Omit<
  CometAPIConnectionSettings,
  "fallbackModels" | "maxFallbackPriceRatio" | "modelTraits" | "onFallback"
> {
  /** Model id as CometAPI knows it. Default `text-embedding-3-small`. */
  model?: EmbeddingModelId | undefined;
  /** The same as `model`, for code that was written for a class that calls it so. */
  modelName?: EmbeddingModelId | undefined;
  /** Length of the vectors, for models that can shorten them (`text-embedding-3-*`). */
  dimensions?: number | undefined;
  /**
   * Most texts in one request: 1 or a whole number above. Default 100, or what the model takes where
   * that is less. A batch that the model finds too large is sent again in halves; later batches are no larger.
   */
  embedBatchSize?: number | undefined;
  /** Most requests at the same time: 1 or a whole number above. Default 4. */
  maxConcurrency?: number | undefined;
  /** Stable identifier of the end user. */
  user?: string | undefined;
  /**
   * What the model reads: texts are cut to `maxTokens`, counted by `tokenizer`, else by
   * `Settings.tokenizer`. Default: 8191 tokens for OpenAI's models, nothing for others.
   */
  embedInfo?: EmbeddingInfo | undefined;
  /** Fields merged into the request body last, in the API's own spelling: they win. */
  extraBody?: Readonly<JSONObject> | undefined;
  /** Ends all calls. Its reason is thrown as it is. */
  signal?: AbortSignal | undefined;
  /** Gets LlamaIndex's progress, and a warning for each text that was cut. Default: the console. */
  logger?: BaseEmbeddingOptions["logger"] | undefined;
}

const {
  onFallback: _onFallback,
  fallbackModels: _fallbackModels,
  maxFallbackPriceRatio: _maxFallbackPriceRatio,
  modelTraits: _modelTraits,
  ...reaching
} = connectionSettingRules;

/** What each setting may be. */
export const embeddingSettingRules: SettingRules<CometAPIEmbeddingSettings> = {
  ...reaching,
  model: settingRules.string,
  modelName: settingRules.string,
  dimensions: settingRules.size,
  embedBatchSize: settingRules.size,
  user: settingRules.string,
  embedInfo: settingRules.object,
  extraBody: connectionRules.extraBody,
  signal: settingRules.signal,
  logger: settingRules.object,
};

/**
 * The settings behind what an embedding was made of: a model id, an object, or both.
 *
 * @throws CometAPIError `invalid-argument` for a setting that does not exist or cannot be, and for two
 * models.
 */
export function resolveEmbeddingSettings(
  modelOrSettings?: EmbeddingModelId | CometAPIEmbeddingSettings,
  more?: CometAPIEmbeddingSettings,
): CometAPIEmbeddingSettings & { model: string } {
  const given = { owner: "CometAPIEmbedding", modelOrSettings, more };
  return resolveModel(given, embeddingSettingRules, DEFAULT_MODEL);
}
