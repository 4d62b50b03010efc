import type { JSONSchema7 } from "@ai-sdk/provider";
import type { JSONObject } from "@cometapi/core";

/** An object of the AI SDK as the JSON it is sent as: without functions, dates as text. */
export function convertJSONObject(value: object): JSONObject {
  const copy: JSONObject = JSON.parse(JSON.stringify(value));
  return copy;
}

/** A JSON schema as the JSON object it is, which the SDK's type of it does not say. */
export function convertJSONSchema(schema: JSONSchema7): JSONObject {
  return Object.fromEntries(Object.entries(schema));
}
