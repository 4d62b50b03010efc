import type { CometAPIError } from "./comet-api-error.ts";
import { copyError } from "./copy-error.ts";
import { redactBody, type Redactor } from "./create-redactor.ts";

/** Where an answer came from. */
export interface AnswerOrigin {
  status: number;
  requestId: string | undefined;
  url: string;
  /** Response headers without secrets, names in lower case. */
  headers?: Readonly<Record<string, string>> | undefined;
  redact: Redactor;
}

/**
 * The same error with the origin of its answer added, and without the key. Fields that the error already
 * has are kept.
 */
export function locateError(
  error: CometAPIError,
  { status, requestId, url, headers, redact }: AnswerOrigin,
): CometAPIError {
  return copyError(error, {
    message: redact(error.message),
    status: error.status ?? status,
    requestId: error.requestId ?? requestId,
    url: redact(error.url ?? url),
    headers: error.headers ?? headers,
    body: error.body === undefined ? undefined : redactBody(error.body, redact),
  });
}
