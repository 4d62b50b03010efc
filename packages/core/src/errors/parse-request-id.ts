/** How much of a body is searched for an id of its own. */
const LONGEST_SEARCHED = 16_384;

/**
 * The id under which CometAPI's support finds a request: its own response header's; else the one it
 * appends to its messages as `(request id: …)`, of several ids made by chained gateways the last; else
 * what another server on the way called it, in a header or in the body.
 */
export function parseRequestId(
  headers: Readonly<Record<string, string>>,
  message?: string,
  body?: string,
): string | undefined {
  return [
    headers["x-oneapi-request-id"],
    [...(message ?? "").matchAll(/\(request id:\s*([^)\s]+)\s*\)/gi)].at(-1)?.[1],
    headers["x-request-id"],
    headers["request-id"],
    /"request_?id"\s*:\s*"([^"]{1,200})"/i.exec((body ?? "").slice(0, LONGEST_SEARCHED))?.[1],
  ].find((id) => id !== undefined && id !== "");
}
