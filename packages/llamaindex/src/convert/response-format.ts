import {
  type ChatResponseFormat,
  CometAPIError,
  isJSONObject,
  type JSONObject,
} from "@cometapi/core";
import { isZodSchema } from "@llamaindex/core/zod";
import { convertSchema } from "./tools.ts";

/**
 * A `responseFormat` as CometAPI's: a zod schema, a JSON Schema, or the API's own
 * `{ type: "text" | "json_object" | "json_schema" }`.
 */
export function convertResponseFormat(format: object): ChatResponseFormat {
  if (isZodSchema(format)) return schemaFormat(convertSchema(format));
  const { type, json_schema: wrapped } = convertSchema(format);
  if (type === "text") return { type: "text" };
  if (type === "json_object") return { type: "json-object" };
  if (type !== "json_schema") return schemaFormat(convertSchema(format));
  if (!isJSONObject(wrapped) || !isJSONObject(wrapped["schema"])) {
    throw new CometAPIError({
      code: "invalid-argument",
      message: "responseFormat of type `json_schema` needs `json_schema: { name, schema }`.",
    });
  }
  const { name, description, strict, schema } = wrapped;
  return {
    type: "json-schema",
    name: typeof name === "string" ? name : undefined,
    description: typeof description === "string" ? description : undefined,
    schema,
    strict: typeof strict === "boolean" ? strict : undefined,
  };
}

/** The JSON Schema that a `responseFormat` demands. Undefined for text, which has none. */
export function findFormatSchema(format: object): JSONObject | undefined {
  const converted = convertResponseFormat(format);
  if (converted.type === "text") return undefined;
  return converted.type === "json-schema" ? converted.schema : { type: "object" };
}

// Whether it can be strict, core finds out.
function schemaFormat(schema: JSONObject): ChatResponseFormat {
  return { type: "json-schema", schema };
}
