const secretHeaders = new Set([
  "authorization",
  "proxy-authorization",
  "x-api-key",
  "x-goog-api-key",
  "cookie",
]);

/** Headers as the journal keeps them: keys, tokens and cookies are replaced by asterisks. */
export function maskHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => {
      if (!secretHeaders.has(name)) return [name, value];
      return [name, /^bearer\s/iu.test(value) ? "Bearer ***" : "***"];
    }),
  );
}

/** Query parameters as the journal keeps them. */
export function maskQuery(parameters: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...parameters].map(([name, value]) => [name, /key|token/iu.test(name) ? "***" : value]),
  );
}
