import type {
  TranscriptionModelV4,
  TranscriptionModelV4CallOptions,
  TranscriptionModelV4Result,
} from "@ai-sdk/provider";
import type { JSONObject } from "@cometapi/core";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import type { ModelConfig } from "./model-config.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "./serialized-model.ts";

/** What `providerOptions.cometapi` takes for a transcription call. */
export type CometAPITranscriptionModelOptions = {
  /** Language of the recording as ISO 639-1, e.g. `en`. */
  language?: string;
  /** Words that help: names in the recording, or the text before it. */
  prompt?: string;
  temperature?: number;
  /** `json`, `verbose_json`, `srt`, `vtt`, … Default: `verbose_json` when times are asked for. */
  responseFormat?: string;
  /** Whether the text is given in English, whatever was spoken. Default false. */
  translate?: boolean;
  /** Fields merged into the form last. */
  extraBody?: JSONObject;
};

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
    // Not in the bundle of those who never transcribe.
    const { transcribe } = await import("./transcribe.ts");
    return transcribe(this.#config.client, this.modelId, call);
  }
}
