import { CometAPIError } from "../errors/comet-api-error.ts";
import { parseJSON } from "../json-access.ts";
import type { ResponseContext } from "./dispatcher.ts";
import { createBaseURLError, looksLikeHTML, type TransportResponse } from "./send-request.ts";

/**
 * The value of a body that must be JSON.
 *
 * @throws {@link CometAPIError} `base-url` for a web page, else `invalid-response`.
 */
export function parseJSONBody(
  text: string,
  response: TransportResponse,
  { url, redact }: ResponseContext,
): unknown {
  const body = parseJSON(text.replace(/^\uFEFF/, ""));
  if (body !== undefined) return body;
  if (looksLikeHTML(response.headers, text)) {
    throw createBaseURLError(response, url, redact, "answered with a web page");
  }
  const shown = text.trim() === "" ? "it is empty" : `it is not JSON: ${text.slice(0, 200)}`;
  const message = `CometAPI sent an answer that cannot be used: ${shown}.`;
  throw response.locate(
    new CometAPIError({ code: "invalid-response", message, isRetryable: true, body: text }),
  );
}
