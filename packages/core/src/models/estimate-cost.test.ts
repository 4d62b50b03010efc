import { describe, expect, it } from "vitest";
import type { ChatUsage } from "../chat/chat-usage.ts";
import { calculateCost, estimateCost } from "./estimate-cost.ts";
import type { ModelPrice } from "./model-price.ts";

const price: ModelPrice = {
  inputUSDPerMillionTokens: 5,
  outputUSDPerMillionTokens: 25,
  usdPerRequest: undefined,
  usdPerSecond: undefined,
  ratio: 0.8,
};

const usageOf = (fields: Partial<ChatUsage> & { input?: number; output?: number }): ChatUsage => ({
  inputTokens: {
    total: fields.input,
    cacheRead: undefined,
    cacheWrite: undefined,
    audio: undefined,
  },
  outputTokens: { total: fields.output, reasoning: undefined, audio: undefined },
  totalTokens: undefined,
  cost: fields.cost,
  raw: {},
});

describe("estimateCost", () => {
  it("multiplies tokens with the vendor's price and CometAPI's ratio", () => {
    expect(estimateCost({ inputTokens: 1_000_000, outputTokens: 200_000 }, price)).toBe(8);
    expect(estimateCost({ inputTokens: 3 }, price)).toBe(0.000012);
  });

  it("adds requests and seconds for models priced so", () => {
    const video = { ...price, usdPerRequest: 0.1, usdPerSecond: 0.5 };
    expect(estimateCost({ requestCount: 2, durationSeconds: 8 }, video)).toBe(3.36);
  });

  it("does not show the rounding of binary fractions", () => {
    expect(estimateCost({ requestCount: 3 }, { ...price, usdPerRequest: 0.1, ratio: 1 })).toBe(0.3);
  });

  it("is null where a price that is needed or the ratio is unknown", () => {
    expect(estimateCost({ inputTokens: 1 }, undefined)).toBeNull();
    expect(estimateCost({ inputTokens: 1 }, { ...price, ratio: undefined })).toBeNull();
    expect(estimateCost({ durationSeconds: 1 }, price)).toBeNull();
    const outputOnly = { ...price, inputUSDPerMillionTokens: undefined };
    expect(estimateCost({ inputTokens: 1, outputTokens: 1 }, outputOnly)).toBeNull();
    expect(estimateCost({ inputTokens: 0, outputTokens: 1 }, outputOnly)).toBe(0.00002);
  });
});

describe("calculateCost", () => {
  it("prefers the cost that the service reported", () => {
    expect(calculateCost(usageOf({ input: 10, output: 10, cost: 0.5 }), price)).toBe(0.5);
    expect(calculateCost(usageOf({ cost: 0 }), undefined)).toBe(0);
  });

  it("prices the tokens of an answer", () => {
    expect(calculateCost(usageOf({ input: 1000, output: 500 }), price)).toBe(0.014);
  });

  it("is never too low for what was written to the prompt cache", () => {
    const usage = usageOf({ input: 5012, output: 0 });
    const written = { ...usage.inputTokens, cacheWrite: 3000, cacheWrite1h: 1000 };
    // 2,012 ordinary tokens, 2,000 at 1.25 and 1,000 at 2 times their price.
    expect(calculateCost({ ...usage, inputTokens: written }, price)).toBe(0.026048);
  });

  it("is null without usage, without a count or without a price", () => {
    expect(calculateCost(undefined, price)).toBeNull();
    expect(calculateCost(usageOf({ input: 1000 }), price)).toBeNull();
    expect(calculateCost(usageOf({ output: 1000 }), price)).toBeNull();
    expect(calculateCost(usageOf({ input: 1, output: 1 }), undefined)).toBeNull();
  });
});
