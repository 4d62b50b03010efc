import { isJsonObject, type JsonObject } from "./conversation.ts";
import { extractQuestion } from "./find-question.ts";
import type { WrittenValue } from "./find-written-values.ts";
import { rankPassages } from "./rank-passages.ts";

/**
 * The schema of an example, with an enum where the prompt offers a choice: of numbered choices, the best first, or of
 * tools by their names.
 */
export function fitChoices(
  schema: JsonObject,
  text: string,
  values: readonly WrittenValue[],
): JsonObject {
  const item = isJsonObject(schema["items"]) ? schema["items"] : schema;
  const properties = isJsonObject(item["properties"]) ? item["properties"] : {};
  const numbers = "choice" in properties ? rankNumbered(text) : [];
  const key = Object.keys(properties).find((name) => /^tool(?:[_ ]?name)?$/iu.test(name));
  const tools = key === undefined ? [] : listTools(values);
  if (numbers.length === 0 && tools.length === 0) return schema;
  const fitted = {
    ...item,
    properties: {
      ...properties,
      ...(numbers.length === 0 ? {} : { choice: { enum: numbers } }),
      ...(key === undefined || tools.length === 0 ? {} : { [key]: { enum: tools } }),
    },
  };
  if (item === schema) return fitted;
  const isSingle = /\breturn the choice\b/iu.test(text);
  const count = isSingle ? 1 : Math.max(numbers.length, tools.length);
  return { ...schema, items: fitted, minItems: count, maxItems: count };
}

/** The numbers of the choices that share a word with the question, best first; the first choice if none does. */
function rankNumbered(text: string): number[] {
  const listed = [...text.matchAll(/\((?<number>\d+)\)\s+(?<choice>[^(\n]+)/gu)].map((match) => ({
    number: Number(match.groups?.["number"]),
    passage: {
      text: match.groups?.["choice"] ?? "",
      origin: "document" as const,
      documentIndex: Number(match.groups?.["number"]),
    },
  }));
  const ranked = rankPassages(
    extractQuestion(text),
    listed.map(({ passage }) => passage),
  );
  const best = ranked.map(({ passage }) => passage.documentIndex);
  return best.length > 0 ? best : listed.slice(0, 1).map(({ number }) => number);
}

/** The names in the last object of a prompt that maps names to descriptions. */
function listTools(values: readonly WrittenValue[]): string[] {
  const described = values.findLast(
    ({ value }) =>
      isJsonObject(value) && Object.values(value).every((entry) => typeof entry === "string"),
  );
  return isJsonObject(described?.value) ? Object.keys(described.value) : [];
}
