/** The API key of a request in any form the service accepts, undefined when there is none. */
export function readAPIKey(request: Request): string | undefined {
  const { headers } = request;
  const bearer = /^bearer\s+(?<key>\S.*)$/iu.exec(headers.get("authorization") ?? "")?.groups?.[
    "key"
  ];
  const key =
    bearer ??
    headers.get("x-api-key") ??
    headers.get("x-goog-api-key") ??
    new URL(request.url).searchParams.get("key") ??
    "";
  return key.trim() === "" ? undefined : key.trim();
}
