import { expect, it } from "vitest";
import {
  expectedContent,
  formatShape,
  parseShape,
  pieceAt,
  type StreamShape,
} from "./stream-shape.ts";

const shape: StreamShape = {
  content: "tool-arguments",
  chunkCount: 20,
  chunksPerWrite: 8,
  intervalMicros: 200,
};

it("travels in the path of a URL", () => {
  const url = `http://127.0.0.1:8080/${formatShape(shape)}/v1/chat/completions`;
  expect(parseShape(url)).toEqual(shape);
  expect(parseShape("http://127.0.0.1:8080/v1/chat/completions")).toBeUndefined();
});

it("streams tool arguments that are one JSON object", () => {
  const pieces = Array.from({ length: shape.chunkCount }, (_, index) => pieceAt(shape, index));
  const whole = pieces.join("");
  expect(Object.keys(JSON.parse(whole))).toEqual(["report"]);
  expect(expectedContent(shape)).toEqual({ text: 0, reasoning: 0, toolArguments: whole.length });
});
