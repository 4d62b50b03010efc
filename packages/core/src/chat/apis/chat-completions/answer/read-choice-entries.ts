import { isObject, numberOf } from "../../../../json-access.ts";

/** One entry of a chunk's `choices`. */
export interface ChoiceEntry {
  /** Which of the alternative answers it belongs to. */
  index: number;
  choice: Record<string, unknown>;
}

/** Reads `choices`: a list, one choice by itself, or nothing. */
export function readChoiceEntries(choices: unknown): ChoiceEntry[] {
  const listed: unknown[] = Array.isArray(choices) ? choices : [choices];
  const entries: ChoiceEntry[] = [];
  for (let position = 0; position < listed.length; position += 1) {
    const choice = listed[position];
    if (isObject(choice)) entries.push({ index: indexOf(choice, position), choice });
  }
  return entries;
}

/** More alternatives than any vendor offers; a larger index is nonsense and counts as position. */
const MAX_CHOICES = 128;

function indexOf(choice: Record<string, unknown>, position: number): number {
  const index = numberOf(choice["index"]);
  const isUsable =
    index !== undefined && Number.isInteger(index) && index >= 0 && index < MAX_CHOICES;
  return isUsable ? index : Math.min(position, MAX_CHOICES - 1);
}
