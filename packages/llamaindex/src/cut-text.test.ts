import { expect, it, vi } from "vitest";
import { cutText } from "./cut-text.ts";

/** One token for each byte. */
const bytes = {
  encode: (text: string): Uint32Array => Uint32Array.from(new TextEncoder().encode(text)),
  decode: (tokens: Uint32Array): string => new TextDecoder().decode(Uint8Array.from(tokens)),
};

it.each([
  ["abcdef", 3, "abc"],
  ["abc", 3, "abc"],
  ["äöü", 6, "äöü"],
  ["äöü", 5, "äö"],
  ["a😀", 4, "a"],
  ["a😀", 5, "a😀"],
])("makes of %j with at most %i tokens %j", (text, maxTokens, cut) => {
  expect(cutText(text, maxTokens, bytes)).toBe(cut);
});

it("counts no text that must fit", () => {
  const encode = vi.fn(bytes.encode);
  cutText("a".repeat(8191), 8191, { ...bytes, encode });
  cutText("ä".repeat(2730), 8191, { ...bytes, encode });
  expect(encode).not.toHaveBeenCalled();
});
