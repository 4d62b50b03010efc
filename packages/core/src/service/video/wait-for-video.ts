import type { RequestOptions } from "../../config/client-settings.ts";
import { classifyError } from "../../errors/error-rules.ts";
import { CometAPIError } from "../../errors/comet-api-error.ts";
import { redactKeyLike } from "../../errors/create-redactor.ts";
import { delay } from "../../transport/delay.ts";
import type { Dispatcher } from "../../transport/dispatcher.ts";
import { invalidArgument } from "../invalid-answer.ts";
import { getVideo } from "./create-video.ts";
import type { VideoJob } from "./video-request.ts";

/** How to wait for a video. */
export interface VideoWaitOptions extends RequestOptions {
  /** Time between two questions, in milliseconds. Default 10,000, as CometAPI's documentation has it. */
  pollIntervalMs?: number | undefined;
  /** Longest wait for the video, in milliseconds. Default 1,200,000: 20 minutes. */
  waitTimeoutMs?: number | undefined;
  /** Called with each answer that is not the last. */
  onProgress?: ((job: VideoJob) => void) | undefined;
}

const DEFAULT_POLL_INTERVAL_MS = 10_000;
const DEFAULT_WAIT_TIMEOUT_MS = 1_200_000;

/** How long a new job may be unknown: Runway's first poll says `task_not_exist` (CometAPI article). */
const UNKNOWN_JOB_GRACE_MS = 60_000;

/**
 * Waits until a video is finished, asking again and again.
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
  for (;;) {
    const job = await pollVideo(dispatcher, id, options, startedAtMs);
    if (job?.status === "completed") return job;
    if (job?.status === "failed") throw toVideoError(job);
    if (job !== undefined) options.onProgress?.(job);
    const leftMs = waitTimeoutMs - (performance.now() - startedAtMs);
    if (leftMs <= pollIntervalMs) {
      throw new CometAPIError({
        code: "timeout",
        message:
          `Video ${id} was not finished within ${waitTimeoutMs} ms (\`waitTimeoutMs\`)` +
          `${job?.rawStatus === undefined ? "" : `; its status is ${job.rawStatus}`}. ` +
          "It goes on being made: ask again with the same id.",
        isRetryable: true,
        requestId: job?.response.requestId,
      });
    }
    await delay(pollIntervalMs, options.signal);
  }
}

async function pollVideo(
  dispatcher: Dispatcher,
  id: string,
  options: RequestOptions,
  startedAtMs: number,
): Promise<VideoJob | undefined> {
  try {
    return await getVideo(dispatcher, id, options);
  } catch (error) {
    const isNew = performance.now() - startedAtMs < UNKNOWN_JOB_GRACE_MS;
    if (isNew && CometAPIError.isInstance(error) && isUnknownJob(error)) return undefined;
    throw error;
  }
}

function isUnknownJob({ message, body }: CometAPIError): boolean {
  return /task_?not_?exist/i.test(`${message} ${body ?? ""}`);
}

/** The error for a video that failed. Asking for the same job again cannot help. */
function toVideoError({ id, error, rawStatus, response }: VideoJob): CometAPIError {
  const message = error?.message ?? `its status is ${rawStatus}`;
  const { code } = classifyError(undefined, {
    message,
    code: error?.code,
    type: undefined,
    param: undefined,
    status: undefined,
  });
  const isFiltered = /moderation|content[ _]policy|sensitive|safety/i.test(
    `${error?.code} ${message}`,
  );
  return new CometAPIError({
    code: isFiltered ? "content-filter" : code,
    message: redactKeyLike(`Video ${id} failed: ${message}`),
    status: response.status,
    requestId: response.requestId,
  });
}

function checkDuration(option: string, durationMs: number): void {
  if (!Number.isFinite(durationMs) || durationMs <= 0) {
    throw invalidArgument(
      `\`${option}\` must be a number of milliseconds above 0, not ${durationMs}.`,
    );
  }
}
