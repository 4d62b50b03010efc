import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";

/**
 * The most optional properties of a schema that Anthropic always accepts. With more, some requests fail
 * (supports-native-structured-output-schema.ts in @ai-sdk/anthropic 4.0.105).
 */
const MAX_OPTIONAL = 10;

/**
 * Whether Anthropic can hold an answer to a JSON Schema: only one that does not contain itself, refers
 * to nothing outside, has few optional properties, and no object of free keys, which would come back
 * empty (Anthropic's guide to structured outputs).
 */
export function canConstrain(schema: Readonly<JSONObject>): boolean {
  const optional = countOptional(schema, { root: schema, path: [] });
  return optional !== undefined && optional <= MAX_OPTIONAL;
}

interface Place {
  root: Readonly<JSONObject>;
  /** The references that were followed to here. */
  path: readonly string[];
}

/** Optional properties, as often as they are used. Undefined for what cannot be a grammar. */
function countOptional(node: JSONValue, place: Place): number | undefined {
  if (Array.isArray(node)) return sum(node.map((entry) => countOptional(entry, place)));
  if (!isJSONObject(node)) return 0;
  const reference = node["$ref"];
  if (typeof reference === "string") return countReferred(reference, place);
  if (isOpen(node)) return undefined;
  const { properties, $defs: _defs, definitions: _definitions, ...others } = node;
  const fields = isJSONObject(properties) ? Object.entries(properties) : [];
  const required = Array.isArray(node["required"]) ? node["required"] : [];
  const own = fields.filter(([name]) => !required.includes(name)).length;
  return sum([
    own,
    ...fields.map(([, field]) => countOptional(field ?? null, place)),
    ...SUBSCHEMAS.map((keyword) => countOptional(others[keyword] ?? null, place)),
  ]);
}

const SUBSCHEMAS = ["items", "prefixItems", "anyOf", "oneOf", "allOf"];

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
