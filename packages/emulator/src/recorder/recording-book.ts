import { listRequestDifferences } from "./list-differences.ts";
import type { KeptRequest, Recording } from "./recording.ts";

interface Entry {
  file: string;
  recording: Recording;
  isPlayed: boolean;
}

const shownDifferences = 5;

/** Recordings that wait to be played: equal requests get theirs in the order in which they were recorded. */
export class RecordingBook {
  readonly #entries: Entry[] = [];

  /** Adds a recording that can be played. */
  add(file: string, recording: Recording): void {
    this.#entries.push({ file, recording, isPlayed: false });
  }

  /** Adds the recording of an answer that was just given. It counts as played. */
  addPlayed(file: string, recording: Recording): void {
    this.#entries.push({ file, recording, isPlayed: true });
  }

  /** How many there are. */
  get size(): number {
    return this.#entries.length;
  }

  /** The files that nothing has asked for yet. */
  get unplayed(): string[] {
    return this.#entries.filter(({ isPlayed }) => !isPlayed).map(({ file }) => file);
  }

  /** The next recording of this request; with `repeats` the last one again once all were played. */
  take(request: KeptRequest, repeats = false): Recording | undefined {
    const fitting = this.#findFitting(request);
    const entry =
      fitting.find(({ isPlayed }) => !isPlayed) ?? (repeats ? fitting.at(-1) : undefined);
    if (entry !== undefined) entry.isPlayed = true;
    return entry?.recording;
  }

  /** Why there is no recording to play: how often it was recorded, or what differs from the nearest one. */
  explain(request: KeptRequest): string {
    const count = this.#findFitting(request).length;
    const asked = `${request.method} ${request.path}`;
    if (count > 0) {
      const times = count === 1 ? "once" : `${count} times`;
      return `${asked} was recorded ${times} with this body and is asked once more; repeats: true (--repeat) plays the last one again.`;
    }
    const [nearest] = this.#entries
      .map(({ file, recording }) => {
        const differences = listRequestDifferences(recording.request, request);
        const isSamePath = recording.request.path === request.path;
        return { file, differences, rank: differences.length + (isSamePath ? 0 : 10_000) };
      })
      .toSorted((one, other) => one.rank - other.rank);
    if (nearest === undefined) return `${asked} has no recording: the folder holds none.`;
    const shown = nearest.differences.slice(0, shownDifferences).join("; ");
    const rest = nearest.differences.length - shownDifferences;
    return `${asked} has no recording. The nearest, ${nearest.file}, differs in ${shown}${rest > 0 ? ` and ${rest} more` : ""}.`;
  }

  /** Lets everything be played again. */
  rewind(): void {
    for (const entry of this.#entries) entry.isPlayed = false;
  }

  #findFitting(request: KeptRequest): Entry[] {
    return this.#entries.filter(
      ({ recording }) =>
        recording.request.path === request.path &&
        listRequestDifferences(recording.request, request).length === 0,
    );
  }
}
