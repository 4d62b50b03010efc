import { describe, expect, it } from "vitest";
import { type ImageSplitPiece, MarkdownImageSplitter } from "./markdown-image-splitter.ts";

const IMAGE = "![image](data:image/png;base64,aGk=)";

function split(pieces: readonly string[]): { text: string; images: unknown[] } {
  const splitter = new MarkdownImageSplitter();
  const found: ImageSplitPiece[] = pieces.flatMap((piece) => splitter.push(piece));
  const text = found.map((piece) => (piece.type === "text" ? piece.text : "")).join("");
  return {
    text: text + splitter.end(),
    images: found.flatMap((piece) => (piece.type === "image" ? [piece.image] : [])),
  };
}

describe("an image in Markdown", () => {
  it.each([
    `a${IMAGE}b${IMAGE}`,
    `!![${IMAGE}![image](x)`,
    `![image](data:image/png;base64,${IMAGE}`,
    `${IMAGE.slice(0, -1)} ${IMAGE}`,
    "![image](data:image/png;base64,)",
  ])("is found in %j alike, however the text is split", (text) => {
    const whole = split([text]);
    for (let at = 0; at <= text.length; at += 1) {
      expect(split([text.slice(0, at), text.slice(at)])).toEqual(whole);
    }
    expect(split(text.split(""))).toEqual(whole);
    const length = whole.text.length + whole.images.length * IMAGE.length;
    expect(length, "nothing is lost").toBe(text.length);
  });

  it("that has no end is text", () => {
    for (const text of [`a${IMAGE.slice(0, -1)}`, "a![im"]) {
      expect(split([text])).toEqual({ text, images: [] });
    }
  });

  it("of 16 megabytes in pieces of a kilobyte takes seconds at most, not minutes", () => {
    const piece = "QUJD".repeat(256);
    const startedAtMs = performance.now();
    const { images } = split([
      "![image](data:image/png;base64,",
      ...Array<string>(16_000).fill(piece),
      ")",
    ]);
    expect(performance.now() - startedAtMs).toBeLessThan(5000);
    expect(images.map((image) => JSON.stringify(image).length > 16_000 * 1024)).toEqual([true]);
  });
});
