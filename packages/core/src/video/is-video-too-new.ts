import { CometAPIError } from "../errors/comet-api-error.ts";

/** How long a new job may be unknown: Runway's first poll says `task_not_exist` (CometAPI article). */
const GRACE_MS = 60_000;

/**
 * Whether an error means only that the job of a video is too new to be known. The video is being made.
 *
 * @param ageMs Time since the job was started, in milliseconds.
 */
export function isVideoTooNew(error: unknown, ageMs: number): boolean {
  if (ageMs >= GRACE_MS || !CometAPIError.isInstance(error)) return false;
  return /task_?not_?exist/i.test(`${error.message} ${error.body ?? ""}`);
}
