import type {
  SpeechModelV4,
  SpeechModelV4CallOptions,
  SpeechModelV4Result,
} from "@ai-sdk/provider";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import type { ModelConfig } from "../model-config.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "../serialized-model.ts";

/** A model that turns text into speech. The default voice is `alloy`, the default format MP3. */
export class CometAPISpeechModel implements SpeechModelV4 {
  readonly specificationVersion = "v4";
  readonly provider = "cometapi.speech";
  readonly modelId: string;
  readonly #config: ModelConfig;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPISpeechModel): SerializedModel {
    return serializeModel(model.modelId, model.#config);
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedModel): CometAPISpeechModel {
    return new CometAPISpeechModel(serialized.modelId, deserializeConfig(serialized));
  }

  constructor(modelId: string, config: ModelConfig) {
    this.modelId = modelId;
    this.#config = config;
  }

  async doGenerate(call: SpeechModelV4CallOptions): Promise<SpeechModelV4Result> {
    // Loaded with the first call, so that the first chunk of a bundle is smaller.
    const { generateSpeech } = await import("./generate-speech.ts");
    return generateSpeech(this.#config.client, this.modelId, call);
  }
}
