import { describe, expect, it } from "vitest";
import { splitPieces } from "./split-pieces.ts";

describe("splitPieces", () => {
  it.each([
    "Plain words, and punctuation!",
    "Zahlen 1234567 und Größen",
    "混合 text 日本語のテキスト",
    "emoji 👩‍🚀🇳🇴 stay whole",
    "code();\n\n\tindented  twice\r\n",
    "combining e\u0301 marks ñ",
  ])("loses nothing of %j", (text) => {
    expect(splitPieces(text).join("")).toBe(text);
  });

  it("never splits a surrogate pair", () => {
    for (const piece of splitPieces("👩‍🚀".repeat(20))) expect(piece.isWellFormed()).toBe(true);
  });
});
