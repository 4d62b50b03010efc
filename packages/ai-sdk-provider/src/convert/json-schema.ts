import type { JSONSchema7 } from "@ai-sdk/provider";
import type { JSONObject } from "@cometapi/core";

/** A JSON schema as the JSON object it is, which the SDK's type of it does not say. */
export function convertJSONSchema(schema: JSONSchema7): JSONObject {
  return Object.fromEntries(Object.entries(schema));
}
