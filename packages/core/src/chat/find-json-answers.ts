import { isObject, parseJSON } from "../json-access.ts";

/**
 * The JSON values that may be the answer in a text, the likeliest first. Where no schema is enforced, models
 * put a fence or words around the JSON, or put it into an object with one member. Empty for a text without
 * JSON.
 */
export function findJSONAnswers(text: string): unknown[] {
  for (const candidate of [text, insideFence(text), insideBrackets(text)]) {
    const value = candidate === undefined ? undefined : parseJSON(candidate);
    if (value !== undefined) return [value, ...unwrap(value)];
  }
  return [];
}

const FENCE = "```";

function insideFence(text: string): string | undefined {
  const start = text.indexOf(FENCE);
  const line = text.indexOf("\n", start);
  const end = text.indexOf(FENCE, line);
  return start === -1 || line === -1 || end === -1 ? undefined : text.slice(line, end);
}

/** From the first bracket to the last of its kind. */
function insideBrackets(text: string): string | undefined {
  const start = text.search(/[[{]/);
  if (start === -1) return undefined;
  const end = text.lastIndexOf(text[start] === "{" ? "}" : "]");
  return end < start ? undefined : text.slice(start, end + 1);
}

function unwrap(value: unknown): unknown[] {
  const members = isObject(value) ? Object.values(value) : [];
  return members.length === 1 ? members : [];
}
