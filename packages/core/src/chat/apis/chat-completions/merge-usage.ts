import { isObject } from "../../../json-access.ts";

/** Token counts as they came, undefined before any. */
export type UsageSoFar = Record<string, unknown> | undefined;

/**
 * Token counts with those of a later chunk: they may come once, cumulatively on every chunk, or spread
 * over two. Later ones replace earlier ones, but a null erases nothing.
 */
export function mergeUsage(known: UsageSoFar, later: unknown): UsageSoFar {
  if (!isObject(later)) return known;
  if (known === undefined) return later;
  const merged = { ...known };
  for (const [name, value] of Object.entries(later)) {
    if (value === null || value === undefined) continue;
    const before = merged[name];
    merged[name] = isObject(before) && isObject(value) ? mergeUsage(before, value) : value;
  }
  return merged;
}
