import { CometAPIError, type CometAPIErrorFields } from "./comet-api-error.ts";

/** A new error with the fields of this one, and the given fields in addition. */
export function copyError(
  error: CometAPIError,
  changes: Partial<CometAPIErrorFields>,
): CometAPIError {
  return new CometAPIError({
    code: error.code,
    message: error.message,
    isRetryable: error.isRetryable,
    status: error.status,
    requestId: error.requestId,
    vendorCode: error.vendorCode,
    type: error.type,
    param: error.param,
    retryAfterMs: error.retryAfterMs,
    url: error.url,
    headers: error.headers,
    body: error.body,
    requestBody: error.requestBody,
    cause: error.cause,
    ...changes,
  });
}
