const maximumEntries = 20_000;

/** Counts how often the same request came, so that equal requests are told apart and their order is kept. */
export class Occurrences {
  readonly #counts = new Map<string, number>();

  /** How often the key was seen before, and counts it. The oldest keys are forgotten. */
  count(key: string): number {
    const count = this.#counts.get(key) ?? 0;
    this.#counts.delete(key);
    this.#counts.set(key, count + 1);
    if (this.#counts.size > maximumEntries) {
      const oldest = this.#counts.keys().next().value;
      if (oldest !== undefined) this.#counts.delete(oldest);
    }
    return count;
  }
}
