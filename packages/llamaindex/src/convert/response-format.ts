import {
  type ChatResponseFormat,
  CometAPIError,
  type JSONObject,
  type JSONValue,
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
  if (!isObject(wrapped) || !isObject(wrapped["schema"])) {
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

function schemaFormat(schema: JSONObject): ChatResponseFormat {
  return { type: "json-schema", schema, strict: isStrict(schema) ? true : undefined };
}

/** Keywords OpenAI refuses in a schema it is to guarantee; its structured outputs guide, read 2026-11. */
const NOT_GUARANTEED = ["allOf", "default", "not", "oneOf"];

/** Whether a vendor can guarantee a schema: every object closed, every property required. */
function isStrict(schema: JSONValue | undefined): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (!isObject(schema)) return true;
  if (NOT_GUARANTEED.some((keyword) => keyword in schema)) return false;
  const { properties, required, additionalProperties } = schema;
  if (isObject(properties)) {
    const isClosed = additionalProperties === false;
    const names = new Set(Array.isArray(required) ? required : []);
    if (!isClosed || !Object.keys(properties).every((name) => names.has(name))) return false;
  } else if (schema["type"] === "object") {
    return false;
  }
  return Object.values(schema).every(isStrict);
}

function isObject(value: JSONValue | undefined): value is JSONObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
