import type { ImageModelV4, ImageModelV4CallOptions, ImageModelV4Result } from "@ai-sdk/provider";
import { resolveImageTraits } from "@cometapi/core";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import type { ModelConfig } from "../model-config.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "../serialized-model.ts";

/** A model that makes images, and edits given ones. */
export class CometAPIImageModel implements ImageModelV4 {
  readonly specificationVersion = "v4";
  readonly provider = "cometapi.image";
  readonly modelId: string;
  readonly maxImagesPerCall: number | undefined;
  readonly supportsFileInputs = true;
  readonly supportsMaskInputs = true;
  readonly #config: ModelConfig;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPIImageModel): SerializedModel {
    return serializeModel(model.modelId, model.#config);
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedModel): CometAPIImageModel {
    return new CometAPIImageModel(serialized.modelId, deserializeConfig(serialized));
  }

  constructor(modelId: string, config: ModelConfig) {
    this.modelId = modelId;
    this.maxImagesPerCall = resolveImageTraits(modelId).maxImagesPerCall ?? 10;
    this.#config = config;
  }

  async doGenerate(call: ImageModelV4CallOptions): Promise<ImageModelV4Result> {
    // Loaded with the first call, so that the first chunk of a bundle is smaller.
    const { generateImages } = await import("./generate-images.ts");
    return generateImages(this.#config.client, this.modelId, call);
  }
}
