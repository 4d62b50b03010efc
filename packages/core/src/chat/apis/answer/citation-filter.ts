import type { CitationEvent } from "../../chat-event.ts";

/** A source as a {@link CitationEvent} names it. */
export type Citation = Omit<CitationEvent, "type" | "choiceIndex">;

/** Keeps what `CitationEvent` promises about repetitions. */
export class CitationFilter {
  /** Addresses, and addresses with the range they support. */
  #cited: Set<string> | undefined;

  /** With a range: whether the address has not come with it before. Without one: whether it has not come at all. */
  isNew({ url, startIndex, endIndex }: Citation): boolean {
    if (url === undefined) return true;
    const hasRange = startIndex !== undefined || endIndex !== undefined;
    const key = hasRange ? `${url} ${startIndex}-${endIndex}` : url;
    this.#cited ??= new Set();
    if (this.#cited.has(key)) return false;
    this.#cited.add(key).add(url);
    return true;
  }
}
