const page = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>CometAPI emulator</title></head>
  <body>
    <h1>CometAPI emulator</h1>
    <p>There is no API at this address. Chat Completions are at /v1/chat/completions,
    Anthropic Messages at /v1/messages, Gemini at /v1beta/models/MODEL:generateContent.</p>
  </body>
</html>
`;

/**
 * What the service does with a wrong path: never a JSON 404. A path that lacks its `/v1` is redirected to the
 * website (here to the emulator's own page), others get the website's HTML.
 */
export function serveWrongPath(request: Request): Response {
  const { pathname } = new URL(request.url);
  const lacksVersion =
    /^\/(?:chat|responses|messages|embeddings|models|images|audio|videos)\b/u.test(pathname);
  if (lacksVersion) return redirectToWebsite();
  return serveWebsite(request.method === "GET" ? 200 : 404);
}

/** A web page where a client expects JSON. */
export function serveWebsite(status: number): Response {
  return new Response(page, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** A redirect to that page. */
export function redirectToWebsite(): Response {
  return new Response(null, { status: 301, headers: { location: "/" } });
}
