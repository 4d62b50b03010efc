import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";

/** Keywords that Anthropic's grammars know and take as they are (its guide to structured outputs). */
const KEPT = [
  "$schema",
  "$id",
  "$ref",
  "title",
  "description",
  "default",
  "type",
  "enum",
  "const",
  "required",
] as const;

/** Keywords whose value is a schema, or a list of them. */
const SUBSCHEMAS = ["items", "prefixItems", "anyOf", "allOf"] as const;

/** Keywords whose members are schemas. */
const SCHEMA_MAPS = ["properties", "$defs", "definitions"] as const;

/** Keywords that Anthropic refuses. The model is told of them in words. */
const SAID = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
] as const;

/** Formats of text that it knows; others are said. */
const FORMATS: ReadonlySet<unknown> = new Set([
  "date-time",
  "time",
  "date",
  "duration",
  "email",
  "hostname",
  "uri",
  "ipv4",
  "ipv6",
  "uuid",
]);

/**
 * A JSON Schema as Anthropic takes it to hold an answer to it: objects have the named properties only,
 * and bounds that it does not enforce stand in the description. The caller has to check those.
 */
export function toConstraint(schema: Readonly<JSONObject>): JSONObject {
  const constraint: JSONObject = {};
  for (const name of KEPT) if (schema[name] !== undefined) constraint[name] = schema[name];
  for (const name of SUBSCHEMAS) {
    if (schema[name] !== undefined) constraint[name] = constrain(schema[name]);
  }
  if (schema["oneOf"] !== undefined) constraint["anyOf"] = constrain(schema["oneOf"]);
  for (const name of SCHEMA_MAPS) {
    const members = schema[name];
    if (!isJSONObject(members)) continue;
    constraint[name] = Object.fromEntries(
      Object.entries(members).map(([key, member]) => [key, constrain(member ?? null)]),
    );
  }
  if (schema["type"] === "object" || schema["properties"] !== undefined) {
    constraint["additionalProperties"] = false;
  }
  const { format } = schema;
  if (FORMATS.has(format)) constraint["format"] = format;
  const said = sayBounds(schema);
  if (said !== "") {
    const { description } = schema;
    constraint["description"] = typeof description === "string" ? `${description}\n${said}` : said;
  }
  return constraint;
}

function constrain(value: JSONValue): JSONValue {
  if (Array.isArray(value)) return value.map(constrain);
  return isJSONObject(value) ? toConstraint(value) : value;
}

function sayBounds(schema: Readonly<JSONObject>): string {
  const bounds = SAID.filter((name) => schema[name] !== undefined && schema[name] !== false).map(
    (name) => `${name}: ${JSON.stringify(schema[name])}`,
  );
  const { format } = schema;
  const isSaid = typeof format === "string" && !FORMATS.has(format);
  return [...bounds, ...(isSaid ? [`format: ${format}`] : [])].join(", ");
}
