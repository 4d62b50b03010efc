import { sleep } from "../http/sleep.ts";
import type { Fault } from "./fault.ts";

/** What a disturbed body needs from the connection it is sent on. */
export interface Connection {
  /** The frame that reports an error in the format of the stream. */
  createErrorFrame: (message: string) => string;
  /** Called when the fault has ended the answer before its time. */
  onCut: () => void;
  /** Tears the connection down. */
  destroy: () => void;
}

type Chunks = AsyncGenerator<Uint8Array, void, void>;

const encoder = new TextEncoder();

/** The body of a response with a fault in it; undefined when the fault leaves bodies alone. */
export function disturbBody(
  response: Response,
  fault: Fault,
  connection: Connection,
): ReadableStream<Uint8Array> | undefined {
  const { body } = response;
  if (body === null) return undefined;
  const leaving = new AbortController();
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const chunks = isStream ? readChunks(body) : halve(readChunks(body));
  const disturbed = disturb(chunks, fault, isStream, connection, leaving.signal);
  if (disturbed === undefined) return undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await disturbed.next();
        if (leaving.signal.aborted) return;
        if (done !== true) {
          controller.enqueue(value);
          return;
        }
        controller.close();
        await chunks.return();
      },
      async cancel() {
        leaving.abort();
        await disturbed.return();
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}

function disturb(
  chunks: Chunks,
  fault: Fault,
  isStream: boolean,
  connection: Connection,
  signal: AbortSignal,
): Chunks | undefined {
  switch (fault.kind) {
    case "stall": {
      return stall(chunks, isStream ? fault.afterFrames : 1, fault.keepAliveMs, signal);
    }
    case "cut": {
      return cut(chunks, isStream ? fault.afterFrames : 1, connection, signal);
    }
    case "end-early": {
      return endEarly(chunks, isStream ? fault.afterFrames : 1, connection);
    }
    case "malformed-frame": {
      const frame = isStream ? 'data: {"id":"chatcmpl-broken","choices":[{"ind\n\n' : '"}{"';
      return insert(chunks, isStream ? fault.afterFrames : 1, frame);
    }
    case "error-in-stream": {
      const message = fault.message ?? "the upstream provider broke off";
      return isStream
        ? breakOff(chunks, fault.afterFrames, connection.createErrorFrame(message), connection)
        : undefined;
    }
    case "drip": {
      return drip(chunks, fault.bytes, fault.everyMs, signal);
    }
    default: {
      return undefined;
    }
  }
}

async function* readChunks(body: ReadableStream<Uint8Array>): Chunks {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/** A JSON body in two chunks, so that faults have a middle to happen in. */
async function* halve(chunks: Chunks): Chunks {
  for await (const chunk of chunks) {
    const middle = Math.ceil(chunk.byteLength / 2);
    yield chunk.subarray(0, middle);
    yield chunk.subarray(middle);
  }
}

async function* stall(
  chunks: Chunks,
  frames: number,
  keepAliveMs: number | undefined,
  signal: AbortSignal,
): Chunks {
  yield* take(chunks, frames);
  while (!signal.aborted) {
    await sleep(keepAliveMs ?? 3_600_000, signal);
    if (keepAliveMs !== undefined) yield encoder.encode(": PING\n\n");
  }
}

async function* cut(
  chunks: Chunks,
  frames: number,
  connection: Connection,
  signal: AbortSignal,
): Chunks {
  yield* take(chunks, frames);
  // What was sent must reach the reader before the end of the connection does.
  await sleep(20);
  connection.onCut();
  connection.destroy();
  await sleep(3_600_000, signal);
}

async function* endEarly(chunks: Chunks, frames: number, connection: Connection): Chunks {
  yield* take(chunks, frames);
  const { done } = await chunks.next();
  if (done !== true) connection.onCut();
}

async function* insert(chunks: Chunks, frames: number, frame: string): Chunks {
  yield* take(chunks, frames);
  yield encoder.encode(frame);
  yield* chunks;
}

async function* breakOff(
  chunks: Chunks,
  frames: number,
  frame: string,
  connection: Connection,
): Chunks {
  yield* take(chunks, frames);
  connection.onCut();
  yield encoder.encode(frame);
}

async function* drip(chunks: Chunks, bytes: number, everyMs: number, signal: AbortSignal): Chunks {
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.byteLength; start += bytes) {
      await sleep(everyMs, signal);
      yield chunk.subarray(start, start + bytes);
    }
  }
}

/** Passes on the first chunks without ending their source. */
async function* take(chunks: Chunks, count: number): Chunks {
  for (let index = 0; index < count; index += 1) {
    const { done, value } = await chunks.next();
    if (done === true) return;
    yield value;
  }
}
