import type { JsonObject } from "./conversation.ts";
import { escapePattern } from "./escape-pattern.ts";
import type { FilledValue, FillPosition, FillSource } from "./fill-source.ts";

// The number for a property of this name, when the text has none.
const usualNumbers: readonly (readonly [RegExp, number])[] = [
  [/age/iu, 36],
  [/year/iu, 2026],
  [/confidence|probability|similarity/iu, 0.9],
  [/rating|stars/iu, 4],
  [/score/iu, 8],
  [/price|cost|amount|total/iu, 20],
  [/minute|duration/iu, 30],
  [/temperature/iu, 21],
  [/percent/iu, 50],
  [/limit|top|count|number|quantity|servings|days|nights/iu, 3],
];

/** Fills a number: the one the text puts beside the property's name, else the next unused one, else a usual one. */
export function fillNumber(
  schema: JsonObject,
  { request, facts }: FillSource,
  { key, ordinal, usedNumbers }: FillPosition,
): FilledValue {
  const isInteger = schema["type"] === "integer" || schema["type"] === "INTEGER";
  const candidates = facts.numbers.filter((number) => !isInteger || Number.isInteger(number));
  const beside = findBeside(request, key);
  const named = beside !== undefined && candidates.includes(beside) ? beside : undefined;
  const found = named ?? candidates.find((_number, index) => !usedNumbers.has(index));
  if (found !== undefined) {
    usedNumbers.add(candidates.indexOf(found));
    const value = fitRange(found, schema, isInteger);
    return { value, isEvident: value === found };
  }
  if (typeof schema["default"] === "number") return { value: schema["default"], isEvident: false };
  const usual = usualNumbers.find(([pattern]) => pattern.test(key))?.[1] ?? 1;
  return { value: fitRange(usual + ordinal, schema, isInteger), isEvident: false };
}

function findBeside(request: string, key: string): number | undefined {
  const words = key
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .split(/[\s_-]+/u)
    .filter((word) => word.length > 2);
  if (/age/iu.test(key)) words.push("years old", "years", "aged", "year-old");
  for (const word of words) {
    const stem = escapePattern(word.replace(/s$/iu, ""));
    const match =
      new RegExp(`(-?\\d+(?:\\.\\d+)?)[\\s-]*${stem}`, "iu").exec(request) ??
      new RegExp(`${stem}\\p{L}*\\D{0,12}?(-?\\d+(?:\\.\\d+)?)`, "iu").exec(request);
    if (match?.[1] !== undefined) return Number(match[1]);
  }
  return undefined;
}

function fitRange(number: number, schema: JsonObject, isInteger: boolean): number {
  const bound = (name: string): number | undefined =>
    typeof schema[name] === "number" ? schema[name] : undefined;
  const step = bound("multipleOf");
  const unit = isInteger ? 1 : 0.001;
  const exclusiveMinimum = bound("exclusiveMinimum");
  const exclusiveMaximum = bound("exclusiveMaximum");
  const minimum =
    bound("minimum") ?? (exclusiveMinimum === undefined ? -Infinity : exclusiveMinimum + unit);
  const maximum =
    bound("maximum") ?? (exclusiveMaximum === undefined ? Infinity : exclusiveMaximum - unit);
  const value = Math.min(Math.max(isInteger ? Math.round(number) : number, minimum), maximum);
  if (step === undefined || step <= 0) return value;
  const lower = Math.floor(value / step) * step;
  return lower < minimum ? lower + step : lower;
}
