import { expect, it } from "vitest";
import { checkSizes } from "./check-sizes.ts";

const budget = { tarball: 1000, firstChunk: 100, oneFile: 200 };

it("a size that equals its budget is allowed", () => {
  expect(checkSizes("a", { tarball: 1000, firstChunk: 100, oneFile: 200 }, budget)).toEqual([]);
});

it("a size above its budget is reported with both figures", () => {
  expect(checkSizes("a", { tarball: 1000, firstChunk: 101, oneFile: 200 }, budget)).toEqual([
    "@cometapi/a: firstChunk takes 101 bytes of 100.",
  ]);
});

it("a size that was not measured is reported", () => {
  expect(checkSizes("a", { tarball: 1 }, { tarball: 1, oneFile: 2 })).toEqual([
    "@cometapi/a: oneFile was not measured.",
  ]);
});

it("a package without a budget is not published", () => {
  expect(checkSizes("new", { tarball: 1 })).toEqual(["There is no budget for @cometapi/new."]);
});
