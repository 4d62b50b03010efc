import { setImmediate } from "node:timers/promises";
import { sleep } from "../http/sleep.ts";
import { readChunk } from "./parse-recording.ts";
import type { Recording } from "./recording.ts";
import type { RelayedRequest } from "./relay.ts";
import { sendChunks } from "./send-chunks.ts";

/** Answers with a recording: chunk by chunk, as fast as they are read or at the pace at which they came. */
export async function playRecording(
  relayed: RelayedRequest,
  { response }: Recording,
  { keepsPace }: { keepsPace: boolean },
): Promise<Response> {
  const startedMs = performance.now();
  const leaving = new AbortController();
  const waitUntil = async (atMs: number): Promise<void> => {
    if (keepsPace) await sleep(atMs - (performance.now() - startedMs), leaving.signal);
    // Every chunk is a write of its own.
    else await setImmediate();
  };
  await waitUntil(response.headersAtMs);
  let played = 0;
  return sendChunks(relayed, response.status, new Headers(response.headers), {
    next: async () => {
      const chunk = response.chunks[played];
      if (chunk === undefined) {
        return response.end;
      }
      await waitUntil(chunk.atMs);
      played += 1;
      return readChunk(chunk);
    },
    leave: () => leaving.abort(),
  });
}
