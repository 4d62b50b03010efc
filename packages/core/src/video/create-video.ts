import type { RequestOptions } from "../config/client-settings.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import type { Dispatcher, ServiceRequest } from "../transport/dispatcher.ts";
import { callForJSON } from "../transport/call-for-json.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import { convertVideoRequest } from "./convert-video-request.ts";
import { isVideoJob, normalizeVideoJob } from "./normalize-video-job.ts";
import type { VideoJob, VideoRequest } from "./video-request.ts";

/**
 * Starts to make a video. Unlike other calls it is not retried unless the options say so: even after a failure
 * the service may have begun, and charged for, the video.
 */
export async function createVideo(
  dispatcher: Dispatcher,
  request: VideoRequest,
  options: RequestOptions,
): Promise<VideoJob> {
  const model = parseModelId(request.model);
  const body = convertVideoRequest(request);
  const once = { ...options, maxRetries: options.maxRetries ?? 0 };
  const config = await dispatcher.resolveConfig(once);
  const callMeter = await dispatcher.metering.meterCall({ model, api: "videos", body }, config);
  const call: ServiceRequest = { method: "POST", path: "/v1/videos", model, body, callMeter };
  const job = await callForJob(dispatcher, call, config);
  const durationSeconds = request.durationSeconds ?? null;
  const used = { requestCount: 1, inputTokens: null, outputTokens: null, durationSeconds };
  const charge = await callMeter?.settle(used, job.response.requestId);
  return { ...job, ...(charge && { charge }) };
}

/** Asks how far a video is. */
export async function getVideo(
  dispatcher: Dispatcher,
  id: string,
  options: RequestOptions,
): Promise<VideoJob> {
  const call: ServiceRequest = { method: "GET", path: videoPath(id) };
  return callForJob(dispatcher, call, await dispatcher.resolveConfig(options));
}

async function callForJob(
  dispatcher: Dispatcher,
  request: ServiceRequest,
  config: ClientConfig,
): Promise<VideoJob> {
  const { value, response } = await callForJSON(dispatcher, config, {
    request,
    normalize: normalizeVideoJob,
    isAnswer: isVideoJob,
  });
  return { ...value, response };
}

/** The path of a job. */
export function videoPath(id: string): string {
  if (typeof id !== "string" || id.trim() === "") {
    throw invalidArgument("The video id is missing. Pass the `id` that `createVideo` gave.");
  }
  return `/v1/videos/${encodeURIComponent(id.trim())}`;
}
