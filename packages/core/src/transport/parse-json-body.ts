import { CometAPIError } from "../errors/comet-api-error.ts";
import { parseJSON } from "../json-access.ts";
import { throwIfWebPage } from "./base-url-error.ts";
import type { TransportResponse } from "./transport-request.ts";

/**
 * The value of a body that must be JSON.
 *
 * @throws {@link CometAPIError} `base-url` for a web page, else `invalid-response`.
 */
export function parseJSONBody(text: string, response: TransportResponse): unknown {
  const body = parseJSON(text.replace(/^\uFEFF/, ""));
  if (body !== undefined) return body;
  throwIfWebPage(text, response);
  const shown = text.trim() === "" ? "it is empty" : `it is not JSON: ${text.slice(0, 200)}`;
  const message = `CometAPI sent an answer that cannot be used: ${shown}.`;
  throw response.locate(
    new CometAPIError({ code: "invalid-response", message, isRetryable: true, body: text }),
  );
}
