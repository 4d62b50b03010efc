import { isJSONObject } from "../../../../json-access.ts";
import type { JSONValue } from "../../../../json.ts";

/**
 * Arguments, or a piece of them, as JSON text: gateways send an object where the API has text, and the other way round.
 * Empty if there are none; an empty object often stands for arguments that are still to come.
 */
export function toArguments(value: JSONValue | undefined): string {
  if (typeof value === "string") return value;
  return isJSONObject(value) && Object.keys(value).length > 0 ? JSON.stringify(value) : "";
}
