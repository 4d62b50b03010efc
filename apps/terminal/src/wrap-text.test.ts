import { describe, expect, it } from "vitest";
import { wrapText } from "./wrap-text.ts";

describe("wrapping a text that arrives in pieces", () => {
  it("breaks between words", () => {
    expect(wrapText("The last ferry leaves", 0, 12)).toEqual({
      text: "The last\nferry leaves",
      column: 12,
    });
  });

  it("continues where the last piece ended", () => {
    const first = wrapText("The last", 0, 12);
    expect(wrapText(" ferry", first.column, 12)).toEqual({ text: "\nferry", column: 5 });
  });

  it("keeps the text's own breaks", () => {
    expect(wrapText("a\n\nb", 3, 12)).toEqual({ text: "a\n\nb", column: 1 });
  });

  it("does not break a word that is longer than a line", () => {
    expect(wrapText("at https://www.cometapi.com", 0, 8).text).toBe("at\nhttps://www.cometapi.com");
  });

  it("never breaks where there is no width", () => {
    const text = "word ".repeat(100);
    expect(wrapText(text, 0, Infinity).text).toBe(text);
  });
});
