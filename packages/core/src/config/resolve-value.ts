import type { Resolvable } from "./client-settings.ts";

/** The value behind a setting that may be a value, a promise of one, or a function giving either. */
export async function resolveValue<T>(setting: Resolvable<T>): Promise<T> {
  return isGetter(setting) ? await setting() : await setting;
}

function isGetter<T>(setting: Resolvable<T>): setting is () => T | PromiseLike<T> {
  return typeof setting === "function";
}
