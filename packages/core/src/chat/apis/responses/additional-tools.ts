import type { JSONObject, JSONValue } from "../../../json.ts";

/** Tools that are offered from a place in the conversation on; in the API's own form already. */
export function createAdditionalTools(tools: JSONValue): JSONObject {
  return { type: "additional_tools", role: "developer", tools };
}
