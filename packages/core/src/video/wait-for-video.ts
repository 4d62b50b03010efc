import type { RequestOptions } from "../config/client-settings.ts";
import { MAX_TIMER_MS } from "../config/resolve-client-config.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { delay } from "../transport/delay.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import { getVideo } from "./create-video.ts";
import { isVideoTooNew } from "./is-video-too-new.ts";
import { toVideoError } from "./to-video-error.ts";
import type { VideoJob } from "./video-request.ts";

/** How to wait for a video. */
export interface VideoWaitOptions extends RequestOptions {
  /** Time between two polls, in milliseconds. Default 10,000, as in CometAPI's documentation. */
  pollIntervalMs?: number | undefined;
  /**
   * Longest wait for the video, in milliseconds. Default 1,200,000: 20 minutes. The last poll is sent when
   * this time is over, and may take a second.
   */
  waitTimeoutMs?: number | undefined;
  /** Called with each answer that is not the last. */
  onProgress?: ((job: VideoJob) => void) | undefined;
}

const DEFAULT_POLL_INTERVAL_MS = 10_000;
const DEFAULT_WAIT_TIMEOUT_MS = 1_200_000;

/** How long the last poll may take. It is sent when the time is over. */
const LAST_POLL_MS = 1000;

/**
 * Polls until a video is finished, for the last time when the wait is over.
 *
 * @throws {@link CometAPIError} when the video failed (`content-filter` where the reason says so), or
 * `timeout` when it is not finished in time; the caller's abort reason as it is.
 */
export async function waitForVideo(
  dispatcher: Dispatcher,
  id: string,
  options: VideoWaitOptions,
): Promise<VideoJob> {
  const { pollIntervalMs = DEFAULT_POLL_INTERVAL_MS, waitTimeoutMs = DEFAULT_WAIT_TIMEOUT_MS } =
    options;
  checkDuration("pollIntervalMs", pollIntervalMs);
  checkDuration("waitTimeoutMs", waitTimeoutMs);
  const startedAtMs = performance.now();
  let leftMs = waitTimeoutMs;
  let lastJob: VideoJob | undefined;
  for (;;) {
    const isLast = leftMs <= 0;
    const limitMs = isLast ? LAST_POLL_MS : leftMs;
    const job = await pollVideo(dispatcher, id, options, { startedAtMs, limitMs });
    if (job === TOO_LATE) throw toWaitError(id, waitTimeoutMs, lastJob);
    if (job?.status === "completed") return job;
    if (job?.status === "failed") throw toVideoError(job);
    if (job !== undefined) options.onProgress?.(job);
    if (isLast) throw toWaitError(id, waitTimeoutMs, job);
    lastJob = job;
    const restMs = waitTimeoutMs - (performance.now() - startedAtMs);
    const waitMs = Math.min(pollIntervalMs, restMs);
    if (waitMs > 0) await delay(waitMs, options.signal);
    // Timers may fire early, on a busy machine by some milliseconds: whoever waited for the rest has waited.
    leftMs = restMs <= pollIntervalMs ? 0 : waitTimeoutMs - (performance.now() - startedAtMs);
  }
}

const TOO_LATE = Symbol("no answer in time");

/** Polls once. Undefined for a job that is still unknown. */
async function pollVideo(
  dispatcher: Dispatcher,
  id: string,
  options: RequestOptions,
  { startedAtMs, limitMs }: { startedAtMs: number; limitMs: number },
): Promise<VideoJob | typeof TOO_LATE | undefined> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(TOO_LATE), Math.min(limitMs, MAX_TIMER_MS));
  const signal =
    options.signal === undefined ? limit.signal : AbortSignal.any([options.signal, limit.signal]);
  try {
    return await getVideo(dispatcher, id, { ...options, signal });
  } catch (error) {
    if (error === TOO_LATE) return TOO_LATE;
    if (isVideoTooNew(error, performance.now() - startedAtMs)) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function toWaitError(
  id: string,
  waitTimeoutMs: number,
  lastJob: VideoJob | undefined,
): CometAPIError {
  const status = lastJob?.rawStatus === undefined ? "" : `; its status is ${lastJob.rawStatus}`;
  return new CometAPIError({
    code: "timeout",
    message:
      `Video ${id} was not finished within ${waitTimeoutMs} ms (\`waitTimeoutMs\`)${status}. ` +
      "It goes on being made: ask again with the same id.",
    isRetryable: true,
    requestId: lastJob?.response.requestId,
  });
}

function checkDuration(option: string, durationMs: number): void {
  if (!Number.isFinite(durationMs) || durationMs <= 0) {
    throw invalidArgument(
      `\`${option}\` must be a number of milliseconds above 0, not ${durationMs}.`,
    );
  }
}
