import { isJSONObject } from "./json-access.ts";
import type { JSONObject } from "./json.ts";

/** The first object with the members of the second, objects merged member by member; `undefined` removes. */
export function mergeJSON(
  base: Readonly<JSONObject>,
  changes: Readonly<JSONObject> | undefined,
): JSONObject {
  const members = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(changes ?? {})) {
    const known = members.get(name);
    const isMerged = isJSONObject(known) && isJSONObject(value);
    if (value === undefined) members.delete(name);
    else members.set(name, isMerged ? mergeJSON(known, value) : value);
  }
  return Object.fromEntries(members);
}
