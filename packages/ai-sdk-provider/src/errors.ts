import { APICallError, InvalidArgumentError, LoadAPIKeyError } from "@ai-sdk/provider";
import type { ProviderStreamError } from "@ai-sdk/provider-utils";
import { CometAPIError } from "@cometapi/core";

/** What a call knows about its error and core does not. */
export interface CallErrorFields {
  /** False if the call must not be made again after any error. Default true. */
  mayRepeat?: boolean;
}

/**
 * The error of a call as one of the AI SDK's, whose `maxRetries` repeats a call only if `isRetryable` says so.
 *
 * A missing key becomes a `LoadAPIKeyError`, an invalid setting an `InvalidArgumentError`. Any other
 * `CometAPIError` becomes an `APICallError`: its `cause` is the `CometAPIError`, its `requestBodyValues` are the
 * JSON body that was sent, and its `data` holds the code, the request id and the vendor's own details. An error
 * that is not a `CometAPIError`, such as the reason of the caller's abort, is returned as it is.
 */
export function toCallError(error: unknown, fields: CallErrorFields = {}): unknown {
  if (!CometAPIError.isInstance(error)) return error;
  if (error.code === "missing-api-key") return new LoadAPIKeyError({ message: error.message });
  if (error.code === "invalid-argument") {
    return new InvalidArgumentError({
      argument: "settings",
      message: error.message,
      cause: error,
    });
  }
  const responseHeaders = toResponseHeaders(error);
  const { code, requestId, vendorCode, type, param } = error;
  return new APICallError({
    message: error.message,
    url: error.url ?? "",
    requestBodyValues: error.requestBody ?? {},
    isRetryable: error.isRetryable && fields.mayRepeat !== false,
    data: { code, requestId, vendorCode, type, param },
    cause: error,
    ...(error.status === undefined ? {} : { statusCode: error.status }),
    ...(responseHeaders === undefined ? {} : { responseHeaders }),
    ...(error.body === undefined ? {} : { responseBody: error.body }),
  });
}

/** Makes a call of core and throws its errors in the AI SDK's terms. */
export async function callService<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toCallError(error);
  }
}

/**
 * The error in a part of type `error`. Its mark makes `streamText` recognize the status and `streamRetries` retry
 * it if it may pass. Its `data` holds the same as that of an `APICallError`, and the response body.
 */
export function toStreamError(error: CometAPIError): ProviderStreamError {
  const streamError: ProviderStreamError = {
    message: error.message,
    type: error.code,
    code: error.code,
    isRetryable: error.isRetryable,
    data: { ...error.toJSON(), body: error.body },
    ...(error.status === undefined ? {} : { statusCode: error.status }),
  };
  return Object.defineProperty(streamError, STREAM_ERROR_MARK, { value: true });
}

/** The symbol by which the AI SDK recognizes such an error (`@ai-sdk/provider-utils` 5.0). */
const STREAM_ERROR_MARK = Symbol.for("vercel.ai.providerStreamError");

/**
 * The AI SDK reads the wait before a retry from the headers. Some vendors send it only in the body, and some ask
 * for a wait of 0, after which the AI SDK would retry at once. So the headers get the wait that core has read.
 */
function toResponseHeaders({
  headers,
  retryAfterMs,
}: CometAPIError): Record<string, string> | undefined {
  if (retryAfterMs !== undefined) return { ...headers, "retry-after-ms": String(retryAfterMs) };
  if (headers === undefined) return undefined;
  const { "retry-after": _seconds, "retry-after-ms": _milliseconds, ...others } = headers;
  return others;
}
