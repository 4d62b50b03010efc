import { isJsonObject, type JsonObject } from "./conversation.ts";

/** A schema that fits an example. All properties of the example are required. */
export function inferSchema(example: unknown): JsonObject {
  if (Array.isArray(example)) return { type: "array", items: inferSchema(example[0]), minItems: 1 };
  if (isJsonObject(example)) {
    return {
      type: "object",
      properties: Object.fromEntries(
        Object.entries(example).map(([key, value]) => [key, inferSchema(value)]),
      ),
      required: Object.keys(example),
    };
  }
  if (typeof example === "number") {
    return { type: Number.isInteger(example) ? "integer" : "number" };
  }
  return { type: typeof example === "boolean" ? "boolean" : "string" };
}
