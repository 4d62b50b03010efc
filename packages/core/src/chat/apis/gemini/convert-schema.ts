import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";

/**
 * A JSON Schema in the words that Gemini understands. It takes JSON Schema, and most of what it does not
 * know it leaves out of account; so that nothing is lost, the same is said in what it knows:
 * `const` as `enum`, `definitions` as `$defs`, OpenAPI's `nullable` as a type, a single `allOf` as itself.
 *
 * Source: the list at `responseJsonSchema` in Google's API reference.
 */
export function convertSchema(schema: Readonly<JSONObject>): JSONObject {
  return convertAt(schema, 0);
}

/** A schema that is nested deeper contains itself. It is left as it is: writing it as JSON says so. */
const DEEPEST = 100;

function convertAt(schema: Readonly<JSONObject>, depth: number): JSONObject {
  if (depth > DEEPEST) return { ...schema };
  const { const: constant, nullable, allOf, definitions, $schema: _, ...rest } = schema;
  const converted: JSONObject = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined) converted[name] = convertMember(name, value, depth + 1);
  }
  if (typeof constant === "string" || typeof constant === "number") converted["enum"] = [constant];
  if (isJSONObject(definitions)) converted["$defs"] = convertSchemas(definitions, depth + 1);
  if (nullable === true) addNull(converted);
  const [only, ...others] = Array.isArray(allOf) ? allOf : [];
  if (isJSONObject(only) && others.length === 0) {
    return { ...convertAt(only, depth + 1), ...converted };
  }
  if (allOf !== undefined) converted["allOf"] = convertMember("allOf", allOf, depth + 1);
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

function convertMember(name: string, value: JSONValue, depth: number): JSONValue {
  if (name === "properties" || name === "$defs") {
    return isJSONObject(value) ? convertSchemas(value, depth) : value;
  }
  if (name === "$ref" && typeof value === "string") {
    return value.replace(/^#\/definitions\//, "#/$defs/");
  }
  if (!SCHEMA_MEMBERS.has(name)) return value;
  if (!Array.isArray(value)) return convertEntry(value, depth);
  return value.map((entry) => convertEntry(entry, depth));
}

function convertEntry(value: JSONValue, depth: number): JSONValue {
  return isJSONObject(value) ? convertAt(value, depth) : value;
}

function convertSchemas(schemas: JSONObject, depth: number): JSONObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, value]) => [
      name,
      value === undefined ? value : convertEntry(value, depth),
    ]),
  );
}

function addNull(schema: JSONObject): void {
  const { type } = schema;
  if (typeof type === "string") schema["type"] = [type, "null"];
}
