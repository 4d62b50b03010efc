import { isJsonObject, type JsonObject } from "./conversation.ts";
import type { Facts } from "./find-facts.ts";
import { escapePattern } from "./escape-pattern.ts";
import { fillNumber } from "./fill-number.ts";
import { fillString } from "./fill-string.ts";

/** What the values of a schema are drawn from. */
export interface FillSource {
  /** The text that asks. */
  request: string;
  facts: Facts;
  /** What the request is about, in a few words. */
  topic: string;
  /** A sentence that answers the request, for properties that want prose. */
  answer: string;
  /** Whether optional properties without any evidence in the text are left out, as in tool calls. */
  isSparse: boolean;
}

/** A value, and whether the text gave a reason for it. */
export interface FilledValue {
  value: unknown;
  isEvident: boolean;
}

/** Where the filler stands: names of the property, numbers already used, and the item's position. */
export interface FillPosition {
  /** The property's name, empty at the root and for array items. */
  key: string;
  description: string;
  /** Position among the items of the nearest array. */
  ordinal: number;
  depth: number;
  usedNumbers: Set<number>;
}

const maximumDepth = 8;

/** A value that satisfies a JSON schema, made of what the text says where it says something. */
export function fillSchema(schema: JsonObject, source: FillSource): unknown {
  const root: FillPosition = {
    key: "",
    description: "",
    ordinal: 0,
    depth: 0,
    usedNumbers: new Set(),
  };
  return fill(schema, schema, source, root).value;
}

function fill(
  schema: JsonObject,
  root: JsonObject,
  source: FillSource,
  position: FillPosition,
): FilledValue {
  const resolved = resolveSchema(schema, root);
  if ("const" in resolved) return { value: resolved["const"], isEvident: true };
  if (Array.isArray(resolved["enum"]))
    return chooseEnum(resolved["enum"], resolved, source, position);
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
  let isEvident = false;
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  for (const [key, property] of Object.entries(properties)) {
    if (!isJsonObject(property)) continue;
    if (position.depth >= maximumDepth && !required.has(key)) continue;
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

function fillArray(
  schema: JsonObject,
  root: JsonObject,
  source: FillSource,
  position: FillPosition,
): FilledValue {
  const items = isJsonObject(schema["items"])
    ? resolveSchema(schema["items"], root)
    : { type: "string" };
  const minimum = typeof schema["minItems"] === "number" ? schema["minItems"] : 0;
  const maximum = typeof schema["maxItems"] === "number" ? schema["maxItems"] : Infinity;
  const named =
    typeOf(items) === "string" && !("enum" in items) ? namedItems(source, position.key) : [];
  if (named.length >= Math.max(1, minimum)) {
    return { value: named.slice(0, maximum), isEvident: true };
  }
  const choices = Array.isArray(items["enum"]) ? items["enum"].length : Infinity;
  const usual = position.depth >= maximumDepth ? 0 : source.isSparse ? 1 : 3;
  const count = Math.min(Math.max(usual, minimum), maximum, Math.max(choices, minimum));
  const filled = Array.from({ length: count }, (_item, ordinal) =>
    fill(items, root, source, { ...position, ordinal, depth: position.depth + 1 }),
  );
  return {
    value: filled.map((item) => item.value),
    isEvident: filled.some((item) => item.isEvident),
  };
}

/** What the text lists for a list of strings: numbers never, places or names by the property's name. */
function namedItems({ facts }: FillSource, key: string): readonly string[] {
  if (/cit(?:y|ies)|place|location|destination|countr/iu.test(key)) return facts.places;
  if (/name|people|person|attendee|participant|author|compan|entit/iu.test(key)) return facts.names;
  if (/mail/iu.test(key)) return facts.emails;
  if (/url|link/iu.test(key)) return facts.urls;
  if (/date/iu.test(key)) return facts.dates;
  return facts.quotations;
}

function chooseEnum(
  choices: readonly unknown[],
  schema: JsonObject,
  { request }: FillSource,
  { ordinal }: FillPosition,
): FilledValue {
  const text = request.toLowerCase();
  const mentioned = choices.find(
    (choice) => typeof choice === "string" && choice !== "" && isMentioned(choice, text),
  );
  if (mentioned !== undefined) return { value: mentioned, isEvident: true };
  const sentiment = findSentiment(choices, text);
  if (sentiment !== undefined) return { value: sentiment, isEvident: true };
  const fallback = "default" in schema ? schema["default"] : choices[ordinal % choices.length];
  return { value: fallback, isEvident: false };
}

/** A choice between positive and negative is made by the words that praise or blame. */
function findSentiment(choices: readonly unknown[], text: string): string | undefined {
  if (!choices.includes("positive") || !choices.includes("negative")) return undefined;
  if (/\b(?:hate|bad|terrible|awful|worst|disappoint|broken|poor|angry|never again)/u.test(text))
    return "negative";
  if (/\b(?:love|great|good|excellent|best|happy|wonderful|amazing|perfect)/u.test(text))
    return "positive";
  return choices.includes("neutral") ? "neutral" : undefined;
}

function isMentioned(choice: string, lowerCaseText: string): boolean {
  const words = choice.toLowerCase().split(/[\s_-]+/u);
  return words.every((word) =>
    new RegExp(`(?<![\\p{L}\\d])${escapePattern(word)}`, "u").test(lowerCaseText),
  );
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

/** Follows `$ref`, merges `allOf`, takes the first real branch of `anyOf` and `oneOf`. */
function resolveSchema(schema: JsonObject, root: JsonObject, hops = 0): JsonObject {
  if (hops > 16) return {};
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const target = reference
      .replace(/^#\/?/u, "")
      .split("/")
      .filter((step) => step !== "")
      .reduce<unknown>((node, step) => (isJsonObject(node) ? node[step] : undefined), root);
    return isJsonObject(target) ? resolveSchema(target, root, hops + 1) : {};
  }
  if (Array.isArray(schema["allOf"])) {
    const merged: JsonObject = { ...schema };
    delete merged["allOf"];
    for (const part of schema["allOf"].filter(isJsonObject)) {
      const resolved = resolveSchema(part, root, hops + 1);
      const properties = { ...asObject(merged["properties"]), ...asObject(resolved["properties"]) };
      const required = [...asArray(merged["required"]), ...asArray(resolved["required"])];
      Object.assign(merged, resolved, { properties, required });
    }
    return merged;
  }
  const branches = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(branches)) {
    const candidates = branches.filter(isJsonObject);
    const branch = candidates.find((candidate) => typeOf(candidate) !== "null") ?? candidates[0];
    return branch === undefined ? {} : resolveSchema(branch, root, hops + 1);
  }
  return schema;
}

/** The schema's type in lower case, as Gemini spells types in capitals; inferred when it is not said. */
function typeOf(schema: JsonObject): string {
  const { type } = schema;
  if (typeof type === "string") return type.toLowerCase();
  if (Array.isArray(type)) {
    const named = type.filter((name) => typeof name === "string");
    return (named.find((name) => name !== "null") ?? named[0] ?? "string").toLowerCase();
  }
  if ("properties" in schema) return "object";
  return "items" in schema ? "array" : "string";
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
