import type { IncomingMessage } from "node:http";
import type { KeptResponse } from "./recording.ts";

/** A piece of a body and when it came, in milliseconds since the request. */
export interface ArrivedChunk {
  atMs: number;
  bytes: Buffer;
}

/** Gives the chunks of a body one by one, and then how it ended. */
export interface ChunkSource {
  /** The next chunk as soon as it is due. */
  next: () => Promise<Uint8Array | KeptResponse["end"]>;
  /** Its reader has left. */
  leave: () => void;
}

// Clients close a stream as they read its last event; the end of the connection follows at once.
const leaveGraceMs = 300;

/** The body of an answer that is on its way: every chunk is noted when it comes, and given on at the reader's pace. */
export class BodyArrival implements ChunkSource {
  readonly chunks: ArrivedChunk[] = [];
  /** Settles, once, when the body has ended in one way or another. */
  readonly ended: Promise<KeptResponse["end"]>;
  readonly #incoming: IncomingMessage;
  #given = 0;
  #isLeft = false;
  #end: KeptResponse["end"] | undefined;
  #wake: () => void = () => {};
  #finish: (end: KeptResponse["end"]) => void = () => {};

  /** The signal says that the reader left before the body was read. */
  constructor(incoming: IncomingMessage, startedMs: number, signal: AbortSignal) {
    this.#incoming = incoming;
    this.ended = new Promise((resolve) => {
      this.#finish = (end) => {
        this.#end ??= end;
        this.#wake();
        resolve(this.#end);
      };
    });
    incoming.on("data", (bytes: Buffer) => {
      this.chunks.push({ atMs: Math.round(performance.now() - startedMs), bytes });
      this.#wake();
    });
    signal.addEventListener("abort", () => this.leave(), { once: true });
    const breakOff = (): void => this.#finish(this.#isLeft ? "left" : "cut");
    incoming.once("end", () => (incoming.complete ? this.#finish("whole") : breakOff()));
    incoming.once("error", breakOff);
    incoming.once("close", breakOff);
  }

  async next(): Promise<Uint8Array | KeptResponse["end"]> {
    for (;;) {
      const chunk = this.chunks[this.#given];
      if (chunk !== undefined) {
        this.#given += 1;
        return chunk.bytes;
      }
      if (this.#end !== undefined) return this.#end;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The service is left too, unless its answer ends within a moment. */
  leave(): void {
    if (this.#isLeft) return;
    this.#isLeft = true;
    setTimeout(() => this.#incoming.destroy(), leaveGraceMs);
  }
}
