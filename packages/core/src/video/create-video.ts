import type { RequestOptions } from "../config/client-settings.ts";
import type { Dispatcher, ServiceRequest } from "../transport/dispatcher.ts";
import { callForJSON } from "../transport/call-for-json.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import { convertVideoRequest } from "./convert-video-request.ts";
import { isVideoJob, normalizeVideoJob } from "./normalize-video-job.ts";
import type { VideoJob, VideoRequest } from "./video-request.ts";

/**
 * Starts to make a video. Unlike other calls it is not retried unless the options say so: after a
 * failure the service may have begun, and charged, all the same.
 */
export async function createVideo(
  dispatcher: Dispatcher,
  request: VideoRequest,
  options: RequestOptions,
): Promise<VideoJob> {
  const body = convertVideoRequest(request);
  const call: ServiceRequest = { method: "POST", path: "/v1/videos", body };
  const tab = await dispatcher.openTab({ model: parseModelId(request.model), api: "videos", body });
  const once = { ...options, maxRetries: options.maxRetries ?? 0 };
  const job = await callForJob(dispatcher, { ...call, tab }, once);
  const durationSeconds = request.durationSeconds ?? null;
  const used = { requestCount: 1, inputTokens: null, outputTokens: null, durationSeconds };
  const charge = await tab?.settle(used, job.response.requestId);
  return { ...job, ...(charge && { charge }) };
}

/** Asks how far a video is. */
export async function getVideo(
  dispatcher: Dispatcher,
  id: string,
  options: RequestOptions,
): Promise<VideoJob> {
  return callForJob(dispatcher, { method: "GET", path: videoPath(id) }, options);
}

async function callForJob(
  dispatcher: Dispatcher,
  request: ServiceRequest,
  options: RequestOptions,
): Promise<VideoJob> {
  const config = await dispatcher.resolveConfig(options);
  const { value, response } = await callForJSON(dispatcher, config, {
    request,
    normalize: normalizeVideoJob,
    isAnswer: isVideoJob,
  });
  return { ...value, response };
}

/** Where a job is. */
export function videoPath(id: string): string {
  if (typeof id !== "string" || id.trim() === "") {
    throw invalidArgument("The video id is missing. Pass the `id` that `createVideo` gave.");
  }
  return `/v1/videos/${encodeURIComponent(id.trim())}`;
}
