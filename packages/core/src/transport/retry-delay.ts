import { LIMITS } from "./limits.ts";

/**
 * How long to wait before an attempt, in milliseconds: what the server asked for, but at least half a second;
 * otherwise 1, 2, 4 … up to 30 seconds, reduced by up to half at random so that clients do not return at the
 * same time. Undefined when the server asks for more than a minute: the caller decides what to do then.
 *
 * @param attempt The attempt that comes next, 1 for the first retry.
 */
export function retryDelay(
  attempt: number,
  retryAfterMs: number | undefined,
  random: () => number = Math.random,
): number | undefined {
  if (retryAfterMs === undefined) {
    const backoffMs = Math.min(LIMITS.maxBackoffMs, 1000 * 2 ** (attempt - 1));
    return backoffMs * (1 - random() / 2);
  }
  if (retryAfterMs > LIMITS.maxRetryDelayMs) return undefined;
  return Math.max(LIMITS.minRetryDelayMs, retryAfterMs);
}
