import { APICallError } from "@ai-sdk/provider";
import { CometAPIError, toCometAPIError } from "@cometapi/core";
import { toCallError } from "../errors.ts";

/**
 * The error of a delegate as this provider throws it: CometAPI's own failures arrive on every path in
 * bodies that only core reads right, and some of them would be retried in vain.
 */
export function toNativeCallError(error: unknown): unknown {
  if (!APICallError.isInstance(error)) return toCallError(error);
  const { requestBodyValues, statusCode, responseHeaders, responseBody, url } = error;
  const own = findCometAPIError(error);
  if (own !== undefined) return toCallError(own, requestBodyValues);
  if (statusCode === undefined) return error;
  const known = toCometAPIError({
    status: statusCode,
    headers: responseHeaders ?? {},
    body: responseBody ?? "",
    url,
  });
  // A success that could not be read says nothing by itself; the delegate knows what was wrong.
  if (statusCode < 400 && known.code === "invalid-response") return error;
  return toCallError(known, requestBodyValues);
}

/** Core's error, which a delegate may have wrapped. */
export function findCometAPIError(error: unknown): CometAPIError | undefined {
  if (CometAPIError.isInstance(error)) return error;
  return error instanceof Error && CometAPIError.isInstance(error.cause) ? error.cause : undefined;
}
