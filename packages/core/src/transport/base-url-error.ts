import { CometAPIError } from "../errors/comet-api-error.ts";
import { redactBody } from "../errors/create-redactor.ts";
import { readErrorText } from "../errors/read-error-text.ts";
import type { TransportResponse } from "./transport-request.ts";

/**
 * The error for an address that is not CometAPI's API; `finding` says what shows this.
 *
 * @param page The web page that came: its title is quoted.
 */
export function createBaseURLError(
  response: Pick<TransportResponse, "received" | "url" | "redact">,
  finding: string,
  page?: string,
): CometAPIError {
  const { received, url, redact } = response;
  const words = page === undefined ? undefined : readErrorText(page)?.slice(0, MAX_QUOTE_LENGTH);
  const quote = words === undefined ? "" : ` ("${redact(words)}")`;
  return new CometAPIError({
    code: "base-url",
    message: `${url} is not a CometAPI endpoint: it ${finding}${quote}. Check \`baseURL\`.`,
    ...received,
    url,
    body: page === undefined ? undefined : redactBody(page, redact),
  });
}

/** How many characters of a web page are quoted. */
const MAX_QUOTE_LENGTH = 200;

/** Throws where a body that should be an answer is a web page. */
export function throwIfWebPage(text: string, response: TransportResponse): void {
  if (!looksLikeHTML(text, response.received.headers)) return;
  throw createBaseURLError(response, "answered with a web page", text);
}

/** Whether a body is a web page, by its beginning or, where there are headers, by its content type. */
export function looksLikeHTML(
  text: string,
  headers: Readonly<Record<string, string>> = {},
): boolean {
  return (headers["content-type"] ?? "").includes("text/html") || /^\s*<(?:!|html)/i.test(text);
}
