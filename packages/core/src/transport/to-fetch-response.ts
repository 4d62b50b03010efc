import type { ResponseBody } from "./response-body.ts";
import type { TransportResponse } from "./transport-request.ts";

/** Statuses whose responses have no body. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/** A response whose body somebody else may have looked through. */
export interface ReadableResponse extends Pick<TransportResponse, "status" | "headers"> {
  body: Pick<ResponseBody, "read" | "close">;
}

/** The response in the form `fetch` gives it, read through this package's timeouts. */
export function toFetchResponse({ status, headers, body }: ReadableResponse): Response {
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
    // Nothing is read before somebody asks for it.
    { highWaterMark: 0 },
  );
  return new Response(stream, { status, headers: withoutEncoding(headers) });
}

/** `fetch` has already decoded the body these headers describe. */
export function withoutEncoding(headers: Record<string, string>): Record<string, string> {
  const { "content-encoding": _encoding, "content-length": _length, ...rest } = headers;
  return rest;
}
