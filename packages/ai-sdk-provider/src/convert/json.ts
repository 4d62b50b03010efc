import type { JSONSchema7 } from "@ai-sdk/provider";
import type { JSONObject } from "@cometapi/core";

/** An object as it is sent as JSON: without functions, dates as text. */
export function convertJSONObject(value: object): JSONObject {
  const copy: JSONObject = JSON.parse(JSON.stringify(value));
  return copy;
}

/** A JSON schema as a JSON object, as which the AI SDK does not type it. */
export function convertJSONSchema(schema: JSONSchema7): JSONObject {
  return Object.fromEntries(Object.entries(schema));
}
