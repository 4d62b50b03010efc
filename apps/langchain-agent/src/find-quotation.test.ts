import { expect, it } from "vitest";
import { findQuotation } from "./find-quotation.ts";

const files = [
  {
    path: "ferry.md",
    lines: [
      "# Ferry",
      "",
      "The ferry leaves at **nine**",
      "and comes back at six.",
      "",
      "The ferry leaves.",
    ],
  },
];

it.each([
  ["a line", "and comes back at six.", 4, 4],
  ["words of a line", "comes back", 4, 4],
  ["two lines as one", "The ferry leaves at nine and comes back at six.", 3, 3],
  ["the line that the model miscounted", "and comes back at six", 40, 4],
  ["the nearest of two places", "The ferry leaves", 5, 6],
  ["a text without its Markdown", "leaves at nine", 1, 3],
])("finds %s", (_what, text, line, expected) => {
  expect(findQuotation(files, { path: "ferry.md", line, text })).toBe(expected);
});

it.each([
  ["other words", "ferry.md", "The ferry leaves at ten."],
  ["another file", "inn.md", "The ferry leaves"],
  ["nothing", "ferry.md", " … "],
])("does not find %s", (_what, path, text) => {
  expect(findQuotation(files, { path, line: 3, text })).toBeUndefined();
});
