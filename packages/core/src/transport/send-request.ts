import type { ClientHooks } from "../config/client-hooks.ts";
import type { FetchFunction } from "../config/client-settings.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { redactHeaders, type Redactor } from "../errors/create-redactor.ts";
import { locateError } from "../errors/locate-error.ts";
import { parseRequestId } from "../errors/parse-request-id.ts";
import { toCometAPIError } from "../errors/to-comet-api-error.ts";
import { createEnding, fetchResponse } from "./fetch-response.ts";
import { LIMITS } from "./limits.ts";
import { ResponseBody } from "./response-body.ts";

/**
 * What happens to a redirect: it is an error, it is returned as the response that it is, or the platform
 * follows it.
 */
export type RedirectPolicy = "refuse" | "return" | "follow";

/** One HTTP request, with everything it needs already resolved. */
export interface TransportRequest {
  method: string;
  url: string;
  /** The address to show to hooks and errors, where `url` itself holds the key. Default: `url`. */
  shownURL?: string | undefined;
  headers: Record<string, string>;
  body: BodyInit | undefined;
  /** Default `refuse`. */
  redirects?: RedirectPolicy | undefined;
  /** The body to show to hooks: the JSON value, undefined for anything else. */
  shownBody: unknown;
  signal: AbortSignal | undefined;
  timeoutMs: number;
  idleTimeoutMs: number;
  attempt: number;
  fetch: FetchFunction;
  hooks: ClientHooks;
  redact: Redactor;
}

/** A successful response whose body is still to be read. */
export interface TransportResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  requestId: string | undefined;
  body: ResponseBody;
  /** Adds to an error about the body where it came from, and removes the key. */
  locate: (error: CometAPIError) => CometAPIError;
}

/** Headers that hooks never see. */
const SECRET_HEADERS = /^(?:authorization|proxy-authorization|cookie|x-api-key|x-goog-api-key)$/;

/**
 * Sends one request and waits for its response headers: the only place that calls `fetch`.
 *
 * Redirects are not followed unless the request says so: CometAPI redirects only from addresses it
 * does not have, and following would hand the key to whoever is there.
 *
 * @throws {@link CometAPIError} for an error status, a redirect, an HTML page, a timeout and a failed
 * connection; the caller's abort reason as it is.
 */
export async function sendRequest(request: TransportRequest): Promise<TransportResponse> {
  const response = await openResponse(request);
  if (response.status >= 400) throw await toResponseError(request, response);
  if (isRedirect(response) && request.redirects !== "return") {
    response.body.close();
    throw toRedirectError(request, response);
  }
  return response;
}

/** As {@link sendRequest}, but hands error responses and redirects out as they are. */
export async function openResponse(request: TransportRequest): Promise<TransportResponse> {
  const { method, attempt, signal, hooks, redact } = request;
  const url = request.shownURL ?? request.url;
  signal?.throwIfAborted();
  hooks.onRequest?.({
    method,
    url: redact(url),
    attempt,
    headers: shownHeaders(request.headers, redact),
    body: request.shownBody,
  });
  const ending = createEnding();
  const onAbort = () => ending.abort(signal?.reason);
  const stopListening = () => signal?.removeEventListener("abort", onAbort);
  signal?.addEventListener("abort", onAbort, { once: true });
  const startedAtMs = performance.now();
  try {
    const response = await fetchResponse(request, ending);
    const opened = toTransportResponse(request, response);
    void opened.body.closed.then(stopListening);
    callResponseHook(request, opened, performance.now() - startedAtMs);
    return opened;
  } catch (error) {
    stopListening();
    throw error;
  }
}

function toTransportResponse(request: TransportRequest, response: Response): TransportResponse {
  const { signal, idleTimeoutMs, redact } = request;
  const url = request.shownURL ?? request.url;
  // A browser hides a redirect it was told not to follow behind status 0.
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  // Redacted here already: some servers repeat the key in a header of their answer.
  const headers = redactHeaders(Object.fromEntries(response.headers), redact);
  const requestId = parseRequestId(headers, undefined);
  const locate = (error: CometAPIError) =>
    locateError(error, { status, requestId, url, headers, redact });
  const body = new ResponseBody(response.body, { signal, idleTimeoutMs, locate });
  return { status, headers, requestId, body, locate };
}

/** Tells the hook. When it throws, the response is given up. */
function callResponseHook(
  { hooks, method, url, shownURL = url, attempt, redact }: TransportRequest,
  { status, requestId, headers, body }: TransportResponse,
  durationMs: number,
): void {
  try {
    hooks.onResponse?.({
      method,
      url: redact(shownURL),
      attempt,
      status,
      requestId,
      headers,
      durationMs,
    });
  } catch (error) {
    body.close();
    throw error;
  }
}

async function toResponseError(
  request: TransportRequest,
  response: TransportResponse,
): Promise<CometAPIError> {
  const { redact } = request;
  const url = request.shownURL ?? request.url;
  const body = await response.body.readBeginning(LIMITS.errorBody);
  const isMissingPage = response.status === 404 || response.status === 405;
  if (isMissingPage && looksLikeHTML(response.headers, body)) {
    return createBaseURLError(response, url, redact, `answered ${response.status} with a web page`);
  }
  return toCometAPIError({ status: response.status, headers: response.headers, body, url, redact });
}

function isRedirect(response: TransportResponse): boolean {
  return response.status >= 300;
}

function toRedirectError(request: TransportRequest, response: TransportResponse): CometAPIError {
  const location = response.headers["location"];
  const url = request.shownURL ?? request.url;
  return createBaseURLError(
    response,
    url,
    request.redact,
    `redirects to ${shownTarget(location, url)}`,
  );
}

/** Where a redirect leads, without its query, which may be a signature. */
function shownTarget(location: string | undefined, url: string): string {
  if (location === undefined || !URL.canParse(location, url)) return "elsewhere";
  const { origin, pathname } = new URL(location, url);
  return origin + pathname;
}

/** The error for an address that is not CometAPI's API; `finding` says how it showed. */
export function createBaseURLError(
  response: Pick<TransportResponse, "status" | "requestId">,
  url: string,
  redact: Redactor,
  finding: string,
): CometAPIError {
  return new CometAPIError({
    code: "base-url",
    message: redact(`${url} is not a CometAPI endpoint: it ${finding}. Check \`baseURL\`.`),
    status: response.status,
    requestId: response.requestId,
    url: redact(url),
  });
}

/** Whether a body is a web page rather than an answer. */
export function looksLikeHTML(headers: Readonly<Record<string, string>>, body: string): boolean {
  return (headers["content-type"] ?? "").includes("text/html") || /^\s*<(?:!|html)/i.test(body);
}

function shownHeaders(
  headers: Readonly<Record<string, string>>,
  redact: Redactor,
): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => !SECRET_HEADERS.test(name));
  return redactHeaders(Object.fromEntries(shown), redact);
}
