import { expect, it } from "vitest";
import { formatCost, formatDuration, formatTokens, formatUSD } from "./format-figures.ts";

it.each([
  [0, "$0"],
  [0.0000001, "<$0.000001"],
  [0.000123, "$0.00012"],
  [0.0456, "$0.046"],
  [0.5, "$0.50"],
  [12.345, "$12.35"],
])("writes %d USD as %s", (usd, text) => {
  expect(formatUSD(usd)).toBe(text);
});

it("marks a cost that may be more than what is known", () => {
  expect(formatCost({ usd: 0.5, isAtLeast: true })).toBe("≥ $0.50");
  expect(formatCost({ usd: 0, isAtLeast: true })).toBe("cost not known");
  expect(formatCost({ usd: 0.5, isAtLeast: false })).toBe("$0.50");
});

it.each([
  [950, "950"],
  [12_345, "12.3k"],
  [200_000, "200k"],
  [1_000_000, "1M"],
  [1_048_576, "1M"],
])("writes %d tokens as %s", (count, text) => {
  expect(formatTokens(count)).toBe(text);
});

it("writes short times exactly and long ones roughly", () => {
  expect(formatDuration(423)).toBe("0.42 s");
  expect(formatDuration(12_400)).toBe("12 s");
});
