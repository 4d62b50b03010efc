import type { JSONObject } from "@cometapi/core";

/** Whether a value is an object with fields. Arrays are not. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text in a field, undefined when there is none or it is blank. */
export function readText(record: unknown, key: string): string | undefined {
  if (!isRecord(record)) return undefined;
  const value = record[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The object in a field, undefined when it holds something else. */
export function readRecord(record: unknown, key: string): Record<string, unknown> | undefined {
  if (!isRecord(record)) return undefined;
  const value = record[key];
  return isRecord(value) ? value : undefined;
}

/**
 * Whether a value is an object of a kind that the framework or a user gives as JSON (a schema, tool
 * arguments, a block in a vendor's form). What is inside is not walked: it is serialized as it is.
 */
export function isJSONObject(value: unknown): value is JSONObject {
  return isRecord(value);
}
