import { isJSONObject } from "./json-access.ts";
import type { JSONObject } from "./json.ts";

/** The first object with the members of the second, objects merged member by member; `undefined` removes. */
export function mergeJSON(
  base: Readonly<JSONObject>,
  changes: Readonly<JSONObject> | undefined,
): JSONObject {
  const merged: JSONObject = { ...base };
  for (const [name, value] of Object.entries(changes ?? {})) {
    const known = merged[name];
    if (value === undefined) delete merged[name];
    else
      merged[name] = isJSONObject(known) && isJSONObject(value) ? mergeJSON(known, value) : value;
  }
  return merged;
}
