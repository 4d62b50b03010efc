/** Whisper's names of languages that have another name in the platform's list. */
const WHISPERS_NAMES: ReadonlyMap<string, string> = new Map([
  ["myanmar", "my"],
  ["nynorsk", "nn"],
  ["tagalog", "tl"],
]);

const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz");

/**
 * A language as ISO 639-1: `en` for `english` (Whisper's form), for `en` and for `en-US`.
 * Undefined for a language without such a code.
 */
export function toLanguageCode(language: string | undefined): string | undefined {
  const name = foldName(language ?? "");
  const code = /^([a-z]{2})(?:-|$)/.exec(name)?.[1];
  return code ?? WHISPERS_NAMES.get(name) ?? findCode(name);
}

/** The platform finds names by codes, not codes by names, so all 676 codes are tried. This takes milliseconds. */
function findCode(name: string): string | undefined {
  const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).find(
    (code) => foldName(names.of(code) ?? "") === name && name !== "",
  );
}

/** In lower case and without accents. */
function foldName(name: string): string {
  return name.normalize("NFD").replaceAll(/\p{M}/gu, "").trim().toLowerCase();
}
