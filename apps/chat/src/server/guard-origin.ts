import { createMiddleware } from "hono/factory";

/**
 * Accepts only requests from this server's own page, because the owner of the key pays for each. The `Host`
 * header reveals another name that points to 127.0.0.1 (DNS rebinding), the `Origin` header a page of another
 * site.
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
