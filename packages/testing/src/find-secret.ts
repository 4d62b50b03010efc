import { inspect } from "node:util";

/** A piece of a secret of this length or longer is a leak. Shorter pieces occur by chance. */
const leakLength = 6;

/**
 * The longest pieces of `secret` that `value` reveals. Searched are its JSON, its inspection with hidden
 * properties, and at any depth its message, stack, causes and other properties. Empty when nothing leaks.
 */
export function findSecret(value: unknown, secret: string): string[] {
  const texts = [
    inspect(value, { depth: 20, showHidden: true, maxStringLength: null, breakLength: 120 }),
  ];
  collectTexts(value, texts, new Set());
  const isReadable = (piece: string): boolean => texts.some((text) => text.includes(piece));
  const leaks: string[] = [];
  for (let start = 0; start + leakLength <= secret.length; start += 1) {
    let end = start + leakLength;
    if (!isReadable(secret.slice(start, end))) continue;
    while (end < secret.length && isReadable(secret.slice(start, end + 1))) end += 1;
    leaks.push(secret.slice(start, end));
    start = end - 1;
  }
  return leaks;
}

function collectTexts(value: unknown, texts: string[], seen: Set<object>): void {
  if (typeof value === "string") texts.push(value);
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  texts.push(toJSONText(value));
  for (const owner of [value, Object.getPrototypeOf(value)]) {
    for (const name of owner === null ? [] : Reflect.ownKeys(owner)) {
      texts.push(String(name));
      collectTexts(readProperty(value, name), texts, seen);
    }
  }
  if (value instanceof Map || value instanceof Set || value instanceof Headers) {
    for (const entry of value) collectTexts(entry, texts, seen);
  }
}

function toJSONText(value: object): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}

function readProperty(value: object, name: PropertyKey): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    return undefined;
  }
}
