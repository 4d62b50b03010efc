import { isObject } from "../json-access.ts";
import type { JSONObject } from "../json.ts";
import { findJSONAnswers } from "./find-json-answers.ts";

/**
 * Reads the JSON out of an answer that comes in pieces. Where no schema is enforced, models put a fence or
 * words around the JSON, or put it into an object with one member. JSON that begins as the schema says is
 * handed on as it comes, up to its last bracket. Anything else is held until the end. A text without JSON
 * is handed on unchanged.
 */
export class JSONAnswerReader {
  readonly #schema: Readonly<JSONObject>;
  /** The text held back so far. Undefined once the JSON has begun. */
  #held: string | undefined = "";
  #depth = 0;
  #isInText = false;
  #isEscaped = false;

  /** @param schema The schema of the answer. Default: JSON of every form. */
  constructor(schema: Readonly<JSONObject> = {}) {
    this.#schema = schema;
  }

  /** Takes the next piece, and gives what may be shown. */
  push(piece: string): string {
    if (this.#held === undefined) return this.#take(piece);
    this.#held += piece;
    const start = findStart(this.#held, this.#schema);
    if (start === undefined) return "";
    const json = this.#held.slice(start);
    this.#held = undefined;
    return this.#take(json);
  }

  /** Gives what is still held back, when the answer has ended. */
  end(): string {
    const text = this.#held ?? "";
    this.#held = "";
    const answers = findJSONAnswers(text).filter((value) => typeof value === "object");
    const answer = answers.find((value) => isOfForm(value, this.#schema)) ?? answers[0];
    if (answer !== undefined) return JSON.stringify(answer);
    return text.replace(OPENING_FENCE, "");
  }

  /** The part of a piece that still belongs to the value that has begun. */
  #take(piece: string): string {
    if (this.#depth < 0) return "";
    for (let index = 0; index < piece.length; index += 1) {
      if (this.#isEndOfValue(piece.charAt(index))) return piece.slice(0, index + 1);
    }
    return piece;
  }

  #isEndOfValue(character: string): boolean {
    if (this.#isInText) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (character === "\\") this.#isEscaped = true;
      else if (character === '"') this.#isInText = false;
    } else if (character === '"') this.#isInText = true;
    else if (character === "{" || character === "[") this.#depth += 1;
    else if (character === "}" || character === "]") {
      this.#depth -= 1;
      // The value is over. No later bracket can bring the depth back to 0.
      if (this.#depth === 0) this.#depth = -Infinity;
    }
    return this.#depth < 0;
  }
}

const OPENING_FENCE = /^\s*```[^\n]*\n\s*(?=[{[])/;

const FIRST_NAME = /^\{\s*"((?:[^"\\]|\\.)*)"/;

/** Where JSON as the schema says begins in a text. Undefined while that is not known, or where there is none. */
function findStart(text: string, { type, properties }: Readonly<JSONObject>): number | undefined {
  const fence = OPENING_FENCE.exec(text)?.[0] ?? /^\s*/.exec(text)?.[0] ?? "";
  const json = text.slice(fence.length);
  const isList = json.startsWith("[");
  if (!isList && !json.startsWith("{")) return undefined;
  if (isList) return type === "object" ? undefined : fence.length;
  if (type === "array") return undefined;
  if (!isObject(properties)) return fence.length;
  const name = FIRST_NAME.exec(json)?.[1];
  return name !== undefined && Object.hasOwn(properties, name) ? fence.length : undefined;
}

function isOfForm(value: unknown, { type, required }: Readonly<JSONObject>): boolean {
  if (type === "array") return Array.isArray(value);
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  return isObject(value) && names.every((name) => typeof name === "string" && name in value);
}
