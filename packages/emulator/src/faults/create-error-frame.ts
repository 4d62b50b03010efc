/** The frame by which the format of a path reports an error within a stream. */
export function createErrorFrame(path: string, message: string): string {
  const body = createErrorBody(path, message);
  const isNamed = path === "/v1/messages" || path === "/v1/responses";
  return isNamed ? `event: error\ndata: ${body}\n\n` : `data: ${body}\n\n`;
}

/** The error as JSON. */
export function createErrorBody(path: string, message: string): string {
  if (path === "/v1/messages") {
    return JSON.stringify({ type: "error", error: { type: "overloaded_error", message } });
  }
  const upstream = { message, type: "upstream_error", param: "", code: "bad_response" };
  if (path === "/v1/responses") return JSON.stringify({ type: "error", error: upstream });
  if (path.includes(":streamGenerateContent")) {
    return JSON.stringify({ error: { code: 503, message, status: "UNAVAILABLE" } });
  }
  return JSON.stringify({ error: upstream });
}
