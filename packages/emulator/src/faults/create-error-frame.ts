/** The frame by which the format of a path reports an error within a stream. */
export function createErrorFrame(path: string, message: string): string {
  if (path === "/v1/messages") {
    const error = { type: "overloaded_error", message };
    return `event: error\ndata: ${JSON.stringify({ type: "error", error })}\n\n`;
  }
  const upstream = { message, type: "upstream_error", param: "", code: "bad_response" };
  if (path === "/v1/responses") {
    return `event: error\ndata: ${JSON.stringify({ type: "error", error: upstream })}\n\n`;
  }
  if (path.includes(":streamGenerateContent")) {
    const error = { code: 503, message, status: "UNAVAILABLE" };
    return `data: ${JSON.stringify({ error })}\n\n`;
  }
  return `data: ${JSON.stringify({ error: upstream })}\n\n`;
}
