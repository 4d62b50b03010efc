// What held for the bytes on the wire, which `fetch` has unpacked.
const wireHeaders = ["content-encoding", "content-length", "transfer-encoding"];

/** A copy of a script's response that can be sent: its headers can be changed, and fit its body if it was fetched. */
export function copyResponse(response: Response): Response {
  const source = response.clone();
  const copy = new Response(source.body, source);
  const isFetched = response.url !== "";
  if (isFetched) for (const name of wireHeaders) copy.headers.delete(name);
  return copy;
}
