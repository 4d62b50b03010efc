import { describe, expect, it } from "vitest";
import { resolveModelTraits } from "./resolve-model-traits.ts";
import { resolveReasoningEffort } from "./resolve-reasoning-effort.ts";

describe("resolveReasoningEffort", () => {
  it.each([
    ["gpt-5", "high", "high"],
    ["gpt-5", "none", "minimal"],
    ["gpt-5", "max", "high"],
    ["gpt-5.1", "minimal", "low"],
    ["gpt-5.1", "none", "none"],
    ["gpt-5.1", "xhigh", "high"],
    ["o3", "minimal", "low"],
    ["grok-3-mini", "medium", "low"],
    ["kimi-k3", "xhigh", "high"],
    ["gemini-3-flash", "max", "high"],
  ])("gives %s for %s the effort %s", (model, requested, effort) => {
    expect(resolveReasoningEffort(resolveModelTraits(model), requested)).toBe(effort);
  });

  it("drops the effort where the model takes none", () => {
    expect(resolveReasoningEffort(resolveModelTraits("gpt-4o"), "high")).toBeUndefined();
  });

  it("passes a word newer than this package, and anything to an unknown model", () => {
    expect(resolveReasoningEffort(resolveModelTraits("gpt-5"), "ultra")).toBe("ultra");
    expect(resolveReasoningEffort(resolveModelTraits("llama-9"), "max")).toBe("max");
  });
});
