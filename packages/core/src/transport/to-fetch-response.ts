import type { TransportResponse } from "./transport-request.ts";

/** Statuses whose responses have no body. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/** The response in the form that `fetch` returns. Reading it obeys this package's timeouts. */
export function toFetchResponse({ received, body }: TransportResponse): Response {
  const { status, headers } = received;
  if (WITHOUT_BODY.has(status)) {
    body.close();
    return new Response(null, { status, headers });
  }
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const bytes = await body.read();
        if (bytes === undefined) controller.close();
        else controller.enqueue(bytes);
      },
      cancel: () => body.close(),
    },
    // Reads nothing before the caller asks for it.
    { highWaterMark: 0 },
  );
  return new Response(stream, { status, headers: withoutEncoding(headers) });
}

/** Headers without those of the encoding, because `fetch` has already decoded the body. */
export function withoutEncoding(headers: Record<string, string>): Record<string, string> {
  const { "content-encoding": _encoding, "content-length": _length, ...rest } = headers;
  return rest;
}
