import { isJsonObject, type Conversation, type JsonObject } from "./conversation.ts";

const maximumSearched = 50_000;

/**
 * The schema that the words of a conversation ask for, where the format of the request does not: frameworks write
 * it into the prompt for models without structured output, and people name the keys they want.
 */
export function findWantedSchema({
  turns,
  outputFormat,
}: Pick<Conversation, "turns" | "outputFormat">): JsonObject | undefined {
  if (outputFormat.kind === "schema") return outputFormat.schema;
  const asking = turns.filter((turn) => turn.role === "system" || turn.role === "user");
  const text = asking.map((turn) => turn.text.slice(0, maximumSearched)).join("\n");
  if (outputFormat.kind === "text" && !/json schema/iu.test(text)) return undefined;
  const written = findWrittenSchema(text);
  if (written !== undefined || outputFormat.kind === "text") return written;
  const keys = findNamedKeys(text);
  if (keys.length === 0) return undefined;
  return {
    type: "object",
    properties: Object.fromEntries(keys.map((key) => [key, { type: "string" }])),
    required: keys,
  };
}

/** The last object in a text that reads as JSON and looks like a schema. */
function findWrittenSchema(text: string): JsonObject | undefined {
  let found: JsonObject | undefined;
  let start = text.indexOf("{");
  while (start >= 0) {
    const end = findObjectEnd(text, start);
    const value = end === undefined ? undefined : parseObject(text.slice(start, end));
    if (value !== undefined && isJsonObject(value["properties"])) found = value;
    start = text.indexOf("{", value === undefined || end === undefined ? start + 1 : end);
    // An object that never ends leaves nothing to be found behind it but its own parts.
    if (end === undefined) break;
  }
  return found;
}

/** Where the object that begins here ends, with brackets inside strings left out of account. */
function findObjectEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let isInString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === "\\") index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
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
