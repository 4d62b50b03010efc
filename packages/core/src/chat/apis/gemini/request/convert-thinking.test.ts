import { describe, expect, it } from "vitest";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { convertThinking } from "./convert-thinking.ts";
import { createRequestContext } from "./request-context.ts";

function convert(model: string, options: Partial<ChatRequest>) {
  const request = { model, messages: [], ...options };
  const context = createRequestContext(request, resolveModelTraits(model));
  const config = convertThinking(context);
  return {
    config,
    warnings: context.notes.warnings.map(({ option, action }) => `${option} ${action}`),
  };
}

const shown = { includeThoughts: true };
const changed = ["reasoningEffort changed"];

describe("an effort", () => {
  it.each([
    ["gemini-3-flash-preview", "minimal", { thinkingLevel: "minimal", ...shown }, []],
    ["gemini-3.1-pro-preview", "medium", { thinkingLevel: "medium", ...shown }, []],
    ["gemini-3-pro-preview", "medium", { thinkingLevel: "low", ...shown }, changed],
    ["gemini-3.8-flash", "minimal", { thinkingLevel: "low", ...shown }, changed],
    ["gemini-3.8-flash-lite", "minimal", { thinkingLevel: "minimal", ...shown }, []],
    ["gemini-3.1-pro-preview", "max", { thinkingLevel: "high", ...shown }, changed],
    ["gemini-4-hydrogen", "max", { thinkingLevel: "xhigh", ...shown }, changed],
    ["gemini-flash-latest", "high", { thinkingLevel: "high", ...shown }, []],
    ["gemini-3-pro-preview", "none", { thinkingLevel: "low" }, changed],
    ["gemini-2.5-flash", "none", { thinkingBudget: 0 }, []],
    ["gemini-2.5-flash", "minimal", { thinkingBudget: 1024, ...shown }, []],
    ["gemini-2.5-flash", "low", { thinkingBudget: 1024, ...shown }, []],
    ["gemini-2.5-flash", "xhigh", { thinkingBudget: 24_576, ...shown }, []],
    ["gemini-2.5-flash", "medium", { thinkingBudget: 8192, ...shown }, []],
    ["google/gemini-2.5-pro", "high", { thinkingBudget: 24_576, ...shown }, []],
    ["gemini-2.5-pro", "max", { thinkingBudget: 32_768, ...shown }, []],
    ["gemini-2.5-pro", "none", { thinkingBudget: 128 }, changed],
    ["gemini-2.5-pro", "ultra", shown, ["reasoningEffort dropped"]],
    ["gemini-2.0-flash", "high", undefined, ["reasoningEffort dropped"]],
    ["gemini-2.0-flash", "none", undefined, []],
    ["some-alias", "ultra", { thinkingLevel: "ultra", ...shown }, []],
  ])("of %s: %s", (model, reasoningEffort, config, warnings) => {
    expect(convert(model, { reasoningEffort })).toEqual({ config, warnings });
  });
});

describe("a budget", () => {
  const changedBudget = ["reasoningBudget changed"];

  it.each([
    ["gemini-2.5-flash", 2000, { thinkingBudget: 2000, ...shown }, []],
    ["gemini-2.5-flash", 0, { thinkingBudget: 0 }, []],
    ["gemini-2.5-flash", -1, { thinkingBudget: -1, ...shown }, []],
    ["gemini-2.5-flash-lite", 100, { thinkingBudget: 512, ...shown }, changedBudget],
    ["gemini-2.5-pro", 100_000, { thinkingBudget: 32_768, ...shown }, changedBudget],
    ["gemini-3.1-pro-preview", 2000, { thinkingLevel: "medium", ...shown }, changedBudget],
    ["gemini-3.1-pro-preview", 500, { thinkingLevel: "low", ...shown }, changedBudget],
    ["gemini-3.1-pro-preview", 20_000, { thinkingLevel: "high", ...shown }, changedBudget],
    ["gemini-3.1-pro-preview", 0, { thinkingLevel: "low" }, changedBudget],
    ["gemini-3.1-pro-preview", -1, shown, []],
    ["some-alias", 2000, { thinkingBudget: 2000, ...shown }, []],
  ])("of %s: %s", (model, reasoningBudget, config, warnings) => {
    expect(convert(model, { reasoningBudget, reasoningEffort: "high" })).toEqual({
      config,
      warnings,
    });
  });
});

describe("thoughts", () => {
  it.each([
    [{}, undefined],
    [{ reasoningSummary: "auto" }, shown],
    [{ reasoningSummary: "none" }, undefined],
    [{ reasoningSummary: "none", reasoningEffort: "high" }, { thinkingLevel: "high" }],
    [{ reasoningSummary: "auto", reasoningEffort: "none" }, { thinkingLevel: "low" }],
  ] as const)("are shown for %j: %j", (options, config) => {
    expect(convert("gemini-3.1-pro-preview", options).config).toEqual(config);
  });
});
