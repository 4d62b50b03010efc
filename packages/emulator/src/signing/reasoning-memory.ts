import { RecentMap } from "../determinism/recent-map.ts";

/** Which thoughts led to which calls: a request that sends a call back without its thoughts is refused. */
export class ReasoningMemory {
  readonly #thoughts = new RecentMap<readonly string[]>(5000);

  /** Keeps the marks of the thoughts (a signature, sealed data or an item's id) that came with the calls of an answer. */
  remember(callIds: readonly string[], marks: readonly string[]): void {
    if (marks.length === 0) return;
    for (const id of callIds) this.#thoughts.set(id, marks);
  }

  /** The marks that came with a call; none for a call that this emulator did not make, or has forgotten. */
  marksOf(callId: string): readonly string[] {
    return this.#thoughts.get(callId) ?? [];
  }

  clear(): void {
    this.#thoughts.clear();
  }
}
