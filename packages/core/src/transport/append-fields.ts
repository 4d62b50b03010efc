import { stringifyArgument } from "../errors/stringify-argument.ts";
import type { JSONObject, JSONValue } from "../json.ts";

/** Adds the fields that are set to a form: text as it is, lists as repeated fields, objects as JSON. */
export function appendFields(form: FormData, fields: Readonly<JSONObject>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) for (const item of value) form.append(`${name}[]`, toText(item));
    else form.set(name, toText(value));
  }
}

function toText(value: JSONValue): string {
  return typeof value === "string" ? value : stringifyArgument(value);
}
