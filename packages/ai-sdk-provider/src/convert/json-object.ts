import type { JSONObject } from "@cometapi/core";

/** An object of the AI SDK as the JSON it is sent as: without functions, dates as text. */
export function convertJSONObject(value: object): JSONObject {
  const copy: JSONObject = JSON.parse(JSON.stringify(value));
  return copy;
}
