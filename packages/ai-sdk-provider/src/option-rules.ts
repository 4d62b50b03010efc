import type { CacheControl, Echo, JSONObject } from "@cometapi/core";
import type { OptionRule } from "./provider-options.ts";

export const aString: OptionRule<string> = {
  expected: "a string",
  accepts: (value) => typeof value === "string",
};

export const aNumber: OptionRule<number> = {
  expected: "a number",
  accepts: (value) => typeof value === "number",
};

export const aBoolean: OptionRule<boolean> = {
  expected: "true or false",
  accepts: (value) => typeof value === "boolean",
};

export const aBooleanOrNumber: OptionRule<boolean | number> = {
  expected: "true, false or a number",
  accepts: (value) => typeof value === "boolean" || typeof value === "number",
};

export const strings: OptionRule<string[]> = {
  expected: "a list of strings",
  accepts: (value): value is string[] =>
    Array.isArray(value) && value.every((item) => typeof item === "string"),
};

export const anObject: OptionRule<JSONObject> = {
  expected: "an object",
  accepts: isObject,
};

export const anEcho: OptionRule<Echo> = {
  expected: "what this provider wrote there",
  accepts: (value): value is Echo & JSONObject =>
    isObject(value) && typeof value["api"] === "string" && isObject(value["data"]),
};

export const numbersByKey: OptionRule<Record<string, number>> = {
  expected: "an object of numbers",
  accepts: (value): value is Record<string, number> =>
    isObject(value) && Object.values(value).every((item) => typeof item === "number"),
};

export const cacheControl: OptionRule<CacheControl> = {
  expected: '{ type: "ephemeral" }, with ttl "5m" or "1h" if any',
  accepts: (value): value is CacheControl =>
    isObject(value) &&
    value["type"] === "ephemeral" &&
    (value["ttl"] === undefined || value["ttl"] === "5m" || value["ttl"] === "1h"),
};

/** Options come from the AI SDK as JSON; what is not null and not a list is an object of JSON. */
function isObject(value: unknown): value is JSONObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
