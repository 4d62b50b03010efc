import { sleep } from "./sleep.ts";

/** How a stream is sent. */
export interface StreamOptions {
  /** Milliseconds before each frame but the first. */
  frameDelayMs: number;
}

const encoder = new TextEncoder();

/** A body that sends one frame at a time, at its pace, and stops when its reader leaves. */
export function createStream(
  frames: Iterable<string>,
  { frameDelayMs }: StreamOptions,
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
          return;
        }
        controller.enqueue(encoder.encode(value));
      },
      cancel() {
        leaving.abort();
      },
    },
    { highWaterMark: 0 },
  );
}
