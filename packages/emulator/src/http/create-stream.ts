import { sleep } from "./sleep.ts";

/** How a stream is sent and what follows. */
export interface StreamOptions {
  /** Milliseconds before each frame but the first. */
  frameDelayMs: number;
  /** Called once, when the last frame was taken (`answered`) or the reader left (`client-closed`). */
  onEnd: (outcome: "answered" | "client-closed") => void;
}

const encoder = new TextEncoder();

/** A body that sends one frame at a time, at its pace, and stops when its reader leaves. */
export function createStream(
  frames: Iterable<string>,
  { frameDelayMs, onEnd }: StreamOptions,
): ReadableStream<Uint8Array> {
  const iterator = frames[Symbol.iterator]();
  const leaving = new AbortController();
  let isFirst = true;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!isFirst) await sleep(frameDelayMs, leaving.signal);
        isFirst = false;
        if (leaving.signal.aborted) return;
        const { done, value } = iterator.next();
        if (done === true) {
          controller.close();
          onEnd("answered");
          return;
        }
        controller.enqueue(encoder.encode(value));
      },
      cancel() {
        leaving.abort();
        onEnd("client-closed");
      },
    },
    { highWaterMark: 0 },
  );
}
