import { isJsonObject, type JsonObject } from "./conversation.ts";
import { chooseEnum } from "./choose-enum.ts";
import { escapePattern } from "./escape-pattern.ts";
import { fillNumber } from "./fill-number.ts";
import type { FilledValue, FillPosition, FillSource } from "./fill-source.ts";
import { fillString } from "./fill-string.ts";
import { fitRecord } from "./find-records.ts";
import { resolveSchema, typeOf } from "./resolve-schema.ts";

// A schema that refers to itself never ends. From this depth or size on, null is preferred and optional properties are
// left out.
const usualDepth = 8;
const usualValues = 500;
const usualItems = 3;
// From here on objects and lists stay empty: hardly any schema that gets here can be satisfied.
const maximumDepth = 64;
const maximumValues = 10_000;

/** A value that satisfies a JSON schema. Where the text has a fitting value, that is used. */
export function fillSchema(schema: JsonObject, source: FillSource): unknown {
  const root: FillPosition = {
    key: "",
    description: "",
    ordinal: 0,
    depth: 0,
    usedNumbers: new Set(),
    progress: { values: 0 },
  };
  return fill(schema, schema, source, root).value;
}

function fill(
  schema: JsonObject,
  root: JsonObject,
  source: FillSource,
  position: FillPosition,
): FilledValue {
  const isEnding = isBeyond(position, usualDepth, usualValues);
  position.progress.values += 1;
  const resolved = resolveSchema(schema, root, isEnding);
  if ("const" in resolved) return { value: resolved["const"], isEvident: true };
  if (Array.isArray(resolved["enum"])) {
    return chooseEnum(resolved["enum"], resolved, source, position);
  }
  if (isEnding && allowsNull(resolved)) return { value: null, isEvident: false };
  switch (typeOf(resolved)) {
    case "object": {
      return fillObject(resolved, root, source, position);
    }
    case "array": {
      return fillArray(resolved, root, source, position);
    }
    case "number":
    case "integer": {
      return fillNumber(resolved, source, position);
    }
    case "boolean": {
      return fillBoolean(resolved, source, position);
    }
    case "null": {
      return { value: null, isEvident: false };
    }
    default: {
      return fillString(resolved, source, position);
    }
  }
}

function fillObject(
  schema: JsonObject,
  root: JsonObject,
  source: FillSource,
  position: FillPosition,
): FilledValue {
  const value: JsonObject = {};
  if (isBeyond(position, maximumDepth, maximumValues)) return { value, isEvident: false };
  let isEvident = false;
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  for (const [key, property] of Object.entries(properties)) {
    if (!isJsonObject(property)) continue;
    if (isBeyond(position, usualDepth, usualValues) && !required.has(key)) continue;
    const description = typeof property["description"] === "string" ? property["description"] : "";
    const filled = fill(property, root, source, {
      ...position,
      key,
      description,
      depth: position.depth + 1,
    });
    isEvident ||= filled.isEvident;
    if (required.has(key) || filled.isEvident || !source.isSparse) value[key] = filled.value;
  }
  return { value, isEvident };
}

/** Whether the answer has reached one of the limits here. */
function isBeyond({ depth, progress }: FillPosition, levels: number, values: number): boolean {
  return depth >= levels || progress.values >= values;
}

/** Whether one of the types a schema names is null. */
function allowsNull({ type }: JsonObject): boolean {
  return Array.isArray(type) && type.includes("null");
}

function fillArray(
  schema: JsonObject,
  root: JsonObject,
  source: FillSource,
  position: FillPosition,
): FilledValue {
  if (isBeyond(position, maximumDepth, maximumValues)) return { value: [], isEvident: false };
  const isEnding = isBeyond(position, usualDepth, usualValues);
  const items = isJsonObject(schema["items"])
    ? resolveSchema(schema["items"], root, isEnding)
    : { type: "string" };
  const minimum = typeof schema["minItems"] === "number" ? schema["minItems"] : 0;
  const maximum = typeof schema["maxItems"] === "number" ? schema["maxItems"] : Infinity;
  const named = isPlainString(items) ? namedItems(source, position.key) : [];
  if (named.length >= Math.max(1, minimum)) {
    return { value: named.slice(0, maximum), isEvident: true };
  }
  const found = findItems(items, root, source).slice(0, Math.min(maximum, usualItems));
  if (found.length >= Math.max(1, minimum)) return { value: found, isEvident: true };
  const choices = Array.isArray(items["enum"]) ? items["enum"].length : Infinity;
  const usual = isEnding ? 0 : source.isSparse ? 1 : usualItems;
  const count = Math.min(Math.max(usual, minimum), maximum, Math.max(choices, minimum));
  const filled = Array.from({ length: count }, (_item, ordinal) =>
    fill(items, root, source, { ...position, ordinal, depth: position.depth + 1 }),
  );
  return {
    value: filled.map((item) => item.value),
    isEvident: filled.some((item) => item.isEvident),
  };
}

/** The records of tools that fit the schema of the items; those that the answer mentions come first. */
function findItems(
  items: JsonObject,
  root: JsonObject,
  { records = [], answer }: FillSource,
): JsonObject[] {
  const isSaid = (item: JsonObject): boolean =>
    Object.values(item).some(
      (value) => typeof value === "string" && value.length > 8 && answer.includes(value),
    );
  return records
    .map((record) => fitRecord(record, items, root))
    .filter((item) => item !== undefined)
    .toSorted((a, b) => Number(isSaid(b)) - Number(isSaid(a)));
}

/** Whether a schema takes any string. */
function isPlainString(schema: JsonObject): boolean {
  const constraints = ["enum", "const", "format", "pattern", "minLength", "maxLength"];
  return typeOf(schema) === "string" && constraints.every((keyword) => !(keyword in schema));
}

/** The strings in the text for a list: places, names, … by the property's name, else quotations. */
function namedItems({ facts }: FillSource, key: string): readonly string[] {
  if (/cit(?:y|ies)|place|location|destination|countr/iu.test(key)) return facts.places;
  if (/name|people|person|attendee|participant|author|compan|entit/iu.test(key)) return facts.names;
  if (/mail/iu.test(key)) return facts.emails;
  if (/url|link/iu.test(key)) return facts.urls;
  if (/date/iu.test(key)) return facts.dates;
  return facts.quotations;
}

function fillBoolean(
  schema: JsonObject,
  { request }: FillSource,
  { key }: FillPosition,
): FilledValue {
  const words = key
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[\s_-]+/u);
  const subject = words.filter(
    (word) => !["is", "has", "should", "include", "with"].includes(word),
  );
  const text = request.toLowerCase();
  const isNamed = subject.length > 0 && subject.every((word) => text.includes(word));
  const isDenied =
    isNamed &&
    new RegExp(`\\b(?:no|not|without|never)\\b.{0,20}${escapePattern(subject[0] ?? "")}`, "u").test(
      text,
    );
  const fallback = typeof schema["default"] === "boolean" ? schema["default"] : true;
  return { value: isNamed ? !isDenied : fallback, isEvident: isNamed };
}
