import { describe, expect, it } from "vitest";
import { findPricedModel } from "./find-priced-model.ts";

describe("the price of an answer", () => {
  it("is that of the model whose snapshot served", () => {
    expect(findPricedModel("gpt-5-2025-08-07", ["gpt-5"])).toBe("gpt-5");
  });

  it("is that of the fallback, also where its name begins as the model's does", () => {
    expect(findPricedModel("gpt-5-mini-2025-08-07", ["gpt-5", "gpt-5-mini"])).toBe("gpt-5-mini");
    expect(findPricedModel("gpt-5-mini-2025-08-07", ["gpt-5-mini", "gpt-5"])).toBe("gpt-5-mini");
  });

  it("is not known of a model that nobody asked for", () => {
    expect(findPricedModel("other", ["gpt-5"])).toBeUndefined();
  });
});
