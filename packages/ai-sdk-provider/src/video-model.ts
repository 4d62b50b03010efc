import { InvalidArgumentError } from "@ai-sdk/provider";
import type {
  Experimental_VideoModelV4,
  Experimental_VideoModelV4CallOptions,
  Experimental_VideoModelV4File,
  Experimental_VideoModelV4OperationStartResult,
  Experimental_VideoModelV4OperationStatusResult,
  JSONValue,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { JSONObject, VideoJob } from "@cometapi/core";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import { convertFileInput } from "./convert/file-input.ts";
import { convertRequestOptions } from "./convert/request-options.ts";
import { convertRequestId, convertResponse } from "./convert/response.ts";
import { toCallError } from "./errors.ts";
import type { ModelConfig } from "./model-config.ts";
import { anObject } from "./option-rules.ts";
import { type OptionRules, parseCallOptions, PROVIDER_KEY } from "./provider-options.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "./serialized-model.ts";

/** What `providerOptions.cometapi` takes for a video call. */
export type CometAPIVideoModelOptions = {
  /** Fields merged into the form last: what a model takes besides prompt, size, length and image. */
  extraBody?: JSONObject;
};

const optionRules: OptionRules<CometAPIVideoModelOptions> = { extraBody: anObject };

/** A model that makes videos. The AI SDK starts one and asks for it until it is finished. */
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
    const { extraBody } = parseCallOptions(call.providerOptions, optionRules);
    const { reference, warnings } = chooseReference(call);
    try {
      const job = await this.#config.client.createVideo(
        {
          model: this.modelId,
          prompt: call.prompt ?? "",
          durationSeconds: call.duration,
          size: call.resolution,
          inputReference: reference && convertFileInput(reference),
          extraBody,
        },
        convertRequestOptions(call),
      );
      return {
        operation: { id: job.id },
        warnings: [...warnings, ...findUnsupported(call)],
        providerMetadata: { [PROVIDER_KEY]: convertMetadata(job) },
        response: convertResponse(job.response, job.model ?? this.modelId),
      };
    } catch (error) {
      throw toCallError(error);
    }
  }

  async doStatus(call: {
    operation: JSONValue;
    abortSignal?: AbortSignal;
    headers?: Record<string, string | undefined>;
  }): Promise<Experimental_VideoModelV4OperationStatusResult> {
    const { client } = this.#config;
    const id = readId(call.operation);
    const options = convertRequestOptions(call);
    try {
      const job = await client.getVideo(id, options);
      const shared = {
        providerMetadata: { [PROVIDER_KEY]: convertMetadata(job) },
        response: convertResponse(job.response, job.model ?? this.modelId),
      };
      if (job.status === "failed") {
        const error = job.error?.message ?? "CometAPI could not make the video and says no more.";
        return { ...shared, status: "error", error };
      }
      if (job.status !== "completed") return { ...shared, status: "pending" };
      const { video, mediaType } = await client.downloadVideo(id, options);
      return {
        ...shared,
        status: "completed",
        videos: [{ type: "binary", data: video, mediaType }],
        warnings: [],
      };
    } catch (error) {
      throw toCallError(error);
    }
  }
}

/** CometAPI starts from one picture; the AI SDK has several ways to name one. */
function chooseReference({
  image,
  frameImages = [],
  inputReferences = [],
}: Experimental_VideoModelV4CallOptions): {
  reference: Experimental_VideoModelV4File | undefined;
  warnings: SharedV4Warning[];
} {
  const firstFrame = frameImages.find(({ frameType }) => frameType === "first_frame")?.image;
  const reference = image ?? firstFrame ?? inputReferences[0];
  const given = [image, ...frameImages, ...inputReferences].filter((file) => file !== undefined);
  const isComplete = given.length <= 1 && (given.length === 0) === (reference === undefined);
  if (isComplete) return { reference, warnings: [] };
  const details =
    "One image to start from is sent. What a model takes besides goes into `extraBody`.";
  return {
    reference,
    warnings: [{ type: "unsupported", feature: "frameImages, inputReferences", details }],
  };
}

function findUnsupported(call: Experimental_VideoModelV4CallOptions): SharedV4Warning[] {
  const features = ["aspectRatio", "fps", "seed", "generateAudio"] as const;
  const given = features.filter((feature) => call[feature] !== undefined);
  return given.map((feature) => ({
    type: "unsupported",
    feature,
    details: "Models name it differently. Pass it in `extraBody` as the model's page says.",
  }));
}

function readId(operation: JSONValue): string {
  const isObject = typeof operation === "object" && operation !== null && "id" in operation;
  if (isObject && typeof operation.id === "string") return operation.id;
  const message = "operation must be the one that doStart gave: { id }.";
  throw new InvalidArgumentError({ argument: "operation", message });
}

function convertMetadata({ id, progressPercent, response }: VideoJob): JSONObject {
  return {
    id,
    ...(progressPercent === undefined ? {} : { progressPercent }),
    ...convertRequestId(response),
  };
}
