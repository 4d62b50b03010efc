/** A request that reached the scripted `fetch`. */
export interface RecordedRequest {
  method: string;
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** A JSON body is parsed, any other is as it was given. Undefined when there was none. */
  body: unknown;
  signal: AbortSignal | undefined;
}

/**
 * What one request gets: a response, an error that `fetch` rejects with, or a function of the request. With
 * `"never"` the request gets no answer until its signal aborts it.
 */
export type ScriptedReply =
  | Response
  | Error
  | "never"
  | ((request: RecordedRequest) => Response | Promise<Response>);

/** A `fetch` without a network, and the requests that it got. */
export interface InMemoryFetch {
  fetch: (input: string, init: RequestInit) => Promise<Response>;
  requests: RecordedRequest[];
}

/**
 * A `fetch` that gives these replies, one for each request in turn. Like the real one, it obeys the signal of
 * the request before the headers and within the body.
 *
 * If no reply is left for a request, the test has a mistake, and `fetch` rejects with an error that says so.
 */
export function createInMemoryFetch(replies: readonly ScriptedReply[]): InMemoryFetch {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    fetch: async (input, init) => {
      const request = recordRequest(input, init);
      const reply = replies[requests.length];
      requests.push(request);
      request.signal?.throwIfAborted();
      if (reply === undefined)
        throw new Error(`No reply is scripted for request ${requests.length}.`);
      if (reply instanceof Error) throw reply;
      const answer = reply === "never" ? new Promise<never>(() => {}) : answerTo(request, reply);
      return withSignal(await Promise.race([answer, rejectionOf(request.signal)]), request.signal);
    },
  };
}

function answerTo(
  request: RecordedRequest,
  reply: Exclude<ScriptedReply, Error | "never">,
): Response | Promise<Response> {
  return reply instanceof Response ? reply : reply(request);
}

function recordRequest(input: string, init: RequestInit): RecordedRequest {
  return {
    method: init.method ?? "GET",
    url: input,
    headers: Object.fromEntries(new Headers(init.headers)),
    body: parseBody(init.body ?? undefined),
    signal: init.signal ?? undefined,
  };
}

function parseBody(body: BodyInit | undefined): unknown {
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function rejectionOf(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** The same response, but its body fails with the signal's reason if the signal aborts before the end. */
function withSignal(response: Response, signal: AbortSignal | undefined): Response {
  if (signal === undefined || response.body === null) return response;
  const reader = response.body.getReader();
  const rejection = rejectionOf(signal);
  rejection.catch(() => {});
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await Promise.race([reader.read(), rejection]);
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        reader.cancel(error).catch(() => {});
        controller.error(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return Object.defineProperty(new Response(body, response), "url", { value: response.url });
}
