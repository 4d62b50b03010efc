import { isObject, MAX_DEPTH, textOf } from "../../../../json-access.ts";

type Leaf = string | number | boolean | null;
type Key = string | number;

/**
 * Turns the pieces of a call's arguments into JSON text that only grows. A piece is a value at a JSON path, or a part
 * of a string at one.
 *
 * Text that was given out cannot be changed. So a piece for an object or array that is already closed repeats the whole
 * argument: if two members have the same name, JSON parsers take the last one.
 */
export class PartialArguments {
  readonly #root = new Container("object");
  /** The containers whose closing bracket is not written, from the outermost. */
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
    if (keys.length > MAX_DEPTH) return "";
    const isEnd = value === undefined || value === "";
    if (isEnd && this.#root.has(keys)) return "";
    if (value !== undefined) return this.#closeText() + this.#write(keys, value, path, continues);
    // A path without a value means that something has ended, or that it is empty.
    if (continues) return "";
    const empty = new Container(path.endsWith("[]") ? "array" : "object");
    return this.#closeText() + this.#write(keys, empty, path, continues);
  }

  /** The text that closes what is open. */
  end(): string {
    return this.#closeText() + this.#closeTo(0);
  }

  #append(text: string): string {
    if (this.#text === undefined) return "";
    const { container, key } = this.#text;
    container.set(key, text);
    return escape(text);
  }

  #closeText(): string {
    if (this.#text === undefined) return "";
    this.#text = undefined;
    return '"';
  }

  #write(keys: readonly Key[], value: Leaf | Container, path: string, continues: boolean): string {
    const steps = [...keys];
    const leaf = steps.pop();
    if (leaf === undefined) return "";
    let written = "";
    if (this.#open.length === 0) {
      this.#open.push({ key: "", container: this.#root });
      written = "{";
    }
    let container = this.#root;
    let depth = 1;
    for (const [index, step] of steps.entries()) {
      const key = container.keyOf(step);
      const open = this.#open[depth];
      if (open !== undefined && open.key === key) {
        container = open.container;
        depth += 1;
        continue;
      }
      if (container.members.has(key)) return written + this.#rewrite(keys, value);
      const inner = Container.for(steps[index + 1] ?? leaf);
      written += this.#closeTo(depth) + container.begin(key) + inner.bracket;
      container.set(key, inner);
      this.#open.push({ key, container: inner });
      container = inner;
      depth += 1;
    }
    const key = container.keyOf(leaf);
    if (container.members.has(key)) return written + this.#rewrite(keys, value);
    written += this.#closeTo(depth) + container.begin(key);
    container.set(key, value);
    if (value instanceof Container) {
      this.#open.push({ key, container: value });
      return written + value.bracket;
    }
    if (typeof value !== "string" || !continues) return written + JSON.stringify(value);
    this.#text = { path, container, key };
    return `${written}"${escape(value)}`;
  }

  /** Sets a value in something that is closed, and writes the whole argument again. */
  #rewrite(keys: readonly Key[], value: Leaf | Container): string {
    let container = this.#root;
    const [first = ""] = keys;
    for (const [index, step] of keys.slice(0, -1).entries()) {
      const known = container.members.get(container.keyOf(step));
      const inner = known instanceof Container ? known : Container.for(keys[index + 1]);
      if (inner !== known) container.set(container.keyOf(step), inner);
      container = inner;
    }
    container.set(container.keyOf(keys.at(-1) ?? ""), value);
    const argument = this.#root.members.get(first) ?? null;
    return `${this.#closeTo(1)},${JSON.stringify(first)}:${toJSONText(argument)}`;
  }

  #closeTo(depth: number): string {
    let written = "";
    while (this.#open.length > depth) {
      written += this.#open.pop()?.container.isArray === true ? "]" : "}";
    }
    return written;
  }
}

/** An object or an array of arguments. */
class Container {
  readonly isArray: boolean;
  readonly members = new Map<Key, Leaf | Container>();

  constructor(kind: "object" | "array") {
    this.isArray = kind === "array";
  }

  /** An empty container in which a key can stand: an array for an index, an object for a name. */
  static for(key: Key | undefined): Container {
    return new Container(typeof key === "number" ? "array" : "object");
  }

  get bracket(): string {
    return this.isArray ? "[" : "{";
  }

  /** The key of a member. An index beyond the end of an array means its next entry. */
  keyOf(step: Key): Key {
    return this.isArray ? Math.min(Number(step) || 0, this.members.size) : String(step);
  }

  /** The text before the value of a new member. */
  begin(key: Key): string {
    const comma = this.members.size === 0 ? "" : ",";
    return this.isArray ? comma : `${comma}${JSON.stringify(String(key))}:`;
  }

  /** Sets a member. A string is added to the string that is there. */
  set(key: Key, value: Leaf | Container): void {
    const known = this.members.get(key);
    const isContinued = typeof known === "string" && typeof value === "string";
    this.members.set(key, isContinued ? known + value : value);
  }

  has(keys: readonly Key[]): boolean {
    const [first, ...rest] = keys;
    if (first === undefined) return true;
    if (this.isArray && Number(first) >= this.members.size) return false;
    const member = this.members.get(this.keyOf(first));
    return member instanceof Container ? member.has(rest) : member !== undefined;
  }
}

function toJSONText(value: Leaf | Container): string {
  if (!(value instanceof Container)) return JSON.stringify(value);
  const members = Array.from(value.members, ([key, member]) =>
    value.isArray ? toJSONText(member) : `${JSON.stringify(String(key))}:${toJSONText(member)}`,
  );
  return value.isArray ? `[${members.join(",")}]` : `{${members.join(",")}}`;
}

/** The value of a piece. Undefined if it has none. */
function readValue(piece: Record<string, unknown>): Leaf | undefined {
  const { stringValue, numberValue, boolValue } = piece;
  if (typeof stringValue === "string") return stringValue;
  if (typeof numberValue === "number") return numberValue;
  if (typeof boolValue === "boolean") return boolValue;
  return "nullValue" in piece ? null : undefined;
}

/** A string as it is written within quotes. */
function escape(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/**
 * The steps of a JSON path as Google writes them (RFC 9535, names and indexes only):
 * `$.items[0]['a b']` is `["items", 0, "a b"]`.
 */
export function parseJSONPath(path: string): (string | number)[] {
  return Array.from(path.replace(/^\$/, "").matchAll(STEP), ({ groups }) => {
    const { index, quoted, name } = groups ?? {};
    return index === undefined ? (quoted ?? name ?? "") : Number(index);
  });
}

const STEP =
  /\[(?<index>\d+)\]|\[(?<quote>['"])(?<quoted>.{0,1000}?)\k<quote>\]|(?<name>[^.[\]]+)/g;
