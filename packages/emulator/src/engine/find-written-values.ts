/** A JSON value that stands in a text. */
export interface WrittenValue {
  value: unknown;
  /** The end of the text before it. */
  before: string;
}

const contextLength = 120;

// Brackets that do not hold JSON are tried one by one, so their number is limited.
const maximumTries = 100;

/** The objects and lists in a text, in order. Those within another one are not listed. */
export function findWrittenValues(text: string): WrittenValue[] {
  const values: WrittenValue[] = [];
  let start = findOpening(text, 0);
  for (let tries = 0; start >= 0 && tries < maximumTries; tries += 1) {
    const end = findEnd(text, start);
    // A value that never ends: only its own parts can follow.
    if (end === undefined) break;
    const value = parseLeniently(text.slice(start, end));
    if (value !== undefined) {
      values.push({ value, before: text.slice(Math.max(0, start - contextLength), start) });
    }
    start = findOpening(text, value === undefined ? start + 1 : end);
  }
  return values;
}

function findOpening(text: string, from: number): number {
  const found = /[[{]/u.exec(text.slice(from));
  return found === null ? -1 : from + found.index;
}

/** Where the value that begins here ends. Brackets within strings do not count. */
function findEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let isInString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === "\\") index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}

/** The value of a JSON text, which may be an example with comments, dots for more, and types in place of values. */
function parseLeniently(text: string): unknown {
  const plain = text
    .replaceAll(/(?<!:)\/\/[^\n]*/gu, "")
    .replaceAll(/\.{3}/gu, "")
    .replaceAll(/\barray(?=\s*\[)/gu, "")
    .replaceAll(/(?<=[:[,]\s*)(?:string|str|text)\b/gu, '""')
    .replaceAll(/(?<=[:[,]\s*)(?:number|float|integer|int)\b/gu, "0")
    .replaceAll(/(?<=[:[,]\s*)(?:boolean|bool)\b/gu, "true")
    .replaceAll(/,(?=\s*[}\]])/gu, "");
  for (const candidate of [text, plain]) {
    try {
      const value: unknown = JSON.parse(candidate);
      return value;
    } catch {
      // Not JSON in this form; the next one is tried.
    }
  }
  // LangChain separates the members of its example by line feeds alone.
  try {
    const value: unknown = JSON.parse(plain.replaceAll(/(?<=["\d}\]e])\s*\n(?=\s*["{[])/gu, ",\n"));
    return value;
  } catch {
    return undefined;
  }
}
