import { sleep } from "../http/sleep.ts";
import { readChunks, takeChunks, type Chunks } from "./chunks.ts";
import type { Fault } from "./fault.ts";
import { appendAnswer, endAsRelay, moveUsage, pingBetween } from "./relay-oddities.ts";

/** What a disturbed body needs from the connection it is sent on. */
export interface Connection {
  /** The frame that reports an error in the format of the stream. */
  createErrorFrame: (message: string) => string;
  /** The same error as the body of an answer. */
  createErrorBody: (message: string) => string;
  /** Asks for the answer once more, as the relay asks another upstream. */
  answerAgain: () => Promise<Response>;
  /** Called when the fault has ended the answer before its time. */
  onCut: () => void;
  /** Tears the connection down. */
  destroy: () => void;
}

const encoder = new TextEncoder();

/** The body of a response with a fault in it; undefined for a fault that does not change bodies. */
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
  const disturbed = disturb(fault, { chunks, isStream, connection, signal: leaving.signal });
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

/** A body on its way, before it is disturbed. */
interface SentBody {
  chunks: Chunks;
  isStream: boolean;
  connection: Connection;
  /** Aborted when the reader leaves. */
  signal: AbortSignal;
}

function disturb(
  fault: Fault,
  { chunks, isStream, connection, signal }: SentBody,
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
    case "bare-error": {
      const message = fault.message ?? "the upstream provider broke off";
      return isStream
        ? breakOff(chunks, fault.afterFrames, connection.createErrorBody(message), connection)
        : undefined;
    }
    case "upstream-lost": {
      return isStream
        ? endAsRelay(takeChunks(chunks, fault.afterFrames), chunks, connection.onCut)
        : cut(chunks, 1, connection, signal);
    }
    case "second-answer": {
      return isStream
        ? appendAnswer(takeChunks(chunks, fault.afterFrames), connection.answerAgain)
        : undefined;
    }
    case "ping": {
      return isStream ? pingBetween(chunks, fault.everyMs, fault.beforeMs, signal) : undefined;
    }
    case "usage-beside": {
      return moveUsage(chunks, isStream);
    }
    case "drip": {
      return drip(chunks, fault.bytes, fault.everyMs, signal);
    }
    default: {
      return undefined;
    }
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
  yield* takeChunks(chunks, frames);
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
  yield* takeChunks(chunks, frames);
  // What was sent must reach the reader before the end of the connection does.
  await sleep(20);
  connection.onCut();
  connection.destroy();
  await sleep(3_600_000, signal);
}

async function* endEarly(chunks: Chunks, frames: number, connection: Connection): Chunks {
  yield* takeChunks(chunks, frames);
  const { done } = await chunks.next();
  if (done !== true) connection.onCut();
}

async function* insert(chunks: Chunks, frames: number, frame: string): Chunks {
  yield* takeChunks(chunks, frames);
  yield encoder.encode(frame);
  yield* chunks;
}

async function* breakOff(
  chunks: Chunks,
  frames: number,
  frame: string,
  connection: Connection,
): Chunks {
  yield* takeChunks(chunks, frames);
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
