import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MODEL_TRAIT_ROWS } from "./model-trait-rows.ts";
import { MODEL_TRAIT_SOURCES } from "./model-trait-sources.ts";
import { UNKNOWN_MODEL_TRAITS } from "./model-traits.ts";
import { resolveModelTraits } from "./resolve-model-traits.ts";

describe("resolveModelTraits", () => {
  it("leaves everything as it is given for a model nobody has described", () => {
    for (const id of ["cometapi-auto", "llama-9", "gpt-image-2", "", "o", "../../etc"]) {
      expect(resolveModelTraits(id)).toEqual({ ...UNKNOWN_MODEL_TRAITS, reasons: {} });
    }
  });

  it.each([
    ["gpt-5-mini", "max_completion_tokens"],
    ["gpt-5.4-mini-2026-03-17", "max_completion_tokens"],
    ["gpt-5-chat-latest", "max_completion_tokens"],
    ["gpt-6-astra", "max_completion_tokens"],
    ["o3-2025-04-16", "max_completion_tokens"],
    ["openai/o4-mini", "max_completion_tokens"],
    ["gpt-4o-mini", "max_tokens"],
    ["gpt-oss-120b", "max_tokens"],
    ["claude-opus-5", "max_tokens"],
    ["gemini-2.5-pro", "max_tokens"],
  ])("bounds the answer of %s with %s", (id, field) => {
    expect(resolveModelTraits(id).maxTokensField).toBe(field);
  });

  it.each([
    ["gpt-5", "always"],
    ["gpt-5-nano-2025-08-07", "always"],
    ["o4-mini-2025-04-16", "always"],
    ["gpt-6-astra", "always"],
    ["gpt-5.1", "while-reasoning"],
    ["gpt-5.2-chat-latest", "while-reasoning"],
    ["gpt-6-sol", "while-reasoning"],
    ["claude-opus-5", "always"],
    ["claude-opus-5-thinking", "always"],
    ["claude-opus-4-8", "always"],
    ["claude-sonnet-4-20250514-thinking", "always"],
    ["kimi-k3", "always"],
    ["gpt-4o", undefined],
    ["gpt-5-chat-latest", undefined],
    ["claude-sonnet-4-5", undefined],
    ["claude-sonnet-4-20250514", undefined],
    ["deepseek-v4-pro", undefined],
    ["kimi-k2", undefined],
  ])("knows when %s refuses a temperature: %s", (id, refusal) => {
    expect(resolveModelTraits(id).refusedOptions.temperature).toBe(refusal);
  });

  it.each([
    ["gemini-3-pro-preview", ["low", "high"], undefined],
    ["gemini-3-flash", ["minimal", "low", "medium", "high"], undefined],
    ["gemini-3.6-flash", ["minimal", "low", "medium", "high"], undefined],
    ["gemini-3.8-flash", ["low", "medium", "high"], undefined],
    ["google/gemini-flash-latest", ["low", "medium", "high"], undefined],
    ["gemini-4-hydrogen", ["low", "medium", "high", "xhigh"], undefined],
    ["gemini-2.5-flash-lite", undefined, { min: 512, max: 24_576, canBeOff: true }],
    ["gemini-2.5-pro", undefined, { min: 128, max: 32_768, canBeOff: false }],
    ["gemini-2.0-flash", undefined, undefined],
    ["gpt-5", undefined, undefined],
  ])("knows that %s thinks by the levels %j or a budget of %j", (id, levels, budget) => {
    const { thinkingLevels, thinkingBudget } = resolveModelTraits(id);
    expect({ levels: thinkingLevels, budget: thinkingBudget }).toEqual({ levels, budget });
  });

  it.each([
    [
      "gemini-2.5-pro",
      { wantsSignedCalls: false, acceptsToolMix: false, acceptsMediaInResults: false },
    ],
    [
      "gemini-3.5-flash",
      { wantsSignedCalls: true, acceptsToolMix: true, acceptsMediaInResults: true },
    ],
    ["gemini-pro-latest", { wantsSignedCalls: true, acceptsFormatWithTools: true }],
    ["claude-opus-5", { wantsSignedCalls: false, acceptsFormatWithTools: true }],
  ])("knows of %s how its tools are taken: %j", (id, traits) => {
    expect(resolveModelTraits(id)).toMatchObject(traits);
  });

  it("keeps options from OpenAI that its API does not have, and from new Claudes all samplers", () => {
    const { refusedOptions } = resolveModelTraits("gpt-4o");
    expect(refusedOptions).toMatchObject({ topK: "always" });
    expect(refusedOptions).not.toHaveProperty("temperature");
    // Fields that OpenAI itself has brought to Chat Completions.
    expect(refusedOptions).not.toHaveProperty("audio");
    expect(refusedOptions).not.toHaveProperty("prediction");
    expect(refusedOptions).not.toHaveProperty("webSearchOptions");
    expect(resolveModelTraits("claude-opus-5").refusedOptions).toEqual({
      temperature: "always",
      topP: "always",
      topK: "always",
    });
  });

  it("adds the rows of a family up, so that GPT-5.2 refuses penalties always and topP at times", () => {
    expect(resolveModelTraits("gpt-5.2").refusedOptions).toMatchObject({
      topK: "always",
      temperature: "while-reasoning",
      topP: "while-reasoning",
      logprobs: "while-reasoning",
      presencePenalty: "always",
      frequencyPenalty: "always",
      logitBias: "always",
      stopSequences: "always",
    });
  });

  it.each([
    ["claude-3-5-haiku-latest", []],
    ["claude-3-opus-20240229", []],
    ["claude-3-7-sonnet-latest", ["budget", "disabled"]],
    ["claude-opus-4-20250514", ["budget", "disabled"]],
    ["claude-sonnet-4-20250514-thinking", ["budget", "disabled"]],
    ["claude-opus-4-1-20250805", ["budget", "disabled"]],
    ["claude-haiku-4-5-20251001", ["budget", "disabled"]],
    ["claude-sonnet-4-6", ["adaptive", "budget", "disabled"]],
    ["claude-opus-4.6", ["adaptive", "budget", "disabled"]],
    ["claude-opus-4-7", ["adaptive", "disabled"]],
    ["claude-opus-5-thinking", ["adaptive", "disabled"]],
    ["claude-sonnet-5", ["adaptive", "disabled"]],
    ["claude-haiku-5-5", ["adaptive", "disabled"]],
    ["claude-opus-5-5", ["adaptive"]],
    ["claude-fable-5", ["adaptive"]],
    ["claude-sonnet-5-5", ["adaptive", "between-tools"]],
    ["claude-next-7", ["adaptive", "disabled"]],
    ["deepseek-v4-pro", undefined],
  ])("knows how %s thinks on Messages: %j", (id, kinds) => {
    expect(resolveModelTraits(id).thinkingKinds).toEqual(kinds);
  });

  it.each([
    ["claude-sonnet-4-20250514", [], true, false, true],
    ["claude-opus-4-1", [], true, false, true],
    ["claude-sonnet-4-5", [], true, true, true],
    ["claude-opus-4-5-20251101", ["low", "medium", "high"], true, true, true],
    ["claude-sonnet-4-6", ["low", "medium", "high", "max"], false, true, true],
    ["claude-opus-5", ["low", "medium", "high", "xhigh", "max"], false, true, true],
    ["claude-fable-5-1", ["low", "medium", "high", "xhigh", "max"], false, true, false],
    ["claude-opus-5-5", ["low", "medium", "high", "xhigh", "max"], false, true, false],
    ["kimi-k3", undefined, true, false, true],
  ])("knows what %s takes on Messages", (id, efforts, prefill, isHeld, isForced) => {
    expect(resolveModelTraits(id)).toMatchObject({
      messagesEfforts: efforts,
      acceptsPrefill: prefill,
      enforcesSchemaOnMessages: isHeld,
      acceptsForcedTools: isForced,
    });
  });

  it.each([
    ["claude-opus-4-1-20250805", false],
    ["anthropic/claude-opus-4.1", false],
    ["claude-sonnet-4-5", false],
    ["claude-4.5-haiku", false],
    ["claude-opus-4-20250514", true],
    ["claude-3-7-sonnet-latest", true],
    ["gpt-4o", true],
  ])("knows whether %s takes temperature beside topP: %s", (id, accepted) => {
    expect(resolveModelTraits(id).acceptsTemperatureWithTopP).toBe(accepted);
  });

  it.each([
    ["deepseek-v4-flash", true],
    ["deepseek-reasoner", true],
    ["kimi-k3", true],
    ["glm-5.2", true],
    ["minimax-m2", true],
    ["deepseek-r1-0528", false],
    ["deepseek-chat", false],
    ["gpt-5", false],
  ])("knows whether %s wants its reasoning back: %s", (id, echoes) => {
    expect(resolveModelTraits(id).echoesReasoning).toBe(echoes);
  });

  it.each([
    ["gpt-5", ["minimal", "low", "medium", "high"]],
    ["gpt-5.1-2025-11-13", ["none", "low", "medium", "high"]],
    ["gpt-5.6-sol", ["none", "low", "medium", "high", "xhigh"]],
    ["gpt-6-astra", ["low", "medium", "high", "xhigh"]],
    ["o3", ["low", "medium", "high"]],
    ["grok-3-mini", ["low", "high"]],
    ["grok-4-0709", []],
    ["gpt-4o", []],
    ["gpt-5.4-pro", undefined],
    ["grok-4.5", undefined],
    ["claude-sonnet-4-5", ["none", "low", "medium", "high"]],
    ["claude-sonnet-5", []],
    ["claude-3-5-haiku-latest", []],
  ])("knows the efforts of %s", (id, efforts) => {
    expect(resolveModelTraits(id).reasoningEfforts).toEqual(efforts);
  });

  it.each([
    ["gpt-5.5-2026-04-23", 1_050_000, 128_000],
    ["gpt-5.4-mini", 400_000, 128_000],
    ["gpt-4.1-nano", 1_047_576, 32_768],
    ["gpt-4-turbo", 128_000, 4096],
    ["gpt-4-1106-preview", 128_000, 4096],
    ["gpt-4-0125-preview", 128_000, 4096],
    ["gpt-4-0613", 8192, 8192],
    ["gpt-4-32k-0613", undefined, undefined],
    ["claude-sonnet-4-6", 1_000_000, 128_000],
    ["claude-opus-4-5-20251101", 200_000, 64_000],
    ["claude-opus-4-1-20250805", 200_000, 32_000],
    ["claude-3-5-haiku-latest", 200_000, 8192],
    ["gemini-3-pro-preview", 1_048_576, 65_536],
    ["deepseek-v3.2", 131_072, 8192],
    ["qwen3-235b-a22b", 131_072, 32_768],
    ["gpt-6-sol", undefined, undefined],
  ])("knows the limits of %s", (id, contextWindow, maxOutputTokens) => {
    expect(resolveModelTraits(id)).toMatchObject({ contextWindow, maxOutputTokens });
  });

  it.each([
    ["gpt-4-turbo-2024-04-09", "json-object"],
    ["gpt-4-1106-preview", "json-object"],
    ["gpt-4-0125-preview", "json-object"],
    ["gpt-4-0613", "none"],
    ["gpt-4-32k", "none"],
    ["gpt-4o", "json-schema"],
  ])("knows the strictest format that %s takes: %s", (id, structuredOutput) => {
    expect(resolveModelTraits(id).structuredOutput).toBe(structuredOutput);
  });

  it.each([
    ["o3", false],
    ["o4-mini-2025-04-16", false],
    ["gpt-5", true],
    ["gpt-4o", true],
  ])("knows whether %s takes parallel_tool_calls: %s", (id, accepted) => {
    expect(resolveModelTraits(id).acceptsParallelToolCalls).toBe(accepted);
  });

  it.each([
    ["claude-opus-5", "responseFormat"],
    ["gemini-3-pro", "reasoningEffort"],
    ["glm-5.2", "responseFormat"],
    ["mistral-large-latest", "stopSequences"],
    ["sonar-pro", "tools"],
    ["gpt-5.1", "temperature"],
  ] as const)("knows that the relay passes over something on the way to %s: %s", (id, option) => {
    const { ignoredOptions, reasons } = resolveModelTraits(id);
    expect(ignoredOptions).toContain(option);
    expect(reasons.ignoredOptions).toMatch(/^The relay /);
  });

  it("says why, for a whole trait and for a single option", () => {
    const { reasons } = resolveModelTraits("gpt-5");
    expect(reasons.reasoningEfforts).toMatch(/from minimal to high/);
    expect(reasons.stopSequences).toMatch(/400/);
    expect(reasons.acceptsCacheControl).toBeUndefined();
  });

  it("resolves an id however it is prefixed or cased", () => {
    const traits = resolveModelTraits("claude-3-5-haiku-latest");
    for (const id of ["Claude-3.5-Haiku", "anthropic/claude-3.5-haiku", "claude-haiku-3-5"]) {
      expect(resolveModelTraits(id)).toEqual(traits);
    }
  });

  it("takes a user's traits over its own, each as a whole and with that reason", () => {
    const known = resolveModelTraits("gpt-5");
    const overrides = {
      "gpt-5": { refusedOptions: { seed: "always" }, contextWindow: 9 },
    } as const;
    const traits = resolveModelTraits("cometapi/gpt-5", overrides);
    expect(traits).toMatchObject({ contextWindow: 9, maxTokensField: known.maxTokensField });
    expect(traits.refusedOptions).toEqual({ seed: "always" });
    expect(traits.reasons.seed).toBe("The setting `modelTraits` says so.");
    expect(resolveModelTraits("gpt-5")).toBe(known);
    expect(resolveModelTraits("gpt-5-mini", overrides)).toBe(resolveModelTraits("gpt-5-mini"));
  });

  it("keeps its own trait where a user's is undefined", () => {
    const given: object = { maxTokensField: undefined };
    const { maxTokensField } = resolveModelTraits("gpt-5", { "gpt-5": given });
    expect(maxTokensField).toBe("max_completion_tokens");
  });

  it("never throws, whatever the id", () => {
    fc.assert(fc.property(fc.string(), (id) => void resolveModelTraits(id)));
  });
});

/** Traits whose reason ends a warning. */
const TOLD = new Set<string>([
  "refusedOptions",
  "ignoredOptions",
  "acceptsTemperatureWithTopP",
  "acceptsSamplingWithEffort",
  "takesStopAsText",
  "acceptsParallelToolCalls",
  "reasoningEfforts",
  "responsesEfforts",
  "thinkingLevels",
  "thinkingKinds",
  "messagesEfforts",
  "enforcesSchemaOnMessages",
  "acceptsForcedTools",
  "refusesForcedTools",
  "acceptsPrefill",
  "acceptsToolsWithReasoning",
  "structuredOutput",
  "acceptsToolMix",
  "acceptsCacheControl",
]);

describe("MODEL_TRAIT_ROWS", () => {
  it.each(MODEL_TRAIT_ROWS.map((row) => [String(row.pattern), row] as const))(
    "gives a reason for %s where a warning tells it",
    (_, { traits, reason }) => {
      const names = Object.keys(traits);
      expect(names).not.toEqual([]);
      expect(reason !== undefined).toBe(names.some((name) => TOLD.has(name)));
      expect(reason ?? "A comment says it.").toMatch(/^[A-Z].{10,}\.$/);
    },
  );

  it("says why and names who says so for each, and leaves no source unused", () => {
    const folder = path.join(import.meta.dirname, "model-trait-rows");
    const rows = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8"));
    const named = rows.flatMap((text) =>
      Array.from(
        text.matchAll(
          /\n {4}\/\/ Sources: ([^\n]+)\n {4}reason:|\.\n {4}\/\/ Sources: ([^\n]+)\n {2}\}/g,
        ),
      ),
    );
    expect(named).toHaveLength(MODEL_TRAIT_ROWS.length);
    const used = new Set(named.flatMap(([, above, below]) => (above ?? below ?? "").split(", ")));
    expect([...used].toSorted()).toEqual(Object.keys(MODEL_TRAIT_SOURCES).toSorted());
  });

  it("uses patterns that match from the start and keep no state", () => {
    for (const { pattern } of MODEL_TRAIT_ROWS) {
      expect(pattern.source.startsWith("^")).toBe(true);
      expect(pattern.flags).toBe("");
    }
  });
});
