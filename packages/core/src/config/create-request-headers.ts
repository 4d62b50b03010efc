import { VERSION } from "../version.ts";

/** The sources of request headers. Later members win over earlier ones. */
export interface RequestHeaderSources {
  apiKey: string | undefined;
  userAgent: string | undefined;
  contentType: string | undefined;
  accept: string | undefined;
  /** Headers that the API itself needs. */
  own?: Readonly<Record<string, string>> | undefined;
  settings: Readonly<Record<string, string | undefined>>;
  options: Readonly<Record<string, string | undefined>>;
}

/** The headers of one request, names in lower case. `undefined` in a later source removes a header. */
export function createRequestHeaders(sources: RequestHeaderSources): Record<string, string> {
  const headers: Record<string, string> = {};
  if (sources.apiKey !== undefined) headers["authorization"] = `Bearer ${sources.apiKey}`;
  if (sources.contentType !== undefined) headers["content-type"] = sources.contentType;
  if (sources.accept !== undefined) headers["accept"] = sources.accept;
  const core = `cometapi-core/${VERSION}`;
  headers["user-agent"] = sources.userAgent === undefined ? core : `${sources.userAgent} ${core}`;
  if (sources.own !== undefined) setHeaders(headers, sources.own);
  setHeaders(headers, sources.settings);
  setHeaders(headers, sources.options);
  return headers;
}

function setHeaders(
  headers: Record<string, string>,
  source: Readonly<Record<string, string | undefined>>,
): void {
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (value === undefined) delete headers[name.toLowerCase()];
    else headers[name.toLowerCase()] = value;
  }
}

/** Headers that carry a key on one of CometAPI's four text formats. */
const KEY_HEADERS = new Set(["authorization", "x-api-key", "x-goog-api-key"]);

/**
 * The key in the headers that the format behind an address documents besides `authorization`:
 * `x-api-key` for Anthropic Messages, `x-goog-api-key` for Gemini (CometAPI documentation).
 */
export function createKeyHeaders(url: string, apiKey: string): Record<string, string> {
  const { pathname } = new URL(url);
  if (pathname.includes("/v1beta/")) return { "x-goog-api-key": apiKey };
  return pathname.endsWith("/v1/messages") ? { "x-api-key": apiKey } : {};
}

/** The headers that another package set, without those that carry a key: the client's own key is sent. */
export function headersWithoutKey(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !KEY_HEADERS.has(name)));
}
