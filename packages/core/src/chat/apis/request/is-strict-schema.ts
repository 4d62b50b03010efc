import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";

/**
 * Words of JSON Schema that OpenAI's strict mode refuses; `default`, which Zod writes, by "'default' is
 * not permitted" (567-labs/instructor issue 1074).
 */
const REFUSED_KEYWORDS = [
  "default",
  "allOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "dependentRequired",
  "dependentSchemas",
  "patternProperties",
  "propertyNames",
  "unevaluatedProperties",
  "contains",
  "prefixItems",
] as const;

/** Strict mode refuses a schema without any of these, because it allows any value. */
const TYPE_KEYWORDS = ["type", "anyOf", "$ref", "enum", "const", "properties"] as const;

/** Members that hold schemas by name. */
const SCHEMA_MAPS = ["properties", "$defs", "definitions"] as const;

/** Lookaround in a pattern. OpenAI refuses it too. */
const LOOKAROUND = /\(\?<?[=!]/;

/**
 * Whether OpenAI takes a schema as strict: its root is an object, every object is closed and requires all its
 * properties, every value has a type, and all keywords are known to strict mode.
 * Source: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function isStrictSchema(schema: Readonly<JSONObject>): boolean {
  return schema["type"] === "object" && schema["anyOf"] === undefined && isStrict(schema);
}

function isStrict(schema: JSONValue | undefined): boolean {
  if (!isJSONObject(schema)) return false;
  if (REFUSED_KEYWORDS.some((keyword) => schema[keyword] !== undefined)) return false;
  if (TYPE_KEYWORDS.every((keyword) => schema[keyword] === undefined)) return false;
  const { pattern, items, anyOf } = schema;
  if (typeof pattern === "string" && LOOKAROUND.test(pattern)) return false;
  if (isObjectSchema(schema) && !isClosed(schema)) return false;
  const inner = [
    ...SCHEMA_MAPS.flatMap((name) => valuesOf(schema[name])),
    ...(Array.isArray(anyOf) ? anyOf : []),
    ...(items === undefined ? [] : [items]),
  ];
  return inner.every(isStrict);
}

function isObjectSchema({ type, properties }: JSONObject): boolean {
  const isNamed = type === "object" || (Array.isArray(type) && type.includes("object"));
  return isNamed || properties !== undefined;
}

function isClosed({ properties, required, additionalProperties }: JSONObject): boolean {
  if (additionalProperties !== false) return false;
  const names = Object.keys(isJSONObject(properties) ? properties : {});
  const needed: readonly JSONValue[] = Array.isArray(required) ? required : [];
  return names.every((name) => needed.includes(name));
}

function valuesOf(value: JSONValue | undefined): (JSONValue | undefined)[] {
  return isJSONObject(value) ? Object.values(value) : [];
}
