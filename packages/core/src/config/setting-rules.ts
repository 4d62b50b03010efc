import { isObject } from "../json-access.ts";

/** How a valid setting is recognized, and how the error for an invalid one describes it. */
export interface SettingRule {
  /** Completes "must be …". */
  expected: string;
  accepts: (value: unknown) => boolean;
  /** Whether errors never show the value. Default: they show numbers, but not strings. */
  isSecret?: boolean | undefined;
  /** For an object whose members are objects, under names of the user's choice: the rules of each of these. */
  entries?: Readonly<Record<string, SettingRule>> | undefined;
}

/** A rule for every setting of `Settings`. */
export type SettingRules<Settings> = {
  readonly [Name in keyof Settings]-?: SettingRule;
};

const isString = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number =>
  typeof value === "number" && !Number.isNaN(value);
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
const isFunction = (value: unknown): boolean => typeof value === "function";
const isPromise = (value: unknown): boolean => isObject(value) && "then" in value;
const isListOf = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isItem);

/** One of a few words. */
export function oneOf(...words: readonly unknown[]): SettingRule {
  const shown = words.map((word) => JSON.stringify(word));
  const last = shown.pop();
  return {
    expected: shown.length === 0 ? `${last}` : `${shown.join(", ")} or ${last}`,
    accepts: (value) => words.includes(value),
  };
}

/** A list of such words. */
export function listOf(...words: readonly unknown[]): SettingRule {
  return {
    expected: `a list of ${oneOf(...words).expected}`,
    accepts: (value) => isListOf(value, (item) => words.includes(item)),
  };
}

/** A kind of value that a setting may be. */
export type SettingKind =
  | "string"
  | "number"
  | "boolean"
  | "count"
  | "size"
  | "ratio"
  | "positiveOrZero"
  | "share"
  | "integer"
  | "milliseconds"
  | "booleanOrCount"
  | "function"
  | "object"
  | "strings"
  | "objects"
  | "stringsByKey"
  | "numbersByKey"
  | "objectsByKey"
  | "key"
  | "headers"
  | "signal"
  | "budget"
  | "cacheControl"
  | "toolChoice"
  | "speech";

/** The rule of each kind. */
export const settingRules: Readonly<Record<SettingKind, SettingRule>> = {
  string: { expected: "a string", accepts: isString },
  number: { expected: "a number", accepts: isNumber },
  boolean: oneOf(true, false),
  count: { expected: "0 or a whole number above", accepts: isCount },
  size: {
    expected: "1 or a whole number above",
    accepts: (value) => Number.isInteger(value) && Number(value) >= 1,
  },
  ratio: {
    expected: "a number above 0",
    accepts: (value) => isNumber(value) && value > 0,
  },
  positiveOrZero: {
    expected: "0 or a number above",
    accepts: (value) => isNumber(value) && value >= 0,
  },
  share: {
    expected: "a number from 0 to 1",
    accepts: (value) => isNumber(value) && value >= 0 && value <= 1,
  },
  integer: { expected: "a whole number", accepts: Number.isInteger },
  milliseconds: {
    expected: "a number of milliseconds above 0",
    accepts: (value) => isNumber(value) && value > 0,
  },
  booleanOrCount: {
    expected: "true, false, or 0 or a whole number above",
    accepts: (value) => typeof value === "boolean" || isCount(value),
  },
  function: { expected: "a function", accepts: isFunction },
  object: { expected: "an object", accepts: isObject },
  strings: {
    expected: "a list of strings",
    accepts: (value) => isListOf(value, isString),
  },
  objects: {
    expected: "a list of objects",
    accepts: (value) => isListOf(value, isObject),
  },
  stringsByKey: {
    expected: "an object of strings",
    accepts: (value) => isObject(value) && isListOf(Object.values(value), isString),
  },
  numbersByKey: {
    expected: "an object of numbers",
    accepts: (value) => isObject(value) && isListOf(Object.values(value), isNumber),
  },
  objectsByKey: {
    expected: "an object of objects",
    accepts: (value) => isObject(value) && isListOf(Object.values(value), isObject),
  },
  key: {
    isSecret: true,
    expected: "a string, a promise of one, or a function that gives either",
    accepts: (value) => isString(value) || isPromise(value) || isFunction(value),
  },
  headers: {
    expected: "an object of strings, a promise of one, or a function that gives either",
    accepts: (value) =>
      isFunction(value) ||
      isPromise(value) ||
      (isObject(value) &&
        isListOf(Object.values(value), (item) => item === undefined || isString(item))),
  },
  budget: {
    expected:
      "{ maxUSD } with an amount of 0 or above, or what `createBudget` of `@cometapi/core/money` gives",
    accepts: (value) => isObject(value) && isNumber(value["maxUSD"]) && value["maxUSD"] >= 0,
  },
  // Test environments and polyfills have an `AbortSignal` of their own.
  signal: {
    expected: "an AbortSignal",
    accepts: (value) => isObject(value) && "aborted" in value && "addEventListener" in value,
  },
  cacheControl: {
    expected: '{ type: "ephemeral" }, with ttl "5m" or "1h" if any',
    accepts: (value) =>
      isObject(value) &&
      value["type"] === "ephemeral" &&
      [undefined, "5m", "1h"].some((ttl) => ttl === value["ttl"]),
  },
  toolChoice: {
    expected: '"auto", "none", "required" or { toolName }',
    accepts: (value) =>
      ["auto", "none", "required"].some((word) => word === value) ||
      (isObject(value) && isString(value["toolName"])),
  },
  speech: {
    expected: "{ voice, format }, both strings",
    accepts: (value) => isObject(value) && isString(value["voice"]) && isString(value["format"]),
  },
};

/** The members of an object that a table of rules names. Only those that are set. */
export function pickSettings<Settings extends object>(
  rules: SettingRules<Settings>,
  given: Readonly<Settings>,
): Partial<Settings> {
  const picked: Partial<Settings> = {};
  for (const name in rules) if (given[name] !== undefined) picked[name] = given[name];
  return picked;
}

/** The rules without those of some settings, for a class that does not take them. */
export function omitRules<Settings, Name extends keyof Settings>(
  rules: SettingRules<Settings>,
  names: readonly Name[],
): Omit<SettingRules<Settings>, Name>;
export function omitRules(
  rules: Readonly<Record<string, SettingRule>>,
  names: readonly string[],
): object {
  return Object.fromEntries(Object.entries(rules).filter(([name]) => !names.includes(name)));
}
