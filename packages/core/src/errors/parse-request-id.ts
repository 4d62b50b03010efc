/**
 * The id under which CometAPI's support finds a request: a response header's, else the one CometAPI
 * appends to its messages as `(request id: …)`. Of several ids in one message, made by chained
 * gateways, the last is CometAPI's own.
 */
export function parseRequestId(
  headers: Readonly<Record<string, string>>,
  message: string | undefined,
): string | undefined {
  const header = headers["x-oneapi-request-id"] ?? headers["x-request-id"] ?? headers["request-id"];
  if (header !== undefined && header !== "") return header;
  if (message === undefined) return undefined;
  return [...message.matchAll(/\(request id:\s*([^)\s]+)\s*\)/gi)].at(-1)?.[1];
}
