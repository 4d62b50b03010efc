import { maskedMark } from "./recording.ts";

/** What else is to be masked: a text, or a pattern. */
export type MaskRule = string | RegExp;

/** Masks what must not be in a file. */
export interface Mask {
  /** Puts the mark in its place. */
  text: (text: string) => string;
  /** The same in every text of a JSON value, names included. */
  value: (value: unknown) => unknown;
  /** Puts as many asterisks in its place as it has bytes, so that the chunks of a body stay where they were. */
  bytes: (bytes: Buffer) => Buffer;
}

// Keys as vendors write them, wherever they stand.
const keyShapes = [/(?<![\w-])sk-[\w-]{16,}/gu, /(?<![\w-])AIza[\w-]{30,}/gu];

/** A mask for the secrets of a request, and for rules. Throws a `TypeError` for an empty rule. */
export function createMask(secrets: readonly string[], rules: readonly MaskRule[] = []): Mask {
  const texts = [...secrets, ...rules.filter((rule) => typeof rule === "string")];
  if (texts.includes("")) throw new TypeError("a mask must not be an empty text.");
  const patterns = [
    // Longest first: a secret may begin with another.
    ...texts.flatMap(listForms).toSorted((one, other) => other.length - one.length),
    ...keyShapes,
    ...rules.filter((rule) => rule instanceof RegExp).map(toGlobal),
  ];
  const cover = (text: string, toCover: (found: string) => string): string => {
    let covered = text;
    for (const pattern of patterns) {
      covered = covered.replaceAll(pattern, (found) => (found === "" ? "" : toCover(found)));
    }
    return covered;
  };
  const maskText = (text: string): string => cover(text, () => maskedMark);
  const maskValue = (value: unknown): unknown => {
    if (typeof value === "string") return maskText(value);
    if (Array.isArray(value)) return value.map((item: unknown) => maskValue(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [maskText(name), maskValue(field)]),
    );
  };
  return {
    text: maskText,
    value: maskValue,
    bytes: (bytes) => {
      const encoding = isUTF8(bytes) ? "utf8" : "latin1";
      const toAsterisks = (found: string): string => "*".repeat(Buffer.byteLength(found, encoding));
      return Buffer.from(cover(bytes.toString(encoding), toAsterisks), encoding);
    },
  };
}

/** A secret as it is, and its forms in JSON, in a URL and in base64. */
function listForms(secret: string): string[] {
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
  ];
  return [...new Set(forms)];
}

function toGlobal(rule: RegExp): RegExp {
  return rule.flags.includes("g") ? rule : new RegExp(rule.source, `${rule.flags}g`);
}

function isUTF8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString("utf8"), "utf8").equals(bytes);
}
