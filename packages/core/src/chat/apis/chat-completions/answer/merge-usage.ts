import { isObject } from "../../../../json-access.ts";

/** Token counts as they came, undefined before any. */
export type UsageSoFar = Record<string, unknown> | undefined;

/**
 * Merges token counts with those of a later chunk. They may come once, cumulatively on every chunk, or spread
 * over two chunks. Later counts replace earlier ones, except null and zero: a server that did not count again sends
 * these.
 */
export function mergeUsage(known: UsageSoFar, later: unknown): UsageSoFar {
  if (!isObject(later)) return known;
  if (known === undefined) return later;
  const merged = { ...known };
  for (const [name, value] of Object.entries(later)) {
    const before = merged[name];
    if (value === null || value === undefined || (value === 0 && before)) continue;
    merged[name] = isObject(before) && isObject(value) ? mergeUsage(before, value) : value;
  }
  return merged;
}
