import type { JSONObject, JSONValue } from "./json.ts";

/** Whether a value is an object: neither null, nor an array, nor a primitive. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** As {@link isObject}, for a value that was parsed from JSON, so that its members are JSON too. */
export function isJSONObject(value: unknown): value is JSONObject {
  return isObject(value);
}

/** The value when it is an object, else an empty one. */
export function objectOf(value: unknown): JSONObject {
  return isJSONObject(value) ? value : {};
}

/** An object without its undefined members. */
export function withoutUndefined(object: JSONObject): JSONObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** The object, or undefined if it has no members. */
export function emptyAsNone<T extends object>(object: T): T | undefined {
  return Object.keys(object).length === 0 ? undefined : object;
}

/** Whether a value that was parsed from JSON is an array. */
export function isJSONArray(value: unknown): value is JSONValue[] {
  return Array.isArray(value);
}

/** The value when it is a string with at least one character. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The value when it is a finite number, or a string that spells one. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * How deep arrays and objects may be nested. Recursive functions, such as `structuredClone` and the
 * `JSON.stringify` of older runtimes, fail at some thousands of levels.
 */
export const MAX_DEPTH = 500;

/**
 * The parsed value. Undefined when the text is not JSON, or is nested deeper than 500 levels. JSON's own
 * `null` comes back as null.
 */
export function parseJSON(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // Each level takes a bracket at its beginning and one at its end.
    return text.length < 2 * MAX_DEPTH || isNestedWithin(value, MAX_DEPTH) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isNestedWithin(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth === 0) return false;
  for (const item of Object.values(value)) if (!isNestedWithin(item, depth - 1)) return false;
  return true;
}
