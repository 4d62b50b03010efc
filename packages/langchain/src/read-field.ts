import { isObject } from "@cometapi/core";

/** The text in a field, undefined when there is none or it is blank. */
export function readText(record: unknown, key: string): string | undefined {
  if (!isObject(record)) return undefined;
  const value = record[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The object in a field, undefined when it holds something else. */
export function readRecord(record: unknown, key: string): Record<string, unknown> | undefined {
  if (!isObject(record)) return undefined;
  const value = record[key];
  return isObject(value) ? value : undefined;
}
