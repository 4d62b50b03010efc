import { CometAPIError } from "../errors/comet-api-error.ts";

/**
 * Whether the service refused a request for its rate, so that nothing was made or charged. After any other
 * error a video may have been started.
 */
export function isRefusedForRate(error: unknown): boolean {
  return CometAPIError.isInstance(error) && error.status === 429;
}
