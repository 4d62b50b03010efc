import { isObject, MAX_DEPTH, textOf } from "../../../../json-access.ts";
import { Container, type Key, type Leaf } from "./argument-container.ts";
import { parseJSONPath } from "./parse-json-path.ts";

/**
 * Turns the pieces of a call's arguments into JSON text that only grows. A piece is a value at a JSON path, or a part
 * of a string at one:
 *
 * | Piece                                                        | Text it adds        |
 * | ------------------------------------------------------------ | ------------------- |
 * | `{jsonPath: "$.city", stringValue: "Par", willContinue: true}` | `{"city":"Par`    |
 * | `{jsonPath: "$.city", stringValue: "is"}`                      | `is"`             |
 * | `{jsonPath: "$.days[0]", numberValue: 3}`                      | `,"days":[3`      |
 * | the end of the call                                          | `]}`                |
 *
 * Text that was given out cannot be changed. So a piece for an object or array that is already closed repeats the whole
 * argument: if two members have the same name, JSON parsers take the last one.
 */
export class PartialArguments {
  readonly #root = new Container("object");
  /** The containers within the root whose closing bracket is not written, from the outermost. */
  readonly #open: { key: Key; container: Container }[] = [];
  /** The string whose closing quote is not written. */
  #text: { path: string; container: Container; key: Key } | undefined;

  /** Takes one piece and returns the JSON text that it adds. */
  push(piece: unknown): string {
    const path = isObject(piece) ? textOf(piece["jsonPath"]) : undefined;
    if (path === undefined || !isObject(piece)) return "";
    const continues = piece["willContinue"] === true;
    const value = readValue(piece);
    if (this.#text?.path === path && (value === undefined || typeof value === "string")) {
      return this.#append(value ?? "") + (continues ? "" : this.#closeText());
    }
    const keys = parseJSONPath(path);
    if (keys.length === 0 || keys.length > MAX_DEPTH) return "";
    const isEnd = value === undefined || value === "";
    if (isEnd && this.#root.has(keys)) return "";
    if (value !== undefined) return this.#closeText() + this.#write(keys, value, path, continues);
    // A path without a value means that something has ended, or that it is empty.
    if (continues) return "";
    const empty = new Container(path.endsWith("[]") ? "array" : "object");
    return this.#closeText() + this.#write(keys, empty, path, continues);
  }

  /** Whether more of a string was promised. */
  get isWithinText(): boolean {
    return this.#text !== undefined;
  }

  /** The text that closes what is open. */
  end(): string {
    const isEmpty = this.#root.members.size === 0;
    return this.#closeText() + this.#closeTo(0) + (isEmpty ? "" : "}");
  }

  #append(text: string): string {
    if (this.#text === undefined) return "";
    const { container, key } = this.#text;
    container.set(key, text);
    return JSON.stringify(text).slice(1, -1);
  }

  #closeText(): string {
    if (this.#text === undefined) return "";
    this.#text = undefined;
    return '"';
  }

  /** Writes a value at a new place. Containers on the way that are open stay open. */
  #write(keys: readonly Key[], value: Leaf | Container, path: string, continues: boolean): string {
    const parents = keys.slice(0, -1);
    let written = this.#root.members.size === 0 ? this.#root.bracket : "";
    let container = this.#root;
    for (const [depth, step] of parents.entries()) {
      const key = container.keyOf(step);
      const open = this.#open[depth];
      if (open?.key === key) {
        container = open.container;
        continue;
      }
      if (container.members.has(key)) return this.#rewrite(keys, value);
      const inner = Container.for(keys[depth + 1]);
      written += this.#closeTo(depth) + container.begin(key) + inner.bracket;
      container.set(key, inner);
      this.#open.push({ key, container: inner });
      container = inner;
    }
    const key = container.keyOf(keys.at(-1) ?? "");
    if (container.members.has(key)) return this.#rewrite(keys, value);
    written += this.#closeTo(parents.length) + container.begin(key);
    container.set(key, value);
    if (value instanceof Container) {
      this.#open.push({ key, container: value });
      return written + value.bracket;
    }
    const text = JSON.stringify(value);
    if (typeof value !== "string" || !continues) return written + text;
    this.#text = { path, container, key };
    // Without the closing quote.
    return written + text.slice(0, -1);
  }

  /** Sets a value in something that is closed, and writes the whole argument again. */
  #rewrite(keys: readonly Key[], value: Leaf | Container): string {
    let container = this.#root;
    for (const [depth, step] of keys.slice(0, -1).entries()) {
      const key = container.keyOf(step);
      const known = container.members.get(key);
      const inner = known instanceof Container ? known : Container.for(keys[depth + 1]);
      if (inner !== known) container.set(key, inner);
      container = inner;
    }
    container.set(container.keyOf(keys.at(-1) ?? ""), value);
    const name = String(keys[0]);
    const argument = this.#root.members.get(name) ?? null;
    return `${this.#closeTo(0)},${JSON.stringify(name)}:${JSON.stringify(argument)}`;
  }

  #closeTo(depth: number): string {
    let written = "";
    while (this.#open.length > depth) {
      written += this.#open.pop()?.container.isArray === true ? "]" : "}";
    }
    return written;
  }
}

/** The value of a piece. Undefined if it has none. */
function readValue(piece: Record<string, unknown>): Leaf | undefined {
  const { stringValue, numberValue, boolValue } = piece;
  if (typeof stringValue === "string") return stringValue;
  if (typeof numberValue === "number") return numberValue;
  if (typeof boolValue === "boolean") return boolValue;
  return "nullValue" in piece ? null : undefined;
}
