import { APICallError, InvalidArgumentError, LoadAPIKeyError } from "@ai-sdk/provider";
import type { ProviderStreamError } from "@ai-sdk/provider-utils";
import { CometAPIError } from "@cometapi/core";

/** What a call knows about its error besides what core says. */
export interface CallErrorFields {
  /** False where the whole call must not be made again, whatever went wrong. Default true. */
  mayRepeat?: boolean;
}

/**
 * The error a call throws, in the AI SDK's terms, so that its `maxRetries` retries what may pass and
 * nothing else.
 *
 * A missing key becomes `LoadAPIKeyError`, a setting that cannot be used `InvalidArgumentError`,
 * everything else CometAPI says or fails to say an `APICallError` whose `cause` is the
 * `CometAPIError`, whose `requestBodyValues` are the JSON body that was sent, and whose `data` holds its code, the request id and the vendor's own details. What is not a `CometAPIError` (the reason of the caller's own abort) is returned
 * as it is.
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
 * The error of a part of type `error`, marked so that `streamText` recognises its status and
 * `streamRetries` retries it when it may pass. Its `data` holds what an `APICallError` has, the body too.
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

/** The AI SDK recognizes such an error by this (`@ai-sdk/provider-utils` 5.0). */
const STREAM_ERROR_MARK = Symbol.for("vercel.ai.providerStreamError");

/**
 * The SDK reads the wait from headers. Some vendors send it only in the body, and some ask for a wait of 0,
 * after which the SDK would retry immediately. So the headers get the wait that core has read.
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
