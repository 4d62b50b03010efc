import { sleep } from "../http/sleep.ts";
import type { ChunkSource } from "./body-arrival.ts";
import type { RelayedRequest } from "./relay.ts";

// Statuses whose answers have no body.
const emptyStatuses = new Set([204, 205, 304]);

/** Answers with the chunks of a source, one by one, and ends as it ends: a broken connection is broken here too. */
export function sendChunks(
  { request, cutConnection }: RelayedRequest,
  status: number,
  headers: Headers,
  source: ChunkSource,
): Response {
  if (emptyStatuses.has(status) || request.method === "HEAD") {
    // Nothing will come, but only who reads to the end sees the end.
    void source.next();
    return new Response(null, { status, headers });
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await source.next();
        if (typeof next !== "string") {
          controller.enqueue(next);
        } else if (next === "whole") {
          controller.close();
        } else if (next === "cut") {
          // What was sent must reach the reader before the end of the connection does.
          await sleep(20);
          cutConnection();
        }
        // An answer that its caller left stays open until its caller leaves again.
      },
      cancel() {
        source.leave();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status, headers });
}
