import type { VideoStatus } from "./video-request.ts";

/**
 * Every word for the state of a video job that was seen, in lower case with `_` for blanks and dashes:
 * CometAPI's documented four, then those of the vendors and the gateway behind it.
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
    failed: "failed",
    failure: "failed",
    fail: "failed",
    error: "failed",
    cancelled: "failed",
    canceled: "failed",
    expired: "failed",
    rejected: "failed",
  }),
);

/** The service's word in this package's vocabulary; a word nobody has seen means work in progress. */
export function mapVideoStatus(rawStatus: string): VideoStatus {
  return (
    STATUSES.get(
      rawStatus
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, "_"),
    ) ?? "in-progress"
  );
}
