import type { AnswerEcho } from "./answer.ts";

/** A member of something that may be no object. */
export function readField(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** A text member. Undefined when it is anything else. */
export function readText(value: unknown, name: string): string | undefined {
  const text = readField(value, name);
  return typeof text === "string" ? text : undefined;
}

/** A number. Undefined when it is anything else. */
export function readNumber(value: unknown, name: string): number | undefined {
  const number = readField(value, name);
  return typeof number === "number" ? number : undefined;
}

/** A list. Empty when it is anything else. */
export function readList(value: unknown, name: string): unknown[] {
  const list = readField(value, name);
  return Array.isArray(list) ? list : [];
}

/** An echo. Undefined when it is anything else. */
export function readEcho(value: unknown, name: string): AnswerEcho | undefined {
  const echo = readField(value, name);
  const api = readText(echo, "api");
  return api === undefined ? undefined : { api, data: readField(echo, "data") };
}
