import {
  type Experimental_VideoModelV4CallOptions,
  type Experimental_VideoModelV4File,
  type Experimental_VideoModelV4OperationStartResult,
  type Experimental_VideoModelV4OperationStatusResult,
  InvalidArgumentError,
  type JSONValue,
  type SharedV4Warning,
} from "@ai-sdk/provider";
import {
  type CometAPIClient,
  isVideoTooNew,
  isObject,
  isRefusedForRate,
  type JSONObject,
  type SettingRules,
  settingRules,
  type VideoJob,
} from "@cometapi/core";
import { convertRequestOptions } from "../convert/request-options.ts";
import { convertCharge, convertRequestId, convertResponse } from "../convert/response.ts";
import { callService, toCallError } from "../errors.ts";
import { parseCallOptions, PROVIDER_KEY } from "../provider-options.ts";
import { loadFileInput } from "./load-file-input.ts";

/** What `providerOptions.cometapi` takes for a video call. */
export type CometAPIVideoModelOptions = {
  /** Fields merged into the form last, such as options of a model for which there is no other setting. */
  extraBody?: JSONObject;
};

const optionRules: SettingRules<CometAPIVideoModelOptions> = { extraBody: settingRules.object };

/** Starts a video. Only a start that was refused for its rate may be repeated. */
export async function startVideo(
  client: CometAPIClient,
  modelId: string,
  call: Experimental_VideoModelV4CallOptions,
): Promise<Experimental_VideoModelV4OperationStartResult> {
  const { extraBody } = parseCallOptions(call.providerOptions, optionRules);
  const { reference, warnings } = chooseReference(call);
  const inputReference =
    reference && (await callService(() => loadFileInput(reference, client, call.abortSignal)));
  try {
    const job = await client.createVideo(
      {
        model: modelId,
        prompt: call.prompt ?? "",
        durationSeconds: call.duration,
        size: call.resolution,
        inputReference,
        extraBody,
      },
      convertRequestOptions(call),
    );
    return {
      operation: { id: job.id, startedAtMs: Date.now() },
      warnings: [...warnings, ...findUnsupported(call)],
      providerMetadata: {
        [PROVIDER_KEY]: { ...convertVideoMetadata(job), ...convertCharge(job.charge) },
      },
      response: convertResponse(job.response, job.model ?? modelId),
    };
  } catch (error) {
    // Each start is charged, and after any other error the video may have been started.
    throw toCallError(error, { mayRepeat: isRefusedForRate(error) });
  }
}

/** The image that the video starts from. The AI SDK has several fields for images, CometAPI takes one. */
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
    "Only one image to start from is sent. Other fields of a model go into `extraBody`.";
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

/** The AI SDK's call for the status of a video. */
export interface VideoStatusCall {
  operation: JSONValue;
  abortSignal?: AbortSignal;
  headers?: Record<string, string | undefined>;
}

/** Asks for the status of a video, and fetches it when it is finished. */
export async function checkVideo(
  client: CometAPIClient,
  modelId: string,
  call: VideoStatusCall,
): Promise<Experimental_VideoModelV4OperationStatusResult> {
  const { id, startedAtMs } = readOperation(call.operation);
  const options = convertRequestOptions(call);
  try {
    const job = await client.getVideo(id, options);
    const shared = {
      providerMetadata: { [PROVIDER_KEY]: convertVideoMetadata(job) },
      response: convertResponse(job.response, job.model ?? modelId),
    };
    if (job.status === "failed") {
      const error = job.error?.message ?? "CometAPI could not make the video, and gave no reason.";
      return { ...shared, status: "error", error };
    }
    if (job.status !== "completed") return { ...shared, status: "pending" };
    const { video, mediaType } = await client.downloadVideo(job, options);
    return {
      ...shared,
      status: "completed",
      videos: [{ type: "binary", data: video, mediaType }],
      warnings: [],
    };
  } catch (error) {
    // For a short time after its start the service may not know a video yet.
    if (isVideoTooNew(error, Date.now() - startedAtMs)) {
      const response = { timestamp: new Date(), modelId, headers: undefined };
      return { status: "pending", response };
    }
    throw toCallError(error);
  }
}

function readOperation(operation: JSONValue): { id: string; startedAtMs: number } {
  const { id, startedAtMs } = isObject(operation) ? operation : {};
  if (typeof id === "string" && typeof startedAtMs === "number") return { id, startedAtMs };
  const message = "operation must be the one that doStart returned: { id, startedAtMs }.";
  throw new InvalidArgumentError({ argument: "operation", message });
}

function convertVideoMetadata({ id, progressPercent, response }: VideoJob): JSONObject {
  return {
    id,
    ...(progressPercent === undefined ? {} : { progressPercent }),
    ...convertRequestId(response),
  };
}
