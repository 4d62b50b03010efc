import { isJSONObject } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";

/**
 * A JSON Schema with keywords that Gemini knows. It ignores most others, so some are replaced: `const` by `enum`,
 * `definitions` by `$defs`, OpenAPI's `nullable` by a type, an `allOf` with one entry by this entry.
 *
 * Source: the list at `responseJsonSchema` in Google's API reference.
 */
export function convertSchema(schema: Readonly<JSONObject>): JSONObject {
  const { const: constant, nullable, allOf, definitions, $schema: _, ...rest } = schema;
  const converted: JSONObject = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined) converted[name] = convertMember(name, value);
  }
  if (typeof constant === "string" || typeof constant === "number") converted["enum"] = [constant];
  if (isJSONObject(definitions)) converted["$defs"] = convertSchemas(definitions);
  if (nullable === true) addNull(converted);
  const [only, ...others] = Array.isArray(allOf) ? allOf : [];
  if (isJSONObject(only) && others.length === 0) {
    return { ...convertSchema(only), ...converted };
  }
  if (allOf !== undefined) converted["allOf"] = convertMember("allOf", allOf);
  return converted;
}

/** Members that hold a schema or a list of schemas. */
const SCHEMA_MEMBERS = new Set([
  "items",
  "prefixItems",
  "additionalProperties",
  "anyOf",
  "oneOf",
  "allOf",
  "not",
]);

function convertMember(name: string, value: JSONValue): JSONValue {
  if (name === "properties" || name === "$defs") {
    return isJSONObject(value) ? convertSchemas(value) : value;
  }
  if (name === "$ref" && typeof value === "string") {
    return value.replace(/^#\/definitions\//, "#/$defs/");
  }
  if (!SCHEMA_MEMBERS.has(name)) return value;
  if (!Array.isArray(value)) return convertEntry(value);
  return value.map((entry) => convertEntry(entry));
}

function convertEntry(value: JSONValue): JSONValue {
  return isJSONObject(value) ? convertSchema(value) : value;
}

function convertSchemas(schemas: JSONObject): JSONObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, value]) => [
      name,
      value === undefined ? value : convertEntry(value),
    ]),
  );
}

function addNull(schema: JSONObject): void {
  const { type } = schema;
  if (typeof type === "string") schema["type"] = [type, "null"];
}
