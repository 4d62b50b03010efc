import { CometAPIError } from "./comet-api-error.ts";
import type { Redactor } from "./create-redactor.ts";

/** Where an answer came from. */
export interface AnswerOrigin {
  status: number;
  requestId: string | undefined;
  url: string;
  redact: Redactor;
}

/** The same error with where its answer came from, and without the key. */
export function locateError(
  { code, message, isRetryable }: CometAPIError,
  { status, requestId, url, redact }: AnswerOrigin,
): CometAPIError {
  return new CometAPIError({
    code,
    message: redact(message),
    isRetryable,
    status,
    requestId,
    url: redact(url),
  });
}
