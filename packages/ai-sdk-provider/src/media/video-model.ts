import type {
  Experimental_VideoModelV4,
  Experimental_VideoModelV4CallOptions,
  Experimental_VideoModelV4OperationStartResult,
  Experimental_VideoModelV4OperationStatusResult,
} from "@ai-sdk/provider";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import type { ModelConfig } from "../model-config.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "../serialized-model.ts";
import type { VideoStatusCall } from "./video-operations.ts";

/** A model that makes videos. The AI SDK starts a video and polls until it is finished. */
export class CometAPIVideoModel implements Experimental_VideoModelV4 {
  readonly specificationVersion = "v4";
  readonly provider = "cometapi.video";
  readonly modelId: string;
  readonly maxVideosPerCall = 1;
  readonly #config: ModelConfig;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPIVideoModel): SerializedModel {
    return serializeModel(model.modelId, model.#config);
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedModel): CometAPIVideoModel {
    return new CometAPIVideoModel(serialized.modelId, deserializeConfig(serialized));
  }

  constructor(modelId: string, config: ModelConfig) {
    this.modelId = modelId;
    this.#config = config;
  }

  async doStart(
    call: Experimental_VideoModelV4CallOptions,
  ): Promise<Experimental_VideoModelV4OperationStartResult> {
    // Loaded with the first call, so that the first chunk of a bundle is smaller.
    const { startVideo } = await import("./video-operations.ts");
    return startVideo(this.#config.client, this.modelId, call);
  }

  async doStatus(call: VideoStatusCall): Promise<Experimental_VideoModelV4OperationStatusResult> {
    const { checkVideo } = await import("./video-operations.ts");
    return checkVideo(this.#config.client, this.modelId, call);
  }
}
