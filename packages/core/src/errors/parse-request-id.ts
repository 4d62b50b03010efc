/** How many characters of a body are searched for a request id. */
const MAX_SEARCHED_LENGTH = 16_384;

/** Response headers with the id: CometAPI's own, and those that another server on the way used. */
export const REQUEST_ID_HEADERS = ["x-oneapi-request-id", "x-request-id", "request-id"] as const;

/**
 * The id under which CometAPI's support finds a request. The first of these: CometAPI's own response header;
 * the id at the end of a message, `(request id: …)` (the last one, if chained relays added several); the id
 * that another server on the way used, in a header or in the body.
 */
export function parseRequestId(
  headers: Readonly<Record<string, string>>,
  message: string,
  body: string,
): string | undefined {
  const [own, ...others] = REQUEST_ID_HEADERS.map((name) => headers[name]);
  return [
    own,
    [...message.matchAll(/\(request id:\s*([^)\s]+)\s*\)/gi)].at(-1)?.[1],
    ...others,
    /"request_?id"\s*:\s*"([^"]{1,200})"/i.exec(body.slice(0, MAX_SEARCHED_LENGTH))?.[1],
  ].find((id) => id !== undefined && id !== "");
}
