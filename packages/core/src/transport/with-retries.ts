import { CometAPIError } from "../errors/comet-api-error.ts";
import { delay } from "./delay.ts";
import { retryDelay } from "./retry-delay.ts";

/** How a call is repeated. */
export interface RetryPolicy {
  maxRetries: number;
  signal: AbortSignal | undefined;
  onRetry: (attempt: number, delayMs: number, error: CometAPIError) => void;
}

/**
 * The only retry loop. Repeats a call while its error is retryable and the policy allows another attempt. The
 * last error is thrown as it is.
 *
 * @param call Gets the number of the attempt, from 0.
 */
export async function withRetries<T>(
  call: (attempt: number) => Promise<T>,
  policy: RetryPolicy,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call(attempt);
    } catch (error) {
      if (!CometAPIError.isInstance(error) || !error.isRetryable) throw error;
      if (attempt >= policy.maxRetries) throw error;
      const delayMs = retryDelay(attempt + 1, error.retryAfterMs);
      if (delayMs === undefined) throw error;
      policy.onRetry(attempt + 1, delayMs, error);
      await delay(delayMs, policy.signal);
    }
  }
}
