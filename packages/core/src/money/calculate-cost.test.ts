import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatUsage } from "../chat/chat-usage.ts";
import type { JSONObject } from "../json.ts";
import type { ModelPrice } from "../models/model-price.ts";
import { type BilledUsage, calculateCost, estimateCost } from "./calculate-cost.ts";

/** claude-opus-5: charged 4 and 20 USD for a million tokens (observed 2026-08), 0.8 of the vendor's. */
const opus: ModelPrice = {
  inputUSDPerMillionTokens: 5,
  outputUSDPerMillionTokens: 25,
  ratio: 0.8,
};

interface Counts {
  input?: Partial<ChatUsage["inputTokens"]>;
  output?: Partial<ChatUsage["outputTokens"]>;
}

function usageOf({ input, output }: Counts, rest: Partial<ChatUsage> = {}): ChatUsage {
  const none = { total: undefined, audio: undefined };
  return {
    inputTokens: { ...none, cacheRead: undefined, cacheWrite: undefined, ...input },
    outputTokens: { ...none, reasoning: undefined, ...output },
    totalTokens: undefined,
    cost: undefined,
    raw: {},
    ...rest,
  };
}

describe("the cost of what is expected", () => {
  it.each<[string, BilledUsage, ModelPrice, number]>([
    // 1000 × 4 + 200 × 20 millionths
    ["a question to claude-opus-5", { inputTokens: 1000, outputTokens: 200 }, opus, 0.008],
    // 1500 × 1.6 + 300 × 4.8
    [
      "a question to grok-4.5",
      { inputTokens: 1500, outputTokens: 300 },
      { inputUSDPerMillionTokens: 2, outputUSDPerMillionTokens: 6, ratio: 0.8 },
      0.00384,
    ],
    // Only input has a price; nothing comes out.
    ["vectors", { inputTokens: 10_000 }, { inputUSDPerMillionTokens: 0.02, ratio: 0.8 }, 0.00016],
    // minimax_files_retrieve: 0.004 for each call
    ["a call", {}, { usdPerRequest: 0.004, ratio: 1 }, 0.004],
    // 3 × 0.04 × 0.8
    ["three images", { requestCount: 3 }, { usdPerRequest: 0.04, ratio: 0.8 }, 0.096],
    // Grok's video at 480p, 0.05 for the second: 6 × 0.05 × 0.8
    ["six seconds of video", { durationSeconds: 6 }, { usdPerSecond: 0.05, ratio: 0.8 }, 0.24],
    // (0.1 + 8 × 0.5) × 0.8
    [
      "seconds with a base fee",
      { durationSeconds: 8 },
      { usdPerRequest: 0.1, usdPerSecond: 0.5, ratio: 0.8 },
      3.28,
    ],
    // (0.01 + 1000 × 5 millionths) × 0.8
    ["tokens with a base fee", { inputTokens: 1000 }, { ...opus, usdPerRequest: 0.01 }, 0.012],
    // gpt-5: charged 1 and 8 (observed 2026-08). The cheaper classes are counted in full: 1 + 8 thousandths.
    [
      "a question in the cheaper class of service",
      { inputTokens: 1000, outputTokens: 1000, serviceTier: "flex" },
      { inputUSDPerMillionTokens: 1.25, outputUSDPerMillionTokens: 10, ratio: 0.8 },
      0.009,
    ],
    // What tokens cost does not depend on the size that they make: 4000 × 20 millionths
    [
      "a large picture that is paid by tokens",
      { outputTokens: 4000, largeFormat: "1536x1024" },
      opus,
      0.08,
    ],
    // Speech without a count: tts-1 by the request, 2 × 0.015 × 0.8
    ["two requests for speech", { requestCount: 2 }, { usdPerRequest: 0.015, ratio: 0.8 }, 0.024],
    // A minute of transcription at 0.0001 for the second: 60 × 0.0001 × 0.8
    [
      "a minute of transcription",
      { durationSeconds: 60 },
      { usdPerSecond: 0.0001, ratio: 0.8 },
      0.0048,
    ],
    // The catalogue puts 0 where it puts nothing.
    [
      "an image that counts its tokens",
      { requestCount: 1, inputTokens: 50, outputTokens: 4000 },
      { usdPerRequest: 0.04, ratio: 0.8 },
      0.032,
    ],
  ])("of %s is what it is by hand", (_name, usage, price, usd) => {
    expect(estimateCost(usage, price)).toMatchObject({ usd, knownUSD: usd, missing: [] });
  });

  it("says of which day its prices are", () => {
    const pricesOf = new Date("2026-11-21T08:00:00Z");
    expect(estimateCost({ inputTokens: 1 }, opus, { pricesOf })).toEqual({
      usd: 0.000004,
      knownUSD: 0.000004,
      source: "estimated",
      missing: [],
      pricesOf: "2026-11-21T08:00:00.000Z",
    });
  });

  it.each<[string, BilledUsage, ModelPrice | undefined, string]>([
    ["the price", { inputTokens: 1 }, undefined, "The price of the model"],
    ["the ratio", { inputTokens: 1 }, { ...opus, ratio: undefined }, "The ratio"],
    ["the price of seconds", { durationSeconds: 1 }, opus, "no price for seconds"],
    [
      "the price of the output",
      { inputTokens: 1, outputTokens: 1 },
      { inputUSDPerMillionTokens: 1, ratio: 1 },
      "no price for output tokens",
    ],
    ["the number of tokens", { inputTokens: 1, outputTokens: null }, opus, "number of output"],
    ["the price of sound", { inputTokens: 9, audioTokens: 5 }, opus, "price of tokens of audio"],
    ["the fee of a search", { inputTokens: 9, paidTools: ["web_search"] }, opus, "web_search"],
    [
      "the price of a faster service",
      { inputTokens: 9, serviceTier: "priority" },
      opus,
      "the service tier priority",
    ],
    [
      "the price of a long request",
      { inputTokens: 9, longestInputTokens: 200_001 },
      opus,
      "more than 200000 input tokens",
    ],
    [
      "the price of a long request to a model with a bound of its own",
      { inputTokens: 9, longestInputTokens: 32_001 },
      { ...opus, upToInputTokens: 32_000 },
      "more than 32000 input tokens",
    ],
    [
      "the price of a large picture",
      { requestCount: 1, largeFormat: "1792x1024" },
      { usdPerRequest: 0.04, ratio: 1 },
      "the format 1792x1024",
    ],
    [
      "the price of a sharper video",
      { durationSeconds: 5, largeFormat: "1080p" },
      { usdPerSecond: 0.1, ratio: 1 },
      "the format 1080p",
    ],
    ["the price of images", { outputTokens: 9, imageTokens: 5 }, opus, "price of tokens of images"],
    [
      "a price of a kind nobody knows here",
      { durationSeconds: 5 },
      { usdPerSecond: 0.1, ratio: 1, unreadPrices: ["per_second_1080p"] },
      "per_second_1080p",
    ],
  ])("is null, and says so, without %s", (_name, usage, price, reason) => {
    const { usd, missing } = estimateCost(usage, price);
    expect(usd).toBeNull();
    expect(missing.join()).toContain(reason);
  });

  it("is never below the sum of its known parts, and known only when every part is", () => {
    const amount = fc.option(fc.integer({ min: 0, max: 2_000_000 }), { nil: undefined });
    const rate = fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined });
    const usages = fc.record({
      inputTokens: amount,
      outputTokens: amount,
      cacheReadTokens: amount,
      cacheWriteTokens: amount,
      cacheWrite1hTokens: amount,
      requestCount: amount,
      durationSeconds: amount,
      paidTools: fc.constantFrom(undefined, [], ["web_search"]),
      serviceTier: fc.constantFrom(undefined, "default", "flex", "priority"),
      largeFormat: fc.constantFrom(undefined, "1080p"),
    });
    const prices = fc.record({
      inputUSDPerMillionTokens: rate,
      outputUSDPerMillionTokens: rate,
      usdPerRequest: rate,
      usdPerSecond: rate,
      ratio: fc.constantFrom(0.8, 1),
    });
    fc.assert(
      fc.property(usages, prices, (usage, price) => {
        const known =
          ((usage.inputTokens ?? 0) * (price.inputUSDPerMillionTokens ?? 0)) / 1e6 +
          ((usage.outputTokens ?? 0) * (price.outputUSDPerMillionTokens ?? 0)) / 1e6 +
          (usage.requestCount ?? 1) * (price.usdPerRequest ?? 0) +
          (usage.durationSeconds ?? 0) * (price.usdPerSecond ?? 0);
        const { usd, knownUSD, missing } = estimateCost(usage, price);
        const least = known * price.ratio * (1 - 1e-9) - 1e-9;
        expect(knownUSD).toBeGreaterThanOrEqual(least);
        expect(usd === null).toBe(missing.length > 0);
        if (usd !== null) expect(usd).toBe(knownUSD);
      }),
    );
  });
});

describe("the cost of an answer", () => {
  it("is what the service reported", () => {
    const usage = usageOf({ input: { total: 10 }, output: { total: 10 } }, { cost: 0.5 });
    expect(calculateCost(usage, opus)).toMatchObject({ usd: 0.5, source: "reported" });
    expect(calculateCost(usageOf({}, { cost: 0 }), undefined)).toMatchObject({ usd: 0 });
  });

  it("is else what its tokens cost", () => {
    const usage = usageOf({ input: { total: 1000 }, output: { total: 500 } });
    expect(calculateCost(usage, opus)).toMatchObject({ usd: 0.014, source: "estimated" });
  });

  it("is not the price the vendor names, which stands beside it", () => {
    const usage = usageOf({ input: { total: 1000 }, output: { total: 0 } }, { vendorCost: 0.9 });
    expect(calculateCost(usage, opus)).toMatchObject({ usd: 0.004, vendorUSD: 0.9 });
  });

  it("counts what was written to the prompt cache dearer than input", () => {
    const input = { total: 5012, cacheRead: 0, cacheWrite: 3000, cacheWrite1h: 1000 };
    const usage = usageOf({ input, output: { total: 0 } });
    // 2,012 ordinary tokens, 2,000 at 1.25 and 1,000 at 2 times 4 millionths.
    expect(calculateCost(usage, opus).usd).toBe(0.026048);
  });

  it("counts what was read from it in full unless the price says otherwise", () => {
    const usage = usageOf({ input: { total: 1000, cacheRead: 1000 }, output: { total: 0 } });
    expect(calculateCost(usage, opus).usd).toBe(0.004);
    expect(calculateCost(usage, { ...opus, cacheReadRatio: 0.1 }).usd).toBe(0.0004);
  });

  it("is unknown where its usage counts tools with a fee, or names a dearer service", () => {
    const whole = { input: { total: 1000 }, output: { total: 0 } };
    const missingOf = (raw: JSONObject) => calculateCost(usageOf(whole, { raw }), opus).missing;
    const anthropic = { web_search_requests: 2, web_fetch_requests: 1 };
    expect(missingOf({ server_tool_use: anthropic })).toEqual([
      "The price of web_search_requests is not known.",
    ]);
    const xai = { web_search_calls: 1, mcp_calls: 3, x_search_calls: 0 };
    expect(missingOf({ server_side_tool_usage_details: xai, num_sources_used: 4 })).toEqual([
      "The price of web_search_calls is not known.",
      "The price of num_sources_used is not known.",
    ]);
    expect(missingOf({ service_tier: "priority" })).toEqual([
      "The price of the service tier priority is not known.",
    ]);
    expect(missingOf({ service_tier: "standard", server_tool_use: null })).toEqual([]);
  });

  it("is unknown for a long request", () => {
    const usage = usageOf({ input: { total: 200_001 }, output: { total: 0 } });
    expect(calculateCost(usage, opus)).toMatchObject({ usd: null, knownUSD: 0.800004 });
    expect(calculateCost(usage, { ...opus, upToInputTokens: 1e7 }).usd).toBe(0.800004);
  });

  it("is unknown without usage, without a count, or where time has a price", () => {
    expect(calculateCost(undefined, opus).usd).toBeNull();
    expect(calculateCost(usageOf({ input: { total: 1000 } }), opus)).toMatchObject({
      usd: null,
      knownUSD: 0.004,
    });
    const whole = usageOf({ input: { total: 1 }, output: { total: 1 } });
    expect(calculateCost(whole, { ...opus, usdPerSecond: 0.1 }).usd).toBeNull();
  });
});
