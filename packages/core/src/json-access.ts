import type { JSONObject, JSONValue } from "./json.ts";

/** Whether a value is an object: neither null, nor an array, nor a primitive. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * As {@link isObject}, for a value that was parsed from JSON or will be sent as JSON. Its members are not
 * looked at.
 */
export function isJSONObject(value: unknown): value is JSONObject {
  return isObject(value);
}

/** The value when it is an object, else an empty one. */
export function objectOf(value: unknown): JSONObject {
  return isJSONObject(value) ? value : {};
}

/** An object of which only members with a value are left. */
export type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/**
 * An object without its undefined members. Spread, an undefined member would replace a value that it should
 * leave alone.
 */
export function withoutUndefined<T extends object>(object: T): Defined<T> {
  // Members are copied, since engines treat an object slowly once `delete` was used on it.
  const kept: Defined<T> = {};
  for (const key in object) if (hasValue(object, key)) kept[key] = object[key];
  return kept;
}

function hasValue<T extends object, Key extends keyof T>(
  object: T,
  key: Key,
): object is T & Record<Key, Exclude<T[Key], undefined>> {
  return object[key] !== undefined;
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
