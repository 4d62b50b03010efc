import type { AnswerEcho } from "./answer.ts";

/** A member of a value. Undefined when the value is not an object. */
export function readField(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** A member that is a text. Undefined when it is anything else. */
export function readText(value: unknown, name: string): string | undefined {
  const text = readField(value, name);
  return typeof text === "string" ? text : undefined;
}

/** A member that is a number. Undefined when it is anything else. */
export function readNumber(value: unknown, name: string): number | undefined {
  const number = readField(value, name);
  return typeof number === "number" ? number : undefined;
}

/** A member that is a list. Empty when it is anything else. */
export function readList(value: unknown, name: string): unknown[] {
  const list = readField(value, name);
  return Array.isArray(list) ? list : [];
}

/** A member that is an echo. Undefined when it is anything else. */
export function readEcho(value: unknown, name: string): AnswerEcho | undefined {
  const echo = readField(value, name);
  const api = readText(echo, "api");
  return api === undefined ? undefined : { api, data: readField(echo, "data") };
}
