import { RecentMap } from "./recent-map.ts";

/** Counts how often the same request came, so that equal requests are told apart and their order is kept. */
export class Occurrences {
  readonly #counts = new RecentMap<number>(4096);

  /** How often the key was seen before, and counts it. The oldest keys are forgotten. */
  count(key: string): number {
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return count;
  }

  clear(): void {
    this.#counts.clear();
  }
}
