import { createMiddleware } from "hono/factory";

/**
 * Lets in pages of this very server and nobody else: the key's owner pays for every request. A name that
 * points to 127.0.0.1 (DNS rebinding) is refused by its `Host`, another site's page by its `Origin`.
 */
export const guardOrigin = createMiddleware(async (context, next) => {
  const host = context.req.header("host") ?? "";
  const origin = context.req.header("origin");
  if (!isLoopback(host)) return context.text(`This server does not answer as ${host}.`, 403);
  if (origin !== undefined && origin !== `http://${host}`) {
    return context.text(`This server does not answer pages of ${origin}.`, 403);
  }
  await next();
});

function isLoopback(host: string): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/u.test(host);
}
