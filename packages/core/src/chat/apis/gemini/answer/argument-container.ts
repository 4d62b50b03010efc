/** A value without members. */
export type Leaf = string | number | boolean | null;

/** The name of an object's member, or the index of an array's entry. */
export type Key = string | number;

/** An object or an array of arguments. */
export class Container {
  readonly isArray: boolean;
  readonly members: Map<Key, Leaf | Container> = new Map();

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

  /** Whether there is a value at a path. */
  has(keys: readonly Key[]): boolean {
    const [first, ...rest] = keys;
    if (first === undefined) return true;
    if (this.isArray && Number(first) >= this.members.size) return false;
    const member = this.members.get(this.keyOf(first));
    return member instanceof Container ? member.has(rest) : member !== undefined;
  }

  /** The value that `JSON.stringify` writes. */
  toJSON(): unknown {
    return this.isArray ? [...this.members.values()] : Object.fromEntries(this.members);
  }
}
