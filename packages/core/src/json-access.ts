import type { JSONObject } from "./json.ts";

/** Whether a value is an object: neither null, nor an array, nor a primitive. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** As {@link isObject}, for a value that was parsed from JSON and so holds nothing else. */
export function isJSONObject(value: unknown): value is JSONObject {
  return isObject(value);
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

/** The parsed value, undefined when the text is not JSON. JSON's own `null` comes back as null. */
export function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
