import type { Received } from "../stream-shape.ts";

/** Counts what a product hands out, so that one which loses something is found out. */
export class Receiver {
  readonly received: Received = { text: 0, reasoning: 0, toolArguments: 0 };
  /** When the first output came, on the clock of `performance.now()`. */
  firstOutputAtMs: number | undefined;
  /** Bytes in use during the stream, after garbage collection; evenly spaced. */
  readonly heapBytes: number[] = [];
  readonly #charactersPerHeapSample: number;
  readonly #measureHeap: () => number;
  #charactersToNextSample: number;

  constructor(charactersPerHeapSample: number, measureHeap: () => number) {
    this.#charactersPerHeapSample = charactersPerHeapSample;
    this.#charactersToNextSample = charactersPerHeapSample;
    this.#measureHeap = measureHeap;
  }

  text(length: number): void {
    this.received.text += length;
    this.#count(length);
  }

  reasoning(length: number): void {
    this.received.reasoning += length;
    this.#count(length);
  }

  toolArguments(length: number): void {
    this.received.toolArguments += length;
    this.#count(length);
  }

  /** Their numbers count as text. */
  vectors(vectors: readonly { length: number }[]): void {
    for (const vector of vectors) this.text(vector.length);
  }

  #count(length: number): void {
    if (length === 0) return;
    this.firstOutputAtMs ??= performance.now();
    this.#charactersToNextSample -= length;
    if (this.#charactersToNextSample > 0) return;
    this.#charactersToNextSample += this.#charactersPerHeapSample;
    this.heapBytes.push(this.#measureHeap());
  }
}
