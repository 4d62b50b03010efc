import { RecentMap } from "./recent-map.ts";

/** Counts how often the same request came: random numbers are seeded with that count, so that equal requests differ. */
export class Occurrences {
  readonly #counts = new RecentMap<number>(4096);

  /** Counts the key, and returns how often it was seen before. The oldest keys are forgotten. */
  count(key: string): number {
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return count;
  }

  clear(): void {
    this.#counts.clear();
  }
}
