import {
  type CacheControl,
  type Echo,
  type JSONObject,
  parseEcho,
  parseVendorBlock,
  type VendorBlockPart,
} from "@cometapi/core";
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
  accepts: (value): value is Echo => parseEcho(value) !== undefined,
};

export const aVendorBlock: OptionRule<Omit<VendorBlockPart, "type">> = {
  expected: "what this provider wrote there",
  accepts: (value): value is Omit<VendorBlockPart, "type"> => parseVendorBlock(value) !== undefined,
};

export const objects: OptionRule<JSONObject[]> = {
  expected: "a list of objects",
  accepts: (value): value is JSONObject[] => Array.isArray(value) && value.every(isObject),
};

/** One of a few words. */
export function oneOf<Word extends string>(...words: readonly Word[]): OptionRule<Word> {
  return {
    expected: `one of ${words.map((word) => `"${word}"`).join(", ")}`,
    accepts: (value): value is Word => words.some((word) => word === value),
  };
}

export const stringsByKey: OptionRule<Record<string, string>> = {
  expected: "an object of strings",
  accepts: (value): value is Record<string, string> =>
    isObject(value) && Object.values(value).every((item) => typeof item === "string"),
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
