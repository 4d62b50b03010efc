import { isJsonObject, type JsonObject } from "./conversation.ts";

/**
 * Follows `$ref`, merges `allOf`, takes the first branch of `anyOf` and `oneOf` that is not null. With `isEnding` it
 * takes null if that is among the branches, else the last one: the first one has not led to an end.
 */
export function resolveSchema(
  schema: JsonObject,
  root: JsonObject,
  isEnding = false,
  hops = 0,
): JsonObject {
  if (hops > 16) return {};
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const target = reference
      .replace(/^#\/?/u, "")
      .split("/")
      .filter((step) => step !== "")
      .reduce<unknown>((node, step) => (isJsonObject(node) ? node[step] : undefined), root);
    return isJsonObject(target) ? resolveSchema(target, root, isEnding, hops + 1) : {};
  }
  if (Array.isArray(schema["allOf"])) {
    const merged: JsonObject = { ...schema };
    delete merged["allOf"];
    for (const part of schema["allOf"].filter(isJsonObject)) {
      const resolved = resolveSchema(part, root, isEnding, hops + 1);
      const properties = { ...asObject(merged["properties"]), ...asObject(resolved["properties"]) };
      const required = [...asArray(merged["required"]), ...asArray(resolved["required"])];
      Object.assign(merged, resolved, { properties, required });
    }
    return merged;
  }
  const branches = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(branches)) {
    const candidates = branches.filter(isJsonObject);
    const isNull = (candidate: JsonObject): boolean => typeOf(candidate) === "null";
    const branch = isEnding
      ? (candidates.find((candidate) => isNull(candidate)) ?? candidates.at(-1))
      : (candidates.find((candidate) => !isNull(candidate)) ?? candidates[0]);
    return branch === undefined ? {} : resolveSchema(branch, root, isEnding, hops + 1);
  }
  return schema;
}

/** The schema's type in lower case, as Gemini spells types in capitals; inferred when it is not said. */
export function typeOf(schema: JsonObject): string {
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
