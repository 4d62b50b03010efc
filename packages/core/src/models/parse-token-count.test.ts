import { expect, it } from "vitest";
import { parseTokenCount } from "./parse-token-count.ts";

it.each([
  [128_000, 128_000],
  ["128000", 128_000],
  ["128,000", 128_000],
  ["8K", 8000],
  ["200k tokens", 200_000],
  ["1.05M", 1_050_000],
  [" 1 M ", 1_000_000],
])("reads %j as %d tokens", (value, count) => {
  expect(parseTokenCount(value)).toBe(count);
});

it("gives up at once on a long text that only begins like a number", () => {
  const startedAtMs = performance.now();
  expect(parseTokenCount(`8${" ".repeat(100_000)}x`)).toBeUndefined();
  expect(performance.now() - startedAtMs).toBeLessThan(500);
});

it.each([null, undefined, "", "many", "8 apples", 0, -5, Number.NaN, Infinity, true, {}, "1e5"])(
  "does not guess at %j",
  (value) => {
    expect(parseTokenCount(value)).toBeUndefined();
  },
);
