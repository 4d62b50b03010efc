/** How a chunk relates to those before it. `unclear`: the next chunk decides. */
export type Continuity = "continues" | "unclear" | "restarts";

/** Where a chunk stands in its answer. */
export interface ChunkPosition {
  /** Whether anything was answered before it. */
  hasOutput: boolean;
  /** Whether it ends its answer, so that no later chunk can decide. */
  isLast: boolean;
}

/**
 * Watches the ids of a stream's chunks for a second answer: relays try another upstream after a failure
 * and append its whole answer to the half one.
 *
 * Some servers make up an id for every chunk (Foundry Local, older LiteLLM, llama.cpp and one-api). So if the
 * old id was on one chunk only, a change is unclear until the next chunk keeps the new id or changes it again.
 */
export class IdWatcher {
  #id: string | undefined;
  #count = 0;
  #unclearId: string | undefined;
  #changesIds = false;

  /** Whether a chunk keeps the id that was unclear. If so, a second answer has begun. */
  keepsUnclearId(id: string | undefined): boolean {
    const unclearId = this.#unclearId;
    this.#unclearId = undefined;
    if (unclearId === undefined) return false;
    this.#changesIds ||= id !== unclearId;
    return id === unclearId;
  }

  /** Compares the next chunk that is part of an answer. */
  compare(id: string | undefined, { hasOutput, isLast }: ChunkPosition): Continuity {
    if (id === undefined || id === this.#id) {
      this.#count += 1;
      return "continues";
    }
    const wasStable = this.#count >= 2;
    const isFirst = this.#id === undefined || !hasOutput;
    this.#id = id;
    this.#count = 1;
    if (isFirst || this.#changesIds) return "continues";
    if (wasStable) return "restarts";
    if (!isLast) this.#unclearId = id;
    return "unclear";
  }
}
