import { CometAPIError } from "../errors/comet-api-error.ts";
import { describeCause } from "./describe-cause.ts";

/** The error for a response body that broke off; `detail` is an error or a description. */
export function toInterruptedError(detail: unknown): CometAPIError {
  return new CometAPIError({
    code: "stream-interrupted",
    message: `The answer was cut off before its end: ${describeCause(detail).detail}.`,
    isRetryable: true,
  });
}
