import { expect, it } from "vitest";
import { toLanguageCode } from "./to-language-code.ts";

it.each([
  ["english", "en"],
  ["English", "en"],
  ["en", "en"],
  ["EN-us", "en"],
  ["chinese", "zh"],
  ["maori", "mi"],
  ["haitian creole", "ht"],
  ["norwegian", "no"],
  ["nynorsk", "nn"],
  ["myanmar", "my"],
  ["tagalog", "tl"],
  ["javanese", "jv"],
  ["cantonese", undefined],
  ["klingon", undefined],
  ["", undefined],
  [undefined, undefined],
])("%s is %s", (language, code) => {
  expect(toLanguageCode(language)).toBe(code);
});
