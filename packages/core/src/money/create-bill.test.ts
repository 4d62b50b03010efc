import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cost } from "./cost.ts";
import { createBill } from "./create-bill.ts";
import type { UsageRecord } from "./usage-record.ts";

function known(usd: number): Cost {
  return { usd, knownUSD: usd, source: "estimated", missing: [] };
}

const half: Cost = { usd: null, knownUSD: 0.01, source: "estimated", missing: ["A search."] };

function answer(fields: Partial<UsageRecord>): UsageRecord {
  return {
    at: "2026-11-21T10:00:00.000Z",
    model: "gpt-5",
    api: "responses",
    usage: { inputTokens: 10, outputTokens: 5 },
    cost: known(0.1),
    requestId: "r",
    isComplete: true,
    ...fields,
  };
}

describe("a bill", () => {
  const records = [
    answer({ tag: "search" }),
    answer({ at: "2026-11-20T23:59:59.999Z", model: "claude-sonnet-5", cost: known(0.3) }),
    answer({ tag: "search", usage: undefined, cost: half }),
  ];

  it("sums by model, the dearest first, by day, the earliest first, and by tag", () => {
    const { models, days, tags } = createBill(records);
    expect(models).toMatchObject([
      { name: "claude-sonnet-5", count: 1, cost: { usd: 0.3, knownUSD: 0.3 } },
      { name: "gpt-5", count: 2, cost: { usd: null, knownUSD: 0.11 } },
    ]);
    expect(days.map(({ name, count }) => [name, count])).toEqual([
      ["2026-11-20", 1],
      ["2026-11-21", 2],
    ]);
    expect(tags.map(({ name, cost }) => [name, cost.knownUSD])).toEqual([
      ["", 0.3],
      ["search", 0.11],
    ]);
  });

  it("tells how many costs are not known, and why", () => {
    expect(createBill(records).total).toEqual({
      name: "",
      count: 3,
      unknownCount: 1,
      inputTokens: 20,
      outputTokens: 10,
      cost: { usd: null, knownUSD: 0.41, source: "estimated", missing: ["A search."] },
    });
  });

  it("counts the tokens of chats and of everything else", () => {
    const none = {
      total: undefined,
      cacheRead: undefined,
      cacheWrite: undefined,
      audio: undefined,
    };
    const chat = {
      inputTokens: { ...none, total: 7 },
      outputTokens: { ...none, total: undefined, reasoning: undefined },
      totalTokens: 7,
      cost: undefined,
      raw: {},
    };
    const { total } = createBill([
      answer({ usage: chat }),
      answer({ usage: { inputTokens: null } }),
    ]);
    expect(total).toMatchObject({ inputTokens: 7, outputTokens: 0 });
  });

  it("is of nothing where nothing was recorded", () => {
    const { total, models, balance } = createBill([]);
    expect(total).toMatchObject({ count: 0, cost: { usd: 0, knownUSD: 0 } });
    expect([models, balance]).toEqual([[], undefined]);
  });

  it("puts names of equal cost in their order", () => {
    const models = ["b", "a", "c"].map((model) => answer({ model }));
    expect(createBill(models).models.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  it("is never below the sum of the known parts, in no group and in no order", () => {
    const micros = fc.integer({ min: 0, max: 1_000_000 });
    const costs = fc
      .tuple(micros, fc.boolean())
      .map(([usd, isKnown]): Cost => Object.assign(known(usd / 1e6), isKnown ? {} : { usd: null }));
    const answers = fc.array(
      fc
        .tuple(costs, fc.constantFrom("a", "b"), fc.constantFrom("x", undefined))
        .map(([cost, model, tag]) => answer({ cost, model, tag })),
    );
    fc.assert(
      fc.property(answers, (list) => {
        const { total, models, tags } = createBill(list);
        const sum = list.reduce((usd, { cost }) => usd + cost.knownUSD, 0);
        expect(total.cost.knownUSD).toBeCloseTo(sum, 9);
        expect(total.cost.usd === null).toBe(list.some(({ cost }) => cost.usd === null));
        for (const lines of [models, tags]) {
          expect(lines.reduce((usd, { cost }) => usd + cost.knownUSD, 0)).toBeCloseTo(sum, 9);
        }
      }),
    );
  });
});

describe("a bill beside the balance", () => {
  const at = (hour: number, usedUSD: number | undefined) => ({
    at: `2026-11-21T${hour}:00:00.000Z`,
    usedUSD,
  });
  const records = [
    answer({ at: "2026-11-21T10:00:00.000Z" }),
    answer({ at: "2026-11-21T12:30:00.000Z" }),
    answer({ at: "2026-11-21T13:00:00.000Z" }),
    answer({ at: "2026-11-21T13:00:00.001Z" }),
  ];

  it("tells what the account used besides what is known of the answers of that time", () => {
    const { balance } = createBill(records, [at(12, 5.5), at(13, 5.7), at(11, 5.2)]);
    expect(balance).toEqual({
      from: "2026-11-21T11:00:00.000Z",
      to: "2026-11-21T13:00:00.000Z",
      usedUSD: 0.5,
      knownUSD: 0.2,
      differenceUSD: 0.3,
    });
  });

  it("takes an answer that ended with the first balance as paid by then", () => {
    expect(createBill(records, [at(10, 5), at(13, 5.2)]).balance?.knownUSD).toBe(0.2);
  });

  it("tells nothing where the service does not say what was used", () => {
    expect(createBill(records, [at(10, undefined), at(13, 5)]).balance).toMatchObject({
      usedUSD: null,
      differenceUSD: null,
    });
    expect(createBill(records, [at(10, 5), at(13, undefined)]).balance?.usedUSD).toBeNull();
    expect(createBill(records, [at(10, 5)]).balance).toBeUndefined();
  });
});
