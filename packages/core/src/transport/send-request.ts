import type { CometAPIError } from "../errors/comet-api-error.ts";
import { redactHeaders, type Redactor } from "../errors/create-redactor.ts";
import { locateError } from "../errors/locate-error.ts";
import { REQUEST_ID_HEADERS } from "../errors/parse-request-id.ts";
import { toCometAPIError } from "../errors/to-comet-api-error.ts";
import { createBaseURLError, looksLikeHTML } from "./base-url-error.ts";
import { Ending, fetchResponse } from "./fetch-response.ts";
import { LIMITS } from "./limits.ts";
import { ResponseBody } from "./response-body.ts";
import type { TransportRequest, TransportResponse } from "./transport-request.ts";

/** Headers that hooks never see. */
const SECRET_HEADERS = /^(?:authorization|proxy-authorization|cookie|x-api-key|x-goog-api-key)$/;

/**
 * Sends one request and waits for its response headers: the only place that calls `fetch`.
 *
 * Redirects are not followed unless the request says so: CometAPI redirects only from addresses it does not
 * have, and to follow a redirect would send the key to an unknown server.
 *
 * @throws {@link CometAPIError} for an error status, a redirect, an HTML page, a timeout and a failed
 * connection; the caller's abort reason as it is.
 */
export async function sendRequest(request: TransportRequest): Promise<TransportResponse> {
  const response = await openResponse(request);
  if (response.status >= 400) throw await toResponseError(response);
  if (response.status >= 300 && request.redirects !== "return") {
    response.body.close();
    throw createBaseURLError(response, `redirects to ${showTarget(response)}`);
  }
  return response;
}

/** As {@link sendRequest}, but returns error responses and redirects as they are. */
export async function openResponse(request: TransportRequest): Promise<TransportResponse> {
  const { method, shownURL, attempt, signal, hooks, redact } = request;
  signal?.throwIfAborted();
  hooks.onRequest?.({
    method,
    url: shownURL,
    attempt,
    headers: shownHeaders(request.headers, redact),
    body: request.shownBody,
  });
  const ending = new Ending();
  const stopListening = listen(signal, ending);
  const startedAtMs = performance.now();
  try {
    const response = await fetchResponse(request, ending);
    const opened = toTransportResponse(request, response);
    if (signal !== undefined) void opened.body.closed.then(stopListening);
    callResponseHook(request, opened, performance.now() - startedAtMs);
    return opened;
  } catch (error) {
    stopListening();
    throw error;
  }
}

/** Ends a request when the caller aborts. Returns a function that stops this. */
function listen(signal: AbortSignal | undefined, ending: Ending): () => void {
  if (signal === undefined) return () => {};
  const onAbort = () => ending.abort(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  return () => signal.removeEventListener("abort", onAbort);
}

function toTransportResponse(request: TransportRequest, response: Response): TransportResponse {
  const { shownURL: url, signal, idleTimeoutMs, redact } = request;
  const { headers: received } = response;
  // When a browser must not follow redirects, it gives a redirect the status 0.
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  const requestId = findRequestId(received, redact);
  let headers: Record<string, string> | undefined;
  // Read when somebody asks for them: this took 12 of the 55 µs that a request costs besides `fetch`.
  // Redacted before hooks and errors get them: some servers repeat the key in a response header.
  const readHeaders = () => (headers ??= redactHeaders(Object.fromEntries(received), redact));
  const locate = (error: CometAPIError) =>
    locateError(error, { status, requestId, url, headers: readHeaders(), redact });
  const body = new ResponseBody(response.body, { signal, idleTimeoutMs, locate });
  return {
    status,
    get headers() {
      return readHeaders();
    },
    requestId,
    url,
    body,
    locate,
    redact,
  };
}

function findRequestId(headers: Headers, redact: Redactor): string | undefined {
  for (const name of REQUEST_ID_HEADERS) {
    const id = headers.get(name);
    if (id !== null && id !== "") return redact(id);
  }
  return undefined;
}

/** Calls the hook. If it throws, the response is closed. */
function callResponseHook(
  { hooks, method, attempt }: TransportRequest,
  response: TransportResponse,
  durationMs: number,
): void {
  if (hooks.onResponse === undefined) return;
  const { status, headers, requestId, url, body } = response;
  try {
    hooks.onResponse({ method, url, attempt, status, requestId, headers, durationMs });
  } catch (error) {
    body.close();
    throw error;
  }
}

async function toResponseError(response: TransportResponse): Promise<CometAPIError> {
  const { status, headers, url, redact } = response;
  const body = await response.body.readBeginning(LIMITS.errorBody);
  const isMissingPage = status === 404 || status === 405;
  if (isMissingPage && looksLikeHTML(body, headers)) {
    return createBaseURLError(response, `answered ${status} with a web page`, body);
  }
  return toCometAPIError({ status, headers, body, url, redact });
}

/** Where a redirect leads. Without the query, because that may be a signature. */
function showTarget({ headers, url, redact }: TransportResponse): string {
  const { location } = headers;
  if (location === undefined || !URL.canParse(location, url)) return "elsewhere";
  const { origin, pathname } = new URL(location, url);
  return redact(origin + pathname);
}

function shownHeaders(
  headers: Readonly<Record<string, string>>,
  redact: Redactor,
): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => !SECRET_HEADERS.test(name));
  return redactHeaders(Object.fromEntries(shown), redact);
}
