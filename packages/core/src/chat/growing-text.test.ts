import { expect, it } from "vitest";
import { GrowingText } from "./growing-text.ts";

it("holds its pieces in order, however many and whenever it is read", () => {
  const text = new GrowingText();
  expect(String(text)).toBe("");
  const pieces = Array.from({ length: 100 }, (_, index) => `${index} `);
  for (const [index, piece] of pieces.entries()) {
    text.push(piece);
    if (index % 7 === 0) expect(String(text)).toBe(pieces.slice(0, index + 1).join(""));
  }
  expect(String(text)).toBe(pieces.join(""));
});
