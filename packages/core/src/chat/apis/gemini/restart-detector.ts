/** What a chunk is to those before it. `unclear`: the next chunk will tell. */
export type Continuity = "continues" | "unclear" | "restarts";

/**
 * Notices by its id that a second answer begins within a stream: relays try another upstream after a
 * failure and append its whole answer to the half one.
 *
 * Servers that make an id up for every chunk change it all the time, so that the change of an id which
 * stood on one chunk only is unclear until the next chunk keeps the new id or changes it again.
 */
export class RestartDetector {
  #id: string | undefined;
  #count = 0;
  #unclearId: string | undefined;
  #changesIds = false;

  /**
   * Takes the next chunk by its id.
   *
   * @param hasOutput Whether anything was answered before it.
   * @param isLast Whether it ends its answer, so that nothing follows that could tell.
   */
  observe(id: string | undefined, hasOutput: boolean, isLast: boolean): Continuity {
    const unclearId = this.#unclearId;
    this.#unclearId = undefined;
    if (unclearId !== undefined && id === unclearId) return "restarts";
    if (unclearId !== undefined) this.#changesIds = true;
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
    if (isLast) return "continues";
    this.#unclearId = id;
    return "unclear";
  }
}
