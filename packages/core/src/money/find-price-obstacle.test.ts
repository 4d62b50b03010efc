import { describe, expect, it } from "vitest";
import type { ModelPrice } from "../models/model-price.ts";
import { findPriceObstacle } from "./find-price-obstacle.ts";

const requested: ModelPrice = {
  inputUSDPerMillionTokens: 2,
  outputUSDPerMillionTokens: 10,
  ratio: 0.8,
};

describe("a price is no obstacle", () => {
  it.each<[string, ModelPrice, number]>([
    ["where it is the same", requested, 1],
    ["where it is lower", { ...requested, inputUSDPerMillionTokens: 1 }, 1],
    ["where it is the same once the ratio is counted in", tokens(1.6, 8, 1), 1],
    ["where so many times as much are allowed", tokens(5, 25, 0.8), 2.5],
    ["where binary fractions make it a dust dearer", tokens(0.6, 3, 1), 0.375],
  ])("%s", (_when, price, maxRatio) => {
    expect(findPriceObstacle(price, requested, maxRatio)).toBeUndefined();
  });
});

describe("a price is an obstacle", () => {
  it.each<[string, ModelPrice | undefined, string]>([
    ["where input is dearer", tokens(3, 1), "2.4 USD for a million input tokens"],
    ["where output is dearer and input is not", tokens(1, 15), "at most 8 are allowed"],
    ["where a request costs something besides", { ...requested, usdPerRequest: 0.1 }, "a request"],
    ["where its ratio makes it dearer", { ...requested, ratio: 1 }, "2 USD for a million"],
    ["of which nothing is known", undefined, "its price is not known"],
    ["of which the ratio is not known", { ...requested, ratio: undefined }, "its price is not"],
    ["of which half is not known", { inputUSDPerMillionTokens: 1, ratio: 1 }, "its price is not"],
    ["of which a part cannot be read", { ...requested, unreadPrices: ["cached"] }, "its price"],
  ])("%s", (_when, price, reason) => {
    expect(findPriceObstacle(price, requested, 1)).toContain(reason);
  });

  it("where that of the requested model is not known", () => {
    expect(findPriceObstacle(requested, undefined, 1)).toContain("of the requested model");
  });
});

function tokens(input: number, output: number, ratio = 0.8): ModelPrice {
  return { inputUSDPerMillionTokens: input, outputUSDPerMillionTokens: output, ratio };
}
