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

// Clients close a stream when they have read its last event. The service ends the connection right after that.
const leaveGraceMs = 300;

/** The body of an answer on its way. Each chunk is recorded when it arrives, and passed on at the reader's pace. */
export class BodyArrival implements ChunkSource {
  readonly chunks: ArrivedChunk[] = [];
  /** Resolves when the body has ended, however that was. */
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

  /** Closes the connection to the service too, unless the answer ends within a moment. */
  leave(): void {
    if (this.#isLeft) return;
    this.#isLeft = true;
    setTimeout(() => this.#incoming.destroy(), leaveGraceMs);
  }
}
