import { createBill, type UsageRecord } from "@cometapi/core/money";
import { expect, it } from "vitest";
import { billGroups, printBill } from "./print-bill.ts";

const records: UsageRecord[] = [
  {
    at: "2026-11-21T10:00:00.000Z",
    model: "gpt-5",
    api: "responses",
    usage: { inputTokens: 12_345, outputTokens: 678 },
    cost: { usd: 0.25, knownUSD: 0.25, source: "estimated", missing: [] },
    requestId: undefined,
    isComplete: true,
    tag: "search",
  },
  {
    at: "2026-11-21T11:00:00.000Z",
    model: "claude-sonnet-5",
    api: "messages",
    usage: undefined,
    cost: {
      usd: null,
      knownUSD: 0.5,
      source: "estimated",
      missing: ["The price of x is not known."],
    },
    requestId: undefined,
    isComplete: true,
  },
];

it("prints a table for each group, the least where not all is known, and the balance", () => {
  const balances = [
    { at: "2026-11-21T09:00:00.000Z", usedUSD: 1 },
    { at: "2026-11-21T12:00:00.000Z", usedUSD: 1.8 },
  ];
  expect(`\n${printBill(createBill(records, balances), [3, 7], billGroups)}`).toBe(`
model            answers   input  output         USD
claude-sonnet-5        1       0       0  ≥ 0.500000
gpt-5                  1  12,345     678    0.250000
total                  2  12,345     678  ≥ 0.750000

day         answers   input  output         USD
2026-11-21        2  12,345     678  ≥ 0.750000

tag     answers   input  output         USD
(none)        1       0       0  ≥ 0.500000
search        1  12,345     678    0.250000
total         2  12,345     678  ≥ 0.750000

≥ is the least: the cost of 1 answer is not known, or not all of it.
  The price of x is not known.
Neither an answer nor a balance: line 3, 7.
From 2026-11-21T09:00:00.000Z to 2026-11-21T12:00:00.000Z the account used 0.800000 USD, 0.050000 USD more than the 0.750000 USD known of the answers of that time.
`);
});

it("leaves tags out where nobody set one, unless they were asked for", () => {
  const untagged = createBill(records.slice(1));
  expect(printBill(untagged, [], billGroups)).not.toContain("tag ");
  expect(printBill(untagged, [], ["tag"])).toContain("(none)");
});

it("says where the account used less, and where the service does not say", () => {
  const first = { at: "2026-11-21T09:00:00.000Z", usedUSD: 1 };
  const last = (usedUSD: number | undefined) =>
    printBill(createBill(records, [first, { at: "2026-11-21T12:00:00.000Z", usedUSD }]), [], []);
  expect(last(1.5)).toContain("used 0.500000 USD, 0.250000 USD less than");
  expect(last(undefined)).toContain("CometAPI does not say");
});

it("says that there is nothing", () => {
  expect(printBill(createBill([]), [1], billGroups)).toBe(
    "No answers.\n\nNeither an answer nor a balance: line 1.\n",
  );
});
