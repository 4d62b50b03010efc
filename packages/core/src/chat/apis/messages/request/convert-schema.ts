import { isJSONObject } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";

/** Keywords that Anthropic enforces. They are copied (its guide to structured outputs). */
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

/** Keywords whose value is a schema, or a list of schemas. `oneOf` is sent as `anyOf`. */
const SUBSCHEMAS = ["items", "prefixItems", "anyOf", "allOf"] as const;

/** Keywords whose members are schemas. */
const SCHEMA_MAPS = ["properties", "$defs", "definitions"] as const;

/** Keywords that Anthropic refuses. They are put into the description, where the model reads them. */
const DESCRIBED = [
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

/** Values of `format` that Anthropic enforces. Others are put into the description. */
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
 * A JSON Schema that Anthropic can enforce on an answer. Objects are closed. Bounds that Anthropic does not enforce
 * are put into the description, so the caller has to check them.
 */
export function convertSchema(schema: Readonly<JSONObject>): JSONObject {
  const converted: JSONObject = {};
  for (const name of KEPT) if (schema[name] !== undefined) converted[name] = schema[name];
  for (const name of SUBSCHEMAS) {
    if (schema[name] !== undefined) converted[name] = convertEntry(schema[name]);
  }
  if (schema["oneOf"] !== undefined) converted["anyOf"] = convertEntry(schema["oneOf"]);
  for (const name of SCHEMA_MAPS) {
    const members = schema[name];
    if (!isJSONObject(members)) continue;
    converted[name] = Object.fromEntries(
      Object.entries(members).map(([key, member]) => [key, convertEntry(member ?? null)]),
    );
  }
  if (schema["type"] === "object" || schema["properties"] !== undefined) {
    converted["additionalProperties"] = false;
  }
  const { format } = schema;
  if (FORMATS.has(format)) converted["format"] = format;
  const bounds = describeBounds(schema);
  if (bounds !== "") {
    const { description } = schema;
    converted["description"] =
      typeof description === "string" ? `${description}\n${bounds}` : bounds;
  }
  return converted;
}

function convertEntry(value: JSONValue): JSONValue {
  if (Array.isArray(value)) return value.map(convertEntry);
  return isJSONObject(value) ? convertSchema(value) : value;
}

function describeBounds(schema: Readonly<JSONObject>): string {
  const bounds = DESCRIBED.filter(
    (name) => schema[name] !== undefined && schema[name] !== false,
  ).map((name) => `${name}: ${JSON.stringify(schema[name])}`);
  const { format } = schema;
  const isDescribed = typeof format === "string" && !FORMATS.has(format);
  return [...bounds, ...(isDescribed ? [`format: ${format}`] : [])].join(", ");
}

/**
 * The most optional properties of a schema that Anthropic always accepts. With more, some requests fail
 * (supports-native-structured-output-schema.ts in @ai-sdk/anthropic 4.0.105).
 */
const MAX_OPTIONAL = 10;

/**
 * Whether Anthropic can enforce a JSON Schema: it must not be recursive or refer to anything outside, may have few
 * optional properties, and no object with keys that the schema does not name, because Anthropic would return such
 * an object empty (its guide to structured outputs).
 */
export function canEnforceSchema(schema: Readonly<JSONObject>): boolean {
  const optional = countOptional(schema, { root: schema, path: [] });
  return optional !== undefined && optional <= MAX_OPTIONAL;
}

interface Place {
  root: Readonly<JSONObject>;
  /** The references that led here, to recognize recursion. */
  path: readonly string[];
}

/** The number of optional properties, counted at each use. Undefined for a schema that Anthropic cannot enforce. */
function countOptional(node: JSONValue, place: Place): number | undefined {
  if (Array.isArray(node)) return sum(node.map((entry) => countOptional(entry, place)));
  if (!isJSONObject(node)) return 0;
  const reference = node["$ref"];
  if (typeof reference === "string") return countReferred(reference, place);
  if (isOpen(node)) return undefined;
  const { properties } = node;
  const fields = isJSONObject(properties) ? Object.entries(properties) : [];
  const required = Array.isArray(node["required"]) ? node["required"] : [];
  const optional = fields.filter(([name]) => !required.includes(name)).length;
  return sum([
    optional,
    ...fields.map(([, field]) => countOptional(field ?? null, place)),
    ...[...SUBSCHEMAS, "oneOf"].map((keyword) => countOptional(node[keyword] ?? null, place)),
  ]);
}

function countReferred(reference: string, { root, path }: Place): number | undefined {
  if (path.includes(reference)) return undefined;
  const target = findReferred(reference, root);
  return target === undefined
    ? undefined
    : countOptional(target, { root, path: [...path, reference] });
}

function findReferred(reference: string, root: Readonly<JSONObject>): JSONObject | undefined {
  if (!reference.startsWith("#")) return undefined;
  let node: JSONValue | undefined = root;
  for (const step of reference.slice(1).split("/").filter(Boolean)) {
    if (!isJSONObject(node)) return undefined;
    node = node[step.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return isJSONObject(node) ? node : undefined;
}

/** Whether an object may have properties that the schema does not name. */
function isOpen({
  type,
  properties,
  additionalProperties,
  patternProperties,
}: JSONObject): boolean {
  const isObject = type === "object" || (Array.isArray(type) && type.includes("object"));
  if (additionalProperties === true || isJSONObject(additionalProperties)) return true;
  if (isJSONObject(patternProperties) && Object.keys(patternProperties).length > 0) return true;
  return isObject && properties === undefined && additionalProperties !== false;
}

function sum(counts: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const count of counts) {
    if (count === undefined) return undefined;
    total += count;
  }
  return total;
}
