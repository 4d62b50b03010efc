import { CometAPIError } from "../errors/comet-api-error.ts";
import type { TransportResponse } from "./send-request.ts";

/** The error for an address that is not CometAPI's API; `finding` says how that showed. */
export function createBaseURLError(
  { status, requestId, url }: Pick<TransportResponse, "status" | "requestId" | "url">,
  finding: string,
): CometAPIError {
  return new CometAPIError({
    code: "base-url",
    message: `${url} is not a CometAPI endpoint: it ${finding}. Check \`baseURL\`.`,
    status,
    requestId,
    url,
  });
}

/** Throws where a body that should be an answer is a web page. */
export function throwIfWebPage(text: string, response: TransportResponse): void {
  if (!looksLikeHTML(text, response.headers)) return;
  throw createBaseURLError(response, "answered with a web page");
}

/** Whether a body is a web page, by its beginning or, where there are headers, by its label. */
export function looksLikeHTML(
  text: string,
  headers: Readonly<Record<string, string>> = {},
): boolean {
  return (headers["content-type"] ?? "").includes("text/html") || /^\s*<(?:!|html)/i.test(text);
}
