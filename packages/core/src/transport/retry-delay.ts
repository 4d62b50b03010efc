/**
 * The longest `retryAfterMs`, in milliseconds, that is waited out before a retry. A server that asks for
 * more is not waited for: the caller knows better what to do then.
 */
export const LONGEST_WAIT_MS = 60_000;

const LONGEST_BACKOFF_MS = 30_000;

/**
 * How long to wait before an attempt, in milliseconds: what the server asked for, else 1, 2, 4 … up to
 * 30 seconds, reduced by up to half at random so that clients do not return all at once.
 * Undefined when the server asks for more than {@link LONGEST_WAIT_MS}.
 *
 * @param attempt The attempt that comes next, 1 for the first retry.
 */
export function retryDelay(
  attempt: number,
  retryAfterMs: number | undefined,
  random: () => number = Math.random,
): number | undefined {
  if (retryAfterMs !== undefined) return retryAfterMs > LONGEST_WAIT_MS ? undefined : retryAfterMs;
  const backoffMs = Math.min(LONGEST_BACKOFF_MS, 1000 * 2 ** (attempt - 1));
  return backoffMs * (1 - random() / 2);
}
