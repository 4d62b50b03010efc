import { isRecord, readRecord } from "./read-field.ts";

/** Zod writes these keywords, and OpenAI's strict mode refuses them. */
const refusedKeywords = ["oneOf", "allOf", "not", "prefixItems", "propertyNames"];

/** One of these says what a value may be; strict mode refuses a schema that leaves it open. */
const typeKeywords = ["type", "anyOf", "$ref", "enum", "const"];

/**
 * Whether a JSON Schema keeps the rules of OpenAI's strict mode, as far as Zod can break them: the whole
 * is an object, every object is closed, every property is required, nothing may be just anything.
 * Source: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function fitsStrict(schema: Record<string, unknown>): boolean {
  return schema["type"] === "object" && isStrict(schema);
}

function isStrict(schema: unknown): boolean {
  if (!isRecord(schema)) return false;
  if (refusedKeywords.some((keyword) => keyword in schema)) return false;
  if (!typeKeywords.some((keyword) => keyword in schema)) return false;
  return isClosed(schema) && partsOf(schema).every(isStrict);
}

function isClosed(schema: Record<string, unknown>): boolean {
  if (schema["type"] !== "object") return true;
  const { required, additionalProperties } = schema;
  const names = Object.keys(readRecord(schema, "properties") ?? {});
  return (
    additionalProperties === false &&
    names.every((name) => Array.isArray(required) && required.includes(name))
  );
}

function partsOf(schema: Record<string, unknown>): unknown[] {
  const { anyOf, items } = schema;
  return [
    ...["properties", "$defs", "definitions"].flatMap((keyword) =>
      Object.values(readRecord(schema, keyword) ?? {}),
    ),
    ...(Array.isArray(anyOf) ? anyOf : []),
    ...(items === undefined ? [] : [items]),
  ];
}
