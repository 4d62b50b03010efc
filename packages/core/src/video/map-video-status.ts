import type { VideoStatus } from "./video-request.ts";

/**
 * Every known word for the status of a video job, in lower case with `_` for blanks and dashes: first the four
 * that CometAPI documents, then those of the vendors and the relay behind it.
 */
const STATUSES: ReadonlyMap<string, VideoStatus> = new Map(
  Object.entries<VideoStatus>({
    queued: "queued",
    pending: "queued",
    submitted: "queued",
    created: "queued",
    waiting: "queued",
    not_start: "queued",
    not_started: "queued",
    in_queue: "queued",
    // Hailuo, by way of new-api.
    queueing: "queued",
    preparing: "queued",
    starting: "in-progress",
    in_progress: "in-progress",
    processing: "in-progress",
    running: "in-progress",
    generating: "in-progress",
    started: "in-progress",
    completed: "completed",
    complete: "completed",
    // Observed by CometAPI's own article: "some models".
    succeeded: "completed",
    success: "completed",
    // The same article: Kling.
    succeed: "completed",
    finished: "completed",
    done: "completed",
    // Flux.
    ready: "completed",
    failed: "failed",
    failure: "failed",
    fail: "failed",
    error: "failed",
    cancelled: "failed",
    canceled: "failed",
    expired: "failed",
    rejected: "failed",
    // Flux: the job is unknown or expired; its input or its result was held back.
    task_not_found: "failed",
    request_moderated: "failed",
    content_moderated: "failed",
  }),
);

/** The status for the service's word. Undefined for an unknown word. */
export function mapVideoStatus(rawStatus: string): VideoStatus | undefined {
  const word = rawStatus.trim().toLowerCase();
  return STATUSES.get(word.replaceAll(/[\s-]+/g, "_"));
}
