import { describe, expect, it } from "vitest";
import { isOptionRefused } from "./is-option-refused.ts";
import { resolveModelTraits } from "./resolve-model-traits.ts";

describe("isOptionRefused", () => {
  it("refuses always what the model never takes", () => {
    const traits = resolveModelTraits("gpt-5");
    expect(isOptionRefused(traits, "temperature", undefined)).toBe(true);
    expect(isOptionRefused(traits, "temperature", "none")).toBe(true);
    expect(isOptionRefused(traits, "seed", undefined)).toBe(false);
  });

  it("lets an option through that is refused while reasoning, when the effort is none", () => {
    const traits = resolveModelTraits("gpt-5.1");
    expect(isOptionRefused(traits, "topP", undefined)).toBe(true);
    expect(isOptionRefused(traits, "topP", "low")).toBe(true);
    expect(isOptionRefused(traits, "topP", "none")).toBe(false);
  });
});
