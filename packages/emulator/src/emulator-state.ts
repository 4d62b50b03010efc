import { Occurrences } from "./determinism/occurrences.ts";
import { Journal } from "./journal/journal.ts";

/** What an emulator remembers between requests. */
export interface EmulatorState {
  journal: Journal;
  occurrences: Occurrences;
}

/** The memory of an emulator that has just started. */
export function createEmulatorState(): EmulatorState {
  return { journal: new Journal(), occurrences: new Occurrences() };
}
