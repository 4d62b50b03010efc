import { isJsonObject, type JsonObject } from "../engine/conversation.ts";
import { invalidRequestError } from "../http/known-errors.ts";

/**
 * Checks that strict mode accepts a schema: every object is closed, every property required. Throws OpenAI's 400,
 * which users would otherwise meet first in production.
 */
export function checkStrictSchema(schema: JsonObject, subject: string, param: string): void {
  if (isSilent(schema) && !isJsonObject(schema["properties"])) refuseRoot(schema, subject, param);
  checkSchemaRoot(schema, subject, param);
  checkNode(schema, [], subject, param);
}

/**
 * Checks that a schema describes an object, as arguments always are. A schema that names no type passes. Throws
 * OpenAI's 400.
 */
export function checkSchemaRoot(schema: JsonObject, subject: string, param: string): void {
  if (schema["type"] !== "object" && !isSilent(schema)) refuseRoot(schema, subject, param);
}

/** Whether a schema names no type. */
function isSilent({ type, anyOf }: JsonObject): boolean {
  return type === undefined && !Array.isArray(anyOf);
}

function refuseRoot({ type }: JsonObject, subject: string, param: string): never {
  const got = typeof type === "string" ? type : "None";
  throw invalidRequestError(
    `Invalid schema for ${subject}: schema must be a JSON Schema of 'type: "object"', got 'type: "${got}"'.`,
    param,
    "invalid_function_parameters",
  );
}

function checkNode(
  node: JsonObject,
  path: readonly string[],
  subject: string,
  param: string,
): void {
  const { properties, items, anyOf } = node;
  const context = `Invalid schema for ${subject}: In context=(${path.map((step) => `'${step}'`).join(", ")}), `;
  if (node["type"] === "object" || isJsonObject(properties)) {
    if (node["additionalProperties"] !== false) {
      throw invalidRequestError(
        `${context}'additionalProperties' is required to be supplied and to be false.`,
        param,
        "invalid_json_schema",
      );
    }
    const named = asObject(properties);
    const required = Array.isArray(node["required"]) ? node["required"] : [];
    const missing = Object.keys(named).find((key) => !required.includes(key));
    if (missing !== undefined) {
      throw invalidRequestError(
        `${context}'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`,
        param,
        "invalid_json_schema",
      );
    }
    for (const [key, child] of Object.entries(named)) {
      if (isJsonObject(child)) checkNode(child, [...path, "properties", key], subject, param);
    }
  }
  if (isJsonObject(items)) checkNode(items, [...path, "items"], subject, param);
  for (const keyword of ["$defs", "definitions"]) {
    for (const [name, child] of Object.entries(asObject(node[keyword]))) {
      if (isJsonObject(child)) checkNode(child, [...path, keyword, name], subject, param);
    }
  }
  for (const [index, branch] of (Array.isArray(anyOf) ? anyOf : []).entries()) {
    if (isJsonObject(branch)) checkNode(branch, [...path, "anyOf", String(index)], subject, param);
  }
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
