import { isJsonObject, type Conversation, type JsonObject } from "./conversation.ts";
import { fitChoices } from "./fit-choices.ts";
import { inferSchema } from "./infer-schema.ts";
import { findWrittenValues, type WrittenValue } from "./find-written-values.ts";

/** The form that a conversation wants its answer in. */
export type WantedForm =
  | { kind: "json"; schema: JsonObject }
  /** Items in one line or in several, behind a label where the prompt shows one. */
  | { kind: "list"; label: string; style: "commas" | "lines" | "numbers" }
  | { kind: "choice"; options: readonly string[] }
  /** A number in a line of its own, its reasons in the next. */
  | { kind: "score"; minimum: number; maximum: number };

const maximumSearched = 50_000;

/**
 * The form that the format of a request asks for, or its words where the format does not: frameworks write schemas,
 * examples and lists of choices into prompts for models without structured output, and people name the keys they want.
 */
export function findWantedForm({
  turns,
  outputFormat,
}: Pick<Conversation, "turns" | "outputFormat">): WantedForm | undefined {
  if (outputFormat.kind === "schema") return { kind: "json", schema: outputFormat.schema };
  const asking = turns.filter((turn) => turn.role === "system" || turn.role === "user");
  const text = asking.map((turn) => turn.text.slice(0, maximumSearched)).join("\n");
  if (outputFormat.kind === "json" || asksForJSON(text)) {
    const schema = findSchema(text);
    if (schema !== undefined) return { kind: "json", schema };
  }
  return outputFormat.kind === "text" ? findPlainForm(text) : undefined;
}

function asksForJSON(text: string): boolean {
  return /\bjson schema\b|<output>|\b(?:respond|reply|answer|return|output|format(?:ted)?|snippet)\b[^.\n]{0,80}\bjson\b/iu.test(
    text,
  );
}

/** A schema, an example or the names of keys, whichever says most. */
function findSchema(text: string): JsonObject | undefined {
  const values = findWrittenValues(text);
  const schema = values.findLast(({ value }) => isJsonObject(value) && isSchema(value))?.value;
  if (isJsonObject(schema)) return schema;
  const example = values.findLast((written) => isExample(written));
  if (example !== undefined) return fitChoices(inferSchema(example.value), text, values);
  const keys = findNamedKeys(text);
  if (keys.length === 0) return undefined;
  return {
    type: "object",
    properties: Object.fromEntries(keys.map((key) => [key, { type: "string" }])),
    required: keys,
  };
}

function isSchema(value: JsonObject): boolean {
  return isJsonObject(value["properties"]);
}

/** Whether the text before a value says that the value is an example of the answer. */
function isExample({ before }: WrittenValue): boolean {
  return /<output>[^<{[]{0,20}$|\b(?:outputs?|examples?|looks? like|like this|as follows|form(?:at(?:ted)?)?)\b[^{}[\]<]{0,60}$/iu.test(
    before,
  );
}

/** `with the keys "name" and "age"`, `fields: name, age`. */
function findNamedKeys(text: string): string[] {
  const list = /\b(?:keys?|fields?|properties)\b[\s:]*(?<list>[^.\n]{1,200})/iu.exec(text)
    ?.groups?.["list"];
  const quoted = [...(list ?? "").matchAll(/["'`](?<key>\w+)["'`]/gu)];
  const words = quoted.length > 0 ? quoted : [...(list ?? "").matchAll(/(?<key>\b[a-z_]\w*)/giu)];
  const keys = words.map((match) => match.groups?.["key"] ?? "");
  return [...new Set(keys)].filter(
    (key) => !/^(?:and|or|the|with|are|is|a|an|of|for)$/iu.test(key),
  );
}

/** The forms other than JSON. */
function findPlainForm(text: string): WantedForm | undefined {
  const label = /['"](?<label>[A-Z]{3,}): <\w+>['"]/u.exec(text)?.groups?.["label"] ?? "";
  if (/\bcomma[- ]separated\b/iu.test(text)) return { kind: "list", label, style: "commas" };
  if (label !== "") return { kind: "list", label, style: "lines" };
  if (/\bnumbered list\b/iu.test(text)) return { kind: "list", label, style: "numbers" };
  if (/\bYES or NO\b|\bYES ?\/ ?NO\b/u.test(text)) {
    return { kind: "choice", options: ["YES", "NO"] };
  }
  const score = /\bsingle score\b[\s\S]*\bbetween (?<minimum>\d+) and (?<maximum>\d+)\b/iu.exec(
    text,
  )?.groups;
  if (score === undefined) return undefined;
  return {
    kind: "score",
    minimum: Number(score["minimum"]),
    maximum: Number(score["maximum"]),
  };
}
