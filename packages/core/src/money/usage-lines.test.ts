import { createPricedFetch, findSecret, jsonResponse } from "@cometapi/testing";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { CometAPIClient } from "../client.ts";
import { createBill } from "./create-bill.ts";
import { createUsageRecorder, formatUsageLine, parseUsageLines } from "./usage-lines.ts";

const apiKey = "sk-recorded0123456789";
const USAGE = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15, note: "of the vendor" };

it("keeps what an answer used and cost, without the key, its words or the vendor's object", async () => {
  const { fetch } = createPricedFetch([
    () =>
      jsonResponse({
        choices: [{ message: { content: "A secret word" }, finish_reason: "stop" }],
        usage: USAGE,
      }),
    () => jsonResponse({ data: [{ index: 0, embedding: [1] }], usage: { prompt_tokens: 7 } }),
  ]);
  let text = "";
  const onUsage = createUsageRecorder((line) => {
    text += line;
  });
  const settings = { apiKey, fetch, includeCost: true, onUsage, tag: "test" };
  const client = new CometAPIClient(settings);
  const messages = [{ role: "user" as const, content: "A secret question" }];
  await client.chat({ model: "priced", api: "chat", messages });
  await client.embed({ model: "priced", input: ["A secret text"] });
  expect(findSecret(text, apiKey)).toEqual([]);
  expect(text).not.toMatch(/secret|of the vendor/);
  expect(text.split("\n")).toHaveLength(3);

  const { records, unreadLines } = parseUsageLines(text);
  expect(unreadLines).toEqual([]);
  expect(records).toMatchObject([
    {
      model: "priced",
      api: "chat",
      tag: "test",
      isComplete: true,
      usage: { inputTokens: 10, outputTokens: 5 },
      cost: { usd: 0.000048, source: "estimated", missing: [], pricesOf: expect.any(String) },
    },
    { api: "embeddings", usage: { inputTokens: 7 }, cost: { usd: 0.0000056 } },
  ]);
  expect(createBill(records).total.cost.usd).toBe(0.0000536);
});

it("keeps balances beside answers", () => {
  const balance = { at: "2026-11-21T10:00:00.000Z", usedUSD: 2.5 };
  expect(parseUsageLines(formatUsageLine(balance)).balances).toEqual([balance]);
  const unknown = { ...balance, usedUSD: undefined };
  expect(parseUsageLines(formatUsageLine(unknown)).balances).toEqual([unknown]);
});

it("keeps the vendor's own price, which a bill adds up", () => {
  const cost = { usd: 1, knownUSD: 1, source: "reported" as const, missing: [], vendorUSD: 1.25 };
  const record = { at: "2026-11-21T10:00:00Z", model: "grok-4", api: "chat" as const, cost };
  const line = formatUsageLine({ ...record, usage: undefined, requestId: "r", isComplete: true });
  const { records } = parseUsageLines(line + line);
  expect(records).toMatchObject([{ cost }, { cost }]);
  expect(createBill(records).total.cost).toEqual({ ...cost, usd: 2, knownUSD: 2, vendorUSD: 2.5 });
});

it("keeps that a cost is not known, and why", () => {
  const cost = { usd: null, knownUSD: 0, source: "reported" as const, missing: ["No price."] };
  const record = { at: "2026-11-21T10:00:00Z", model: "m", api: "videos" as const, cost };
  const rest = { usage: undefined, requestId: undefined, isComplete: false };
  expect(parseUsageLines(formatUsageLine({ ...record, ...rest })).records).toMatchObject([
    { ...record, isComplete: false },
  ]);
});

it("names the lines that it cannot read, and passes blank ones over", () => {
  const cost = { knownUSD: 1 };
  const lines = [
    "",
    "no JSON",
    "[]",
    JSON.stringify({ at: "yesterday", model: "m", cost }),
    JSON.stringify({ at: "2026-11-21", cost }),
    JSON.stringify({ at: "2026-11-21", model: "m", cost: {} }),
    JSON.stringify({ at: "2026-11-21", model: "m" }),
    JSON.stringify({ at: "soon", usedUSD: 1 }),
    JSON.stringify({ at: "2026-11-21", model: "m", api: "telepathy", cost, usage: 7 }),
  ];
  const { records, balances, unreadLines } = parseUsageLines(lines.join("\r\n"));
  expect(unreadLines).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(records).toMatchObject([{ api: "chat", cost: { usd: null, knownUSD: 1, missing: [] } }]);
  expect(balances).toEqual([]);
});

it("reads any text without failing", () => {
  const lines = fc.oneof(fc.json(), fc.string());
  fc.assert(
    fc.property(fc.array(lines), (list) => {
      const { records } = parseUsageLines(list.join("\n"));
      expect(createBill(records).total.count).toBe(records.length);
    }),
  );
});
