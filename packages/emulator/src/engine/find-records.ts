import { isJsonObject, type JsonObject, type Turn } from "./conversation.ts";
import { findRequestIndex } from "./find-request-index.ts";
import { resolveSchema, typeOf } from "./resolve-schema.ts";

/** The objects in what tools answered since the last request, where a tool answers in JSON. */
export function findRecords(turns: readonly Turn[]): JsonObject[] {
  const requestIndex = findRequestIndex(turns);
  return turns
    .slice(requestIndex + 1)
    .flatMap((turn) => (turn.role === "tool" ? readRecords(turn.text) : []));
}

/**
 * The record as an item of a list whose schema names its fields: a quotation, a hit, a row. Undefined
 * where a required field is missing or has another type.
 */
export function fitRecord(
  record: JsonObject,
  schema: JsonObject,
  root: JsonObject,
): JsonObject | undefined {
  const properties = isJsonObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  const fitted: JsonObject = {};
  for (const [name, property] of properties) {
    const isFit = isJsonObject(property) && isOfType(record[name], resolveSchema(property, root));
    if (isFit) fitted[name] = record[name];
    else if (required.has(name)) return undefined;
  }
  return Object.keys(fitted).length > 1 ? fitted : undefined;
}

function readRecords(text: string): JsonObject[] {
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) ? value : [value]).filter(isJsonObject);
  } catch {
    return [];
  }
}

function isOfType(value: unknown, schema: JsonObject): boolean {
  switch (typeOf(schema)) {
    case "string": {
      return typeof value === "string" && value !== "";
    }
    case "number": {
      return typeof value === "number";
    }
    case "integer": {
      return Number.isInteger(value);
    }
    default: {
      return false;
    }
  }
}
