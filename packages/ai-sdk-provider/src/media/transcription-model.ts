import type {
  TranscriptionModelV4,
  TranscriptionModelV4CallOptions,
  TranscriptionModelV4Result,
} from "@ai-sdk/provider";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import type { ModelConfig } from "../model-config.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "../serialized-model.ts";

/** A model that turns speech into text. */
export class CometAPITranscriptionModel implements TranscriptionModelV4 {
  readonly specificationVersion = "v4";
  readonly provider = "cometapi.transcription";
  readonly modelId: string;
  readonly #config: ModelConfig;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPITranscriptionModel): SerializedModel {
    return serializeModel(model.modelId, model.#config);
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedModel): CometAPITranscriptionModel {
    return new CometAPITranscriptionModel(serialized.modelId, deserializeConfig(serialized));
  }

  constructor(modelId: string, config: ModelConfig) {
    this.modelId = modelId;
    this.#config = config;
  }

  async doGenerate(call: TranscriptionModelV4CallOptions): Promise<TranscriptionModelV4Result> {
    // Loaded with the first call, so that the first chunk of a bundle is smaller.
    const { transcribe } = await import("./transcribe.ts");
    return transcribe(this.#config.client, this.modelId, call);
  }
}
