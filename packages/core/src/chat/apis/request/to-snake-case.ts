import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";

/**
 * A value with the names of its members, at every depth, in snake_case, as most APIs spell them.
 *
 * @param opaque Members (by their camelCase name) whose own members are not names of the API's but
 * the user's: they stay as they are.
 */
export function toSnakeCase(value: JSONObject, opaque?: ReadonlySet<string>): JSONObject;
export function toSnakeCase(value: JSONValue, opaque?: ReadonlySet<string>): JSONValue;
export function toSnakeCase(value: JSONValue, opaque?: ReadonlySet<string>): JSONValue {
  return renameMembers(value, toSnakeCaseName, opaque);
}

/** The other way round: names in camelCase. `opaque` holds names in snake_case. */
export function toCamelCase(value: JSONObject, opaque?: ReadonlySet<string>): JSONObject;
export function toCamelCase(value: JSONValue, opaque?: ReadonlySet<string>): JSONValue;
export function toCamelCase(value: JSONValue, opaque?: ReadonlySet<string>): JSONValue {
  return renameMembers(value, toCamelCaseName, opaque);
}

/** `maxToolCalls` as `max_tool_calls`. */
export function toSnakeCaseName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `max_tool_calls` as `maxToolCalls`. */
export function toCamelCaseName(name: string): string {
  return name.replaceAll(/(?<=[a-z\d])_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

function renameMembers(
  value: JSONValue,
  rename: (name: string) => string,
  opaque: ReadonlySet<string> | undefined,
): JSONValue {
  if (Array.isArray(value)) return value.map((entry) => renameMembers(entry, rename, opaque));
  if (!isJSONObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (member === undefined) return [];
      const isOpaque = opaque?.has(name) === true;
      return [[rename(name), isOpaque ? member : renameMembers(member, rename, opaque)]];
    }),
  );
}
