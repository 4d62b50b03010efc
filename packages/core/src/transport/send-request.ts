import type { ReceivedResponse } from "../chat/chat-answer.ts";
import type { CometAPIError } from "../errors/comet-api-error.ts";
import { redactHeaders, type Redactor } from "../errors/create-redactor.ts";
import { locateError } from "../errors/locate-error.ts";
import { toCometAPIError } from "../errors/to-comet-api-error.ts";
import { createBaseURLError, looksLikeHTML } from "./base-url-error.ts";
import { Ending, fetchResponse } from "./fetch-response.ts";
import { LIMITS } from "./limits.ts";
import { ReceivedHead } from "./received-head.ts";
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
  const { status } = response.received;
  if (status >= 400) throw await toResponseError(response);
  if (status >= 300 && request.redirects !== "return") {
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
  // The hook may have aborted. A signal that is aborted already calls no listener.
  signal?.throwIfAborted();
  const ending = new Ending();
  const stopListening = listen(signal, ending);
  const startedAtMs = performance.now();
  try {
    const response = await fetchResponse(request, ending);
    const opened = toTransportResponse(request, response);
    ending.onAbort = () => opened.body.abort();
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
  const received: ReceivedResponse = new ReceivedHead(response, redact);
  const locate = (error: CometAPIError) => locateError(error, { ...received, url, redact });
  const body = new ResponseBody(response.body, { signal, idleTimeoutMs, locate });
  return { received, url, body, locate, redact };
}

/** Calls the hook. If it throws, the response is closed. */
function callResponseHook(
  { hooks, method, attempt }: TransportRequest,
  response: TransportResponse,
  durationMs: number,
): void {
  if (hooks.onResponse === undefined) return;
  const { received, url, body } = response;
  try {
    hooks.onResponse({ method, url, attempt, ...received, durationMs });
  } catch (error) {
    body.close();
    throw error;
  }
}

async function toResponseError(response: TransportResponse): Promise<CometAPIError> {
  const { received, url, redact } = response;
  const { status, headers } = received;
  const body = await response.body.readBeginning(LIMITS.errorBody);
  const isMissingPage = status === 404 || status === 405;
  if (isMissingPage && looksLikeHTML(body, headers)) {
    return createBaseURLError(response, `answered ${status} with a web page`, body);
  }
  return toCometAPIError({ status, headers, body, url, redact });
}

/** Where a redirect leads. Without the query, because that may be a signature. */
function showTarget({ received, url, redact }: TransportResponse): string {
  const { location } = received.headers;
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
