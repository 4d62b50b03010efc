import type {
  EmbeddingModelV4,
  EmbeddingModelV4CallOptions,
  EmbeddingModelV4Result,
} from "@ai-sdk/provider";
import { type JSONObject, type SettingRules, settingRules } from "@cometapi/core";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import { convertRequestOptions } from "./convert/request-options.ts";
import { convertCharge, convertRequestId } from "./convert/response.ts";
import { toCallError } from "./errors.ts";
import type { ModelConfig } from "./model-config.ts";
import { parseCallOptions, PROVIDER_KEY } from "./provider-options.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "./serialized-model.ts";

/** What `providerOptions.cometapi` takes for an embedding call. */
export type CometAPIEmbeddingModelOptions = {
  /** Length of the vectors, for models that take it. Wins over the call's own `dimensions`. */
  dimensions?: number;
  /** Stable identifier of the end user, for the vendor's abuse monitoring. */
  user?: string;
  /** Most texts in one request. Default 2048, or less for a model that is known to take less. */
  maxBatchSize?: number;
  /** Fields merged into the request body last. */
  extraBody?: JSONObject;
};

const optionRules: SettingRules<CometAPIEmbeddingModelOptions> = {
  dimensions: settingRules.number,
  user: settingRules.string,
  maxBatchSize: settingRules.number,
  extraBody: settingRules.object,
};

/** A model that turns texts into vectors. */
export class CometAPIEmbeddingModel implements EmbeddingModelV4 {
  readonly specificationVersion = "v4";
  readonly provider = "cometapi.embedding";
  readonly modelId: string;
  readonly maxEmbeddingsPerCall = 2048;
  readonly supportsParallelCalls = true;
  readonly #config: ModelConfig;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPIEmbeddingModel): SerializedModel {
    return serializeModel(model.modelId, model.#config);
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedModel): CometAPIEmbeddingModel {
    return new CometAPIEmbeddingModel(serialized.modelId, deserializeConfig(serialized));
  }

  constructor(modelId: string, config: ModelConfig) {
    this.modelId = modelId;
    this.#config = config;
  }

  async doEmbed(call: EmbeddingModelV4CallOptions): Promise<EmbeddingModelV4Result> {
    const options = parseCallOptions(call.providerOptions, optionRules);
    try {
      const { embeddings, usage, charge, response, model } = await this.#config.client.embed(
        {
          ...options,
          model: this.modelId,
          input: call.values,
          dimensions: options.dimensions ?? call.dimensions,
        },
        convertRequestOptions(call),
      );
      return {
        embeddings,
        warnings: [],
        response: { headers: response.headers },
        providerMetadata: {
          [PROVIDER_KEY]: { model, ...convertCharge(charge), ...convertRequestId(response) },
        },
        ...(usage.tokens === undefined ? {} : { usage: { tokens: usage.tokens } }),
      };
    } catch (error) {
      throw toCallError(error);
    }
  }
}
