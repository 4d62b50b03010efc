import { APICallError } from "@ai-sdk/provider";
import { CometAPIError, findCometAPIError } from "@cometapi/core";
import { toCallError } from "../errors.ts";

/**
 * The error of a delegate as this provider throws it. What CometAPI refused is an `APICallError`
 * already, made where the request was sent; what broke the body later becomes one here.
 */
export function toNativeCallError(error: unknown): unknown {
  const own = findCometAPIError(error);
  if (own === undefined) return error;
  return toCallError(
    own,
    APICallError.isInstance(error) ? { requestBody: error.requestBodyValues } : {},
  );
}

/** The error of a delegate's part of type `error`, which may be about a frame it could not read. */
export function toPartError(error: unknown): unknown {
  if (APICallError.isInstance(error)) return error;
  const message = `CometAPI sent an answer that cannot be used: ${error instanceof Error ? error.message : JSON.stringify(error)}`;
  const own = new CometAPIError({
    code: "invalid-response",
    message,
    isRetryable: true,
    cause: error,
  });
  return toCallError(findCometAPIError(error) ?? own);
}
