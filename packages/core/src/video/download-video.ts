import type { RequestOptions } from "../config/client-settings.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import type { Dispatcher, ServiceRequest } from "../transport/dispatcher.ts";
import { downloadFile } from "../transport/download-file.ts";
import { type ReceivedFile, readMedia } from "../transport/read-file.ts";
import { getVideo, videoPath } from "./create-video.ts";
import { toVideoError } from "./to-video-error.ts";
import type { VideoFile, VideoJob } from "./video-request.ts";

/**
 * Fetches a finished video from the address in its job, otherwise from the job's content endpoint. Some
 * families have only the address (Seedance), others only the endpoint (CometAPI documentation).
 *
 * @param video A job, or its id. With an id, the job is asked for first.
 * @throws {@link CometAPIError} also when the video failed.
 */
export async function downloadVideo(
  dispatcher: Dispatcher,
  video: string | VideoJob,
  options: RequestOptions,
): Promise<VideoFile> {
  const job = typeof video === "string" ? await getVideo(dispatcher, video, options) : video;
  if (job.status === "failed") throw toVideoError(job);
  const { data, mediaType, response } = await fetchVideo(dispatcher, job, options);
  return { video: data, mediaType: mediaType ?? "video/mp4", response };
}

async function fetchVideo(
  dispatcher: Dispatcher,
  { id, url }: VideoJob,
  options: RequestOptions,
): Promise<ReceivedFile> {
  const config = await dispatcher.resolveConfig(options);
  const fetchContent = () => fetchOwn(dispatcher, config, `${videoPath(id)}/content`);
  if (url === undefined) return fetchContent();
  // An address at CometAPI itself is one of its endpoints, which need the key.
  if (URL.canParse(url) && new URL(url).origin === new URL(config.baseURL).origin) {
    return fetchOwn(dispatcher, config, () => ({ url, shownURL: url }));
  }
  try {
    return await downloadFile(dispatcher, url, options);
  } catch (error) {
    if (!CometAPIError.isInstance(error) || error.code !== "invalid-request") throw error;
    // The address has expired. Some families serve the video from the content endpoint too.
    return fetchContent().catch(() => {
      options.signal?.throwIfAborted();
      throw error;
    });
  }
}

function fetchOwn(
  dispatcher: Dispatcher,
  config: ClientConfig,
  path: ServiceRequest["path"],
): Promise<ReceivedFile> {
  const accept = "video/*, application/json";
  return dispatcher.dispatch({ method: "GET", path, accept }, config, readMedia);
}
