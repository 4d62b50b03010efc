import type { RequestOptions } from "../config/client-settings.ts";
import type { Dispatcher, ServiceRequest } from "../transport/dispatcher.ts";
import { callForJSON } from "../transport/call-for-json.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import { readFile } from "../transport/read-file.ts";
import { convertVideoRequest } from "./convert-video-request.ts";
import { isVideoJob, normalizeVideoJob } from "./normalize-video-job.ts";
import type { VideoFile, VideoJob, VideoRequest } from "./video-request.ts";

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
  return callForJob(dispatcher, call, { ...options, maxRetries: options.maxRetries ?? 0 });
}

/** Asks how far a video is. */
export async function getVideo(
  dispatcher: Dispatcher,
  id: string,
  options: RequestOptions,
): Promise<VideoJob> {
  return callForJob(dispatcher, { method: "GET", path: pathOf(id) }, options);
}

/** Fetches a finished video. */
export async function downloadVideo(
  dispatcher: Dispatcher,
  id: string,
  options: RequestOptions,
): Promise<VideoFile> {
  const path = `${pathOf(id)}/content`;
  const config = await dispatcher.resolveConfig(options);
  const { data, mediaType, response } = await dispatcher.dispatch(
    { method: "GET", path, accept: "video/*, application/json" },
    config,
    readFile,
  );
  return { video: data, mediaType: mediaType ?? "video/mp4", response };
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

function pathOf(id: string): string {
  if (typeof id !== "string" || id.trim() === "") {
    throw invalidArgument("The video id is missing. Pass the `id` that `createVideo` gave.");
  }
  return `/v1/videos/${encodeURIComponent(id.trim())}`;
}
