import type { CometAPIError } from "../../errors/comet-api-error.ts";
import { normalizeErrorBody } from "../../errors/normalize-error-body.ts";
import { type ErrorSource, toCometAPIError } from "../../errors/to-comet-api-error.ts";
import { isObject } from "../../json-access.ts";

/**
 * The failure that a whole answer, or a frame of a streamed one, of the Responses, Messages or Gemini
 * API reports: an error object, a failed response, or a prompt that was blocked.
 *
 * @param source Where the value came from.
 */
export function findNativeFailure(
  value: unknown,
  source: Omit<ErrorSource, "body">,
): CometAPIError | undefined {
  if (isObject(value)) {
    if (value["type"] === "response.failed") {
      const { response } = value;
      const error = isObject(response) ? response["error"] : undefined;
      return toError({ error: error ?? "The answer failed." }, source);
    }
    const feedback = value["promptFeedback"];
    if (isObject(feedback) && typeof feedback["blockReason"] === "string") {
      const message = `The prompt was blocked: ${feedback["blockReason"]}.`;
      return toError({ error: { message, code: "content_filter" } }, source);
    }
  }
  return normalizeErrorBody(value) === undefined ? undefined : toError(value, source);
}

function toError(body: unknown, source: Omit<ErrorSource, "body">): CometAPIError {
  return toCometAPIError({ ...source, body: JSON.stringify(body) });
}
