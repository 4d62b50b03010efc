import type { ModelTraitRow } from "../model-traits.ts";

/** Claude up to 4.5: by number, or by the date that stands where later ids have a second number. */
const OLDER_THAN_4_6 = /^claude-(?:instant|[12]|[a-z]+-(?:3|4(?!-(?:[6-9]|[1-5]\d)(?!\d))))/;

/** Anthropic's models, by ids as `normalizeFamilyId` writes them. */
export const ANTHROPIC_ROWS: readonly ModelTraitRow[] = [
  {
    pattern: /^claude-/,
    traits: { acceptsCacheControl: false },
    reason:
      "Claude's prompt cache does not work through Chat Completions; it does on the Messages format.",
    sources: ["observed-by-many"],
  },
  {
    pattern: /^claude-/,
    traits: { supportsTools: true, inputModalities: ["text", "image", "file"] },
    reason: "Claude calls functions and reads text, images and PDF files.",
    sources: ["anthropic-profiles"],
  },
  {
    pattern: /^claude-(?:opus-4-1|(?:opus|sonnet|haiku)-4-[5-9])(?!\d)/,
    traits: { acceptsTemperatureWithTopP: false },
    reason: "From Opus 4.1 on Claude answers temperature together with top_p with 400.",
    sources: ["new-api-5122"],
  },
  {
    pattern: /^claude-(?:opus-4-[78](?!\d)|[a-z]+-5)/,
    traits: { refusedOptions: { temperature: "always", topP: "always", topK: "always" } },
    reason: "From Opus 4.7 on Claude takes no sampling parameters.",
    sources: ["anthropic-catalogue"],
  },
  {
    pattern: /^claude-.*-thinking$/,
    traits: { refusedOptions: { temperature: "always", topP: "always", topK: "always" } },
    reason: "Extended thinking is not compatible with sampling parameters.",
    sources: ["opencode-claude-bridge-1"],
  },
  {
    pattern: /^claude-(?:sonnet-3-7|[a-z]+-[45])/,
    traits: { isReasoning: true },
    reason: "Claude can think from Sonnet 3.7 on.",
    sources: ["anthropic-profiles"],
  },
  {
    pattern: /^claude-[a-z]+-3(?!-7)/,
    traits: { isReasoning: false },
    reason: "This Claude is older than extended thinking.",
    sources: ["openrouter-profiles"],
  },
  {
    pattern: /^claude-[a-z]+-[34]/,
    traits: { contextWindow: 200_000 },
    reason: "Window of Claude 3 and 4 without the long-context beta.",
    sources: ["bundled-figures"],
  },
  {
    pattern: /^claude-(?:haiku|sonnet)-3-5/,
    traits: { maxOutputTokens: 8192 },
    reason: "Output limit of Claude 3.5.",
    sources: ["openrouter-profiles"],
  },
  {
    pattern: /^claude-(?:sonnet|haiku)-(?:4|3-7)/,
    traits: { maxOutputTokens: 64_000 },
    reason: "Output limit of Claude Sonnet and Haiku up to 4.5.",
    sources: ["bundled-figures", "anthropic-profiles"],
  },
  {
    pattern: /^claude-opus-4/,
    traits: { maxOutputTokens: 32_000 },
    reason: "Output limit of Claude Opus 4 and 4.1.",
    sources: ["bundled-figures"],
  },
  {
    pattern: /^claude-opus-4-5(?!\d)/,
    traits: { maxOutputTokens: 64_000 },
    reason: "Output limit of Claude Opus 4.5.",
    sources: ["anthropic-profiles"],
  },
  {
    pattern: /^claude-(?:[a-z]+-4-[6-9](?!\d)|[a-z]+-5)/,
    traits: { contextWindow: 1_000_000, maxOutputTokens: 128_000 },
    reason: "Limits of Claude from 4.6 on.",
    sources: ["observed-2026-08", "anthropic-profiles"],
  },
  {
    pattern: /^claude-/,
    traits: {
      thinkingKinds: ["adaptive", "disabled"],
      messagesEfforts: ["low", "medium", "high", "xhigh", "max"],
    },
    reason: "From Opus 4.7 on Claude decides itself how much it thinks, by an effort.",
    sources: ["anthropic-catalogue", "anthropic-adaptive-thinking"],
  },
  {
    pattern: /^claude-/,
    traits: { acceptsPrefill: false },
    reason: "From 4.6 on Claude answers a last message of the assistant with 400.",
    sources: ["anthropic-prefill"],
  },
  {
    pattern: /^claude-/,
    traits: { constrainsBySchema: true },
    reason: "From 4.5 on Claude is held to a schema.",
    sources: ["anthropic-structured-outputs"],
  },
  {
    pattern: /^claude-[a-z]+-4-6(?!\d)/,
    traits: {
      thinkingKinds: ["adaptive", "budget", "disabled"],
      messagesEfforts: ["low", "medium", "high", "max"],
    },
    reason: "Claude 4.6 decides itself how much it thinks, and still takes a number of tokens.",
    sources: ["anthropic-catalogue", "anthropic-adaptive-thinking"],
  },
  {
    pattern: OLDER_THAN_4_6,
    traits: { thinkingKinds: ["budget", "disabled"], messagesEfforts: [] },
    reason: "Claude up to 4.5 thinks with a number of tokens.",
    sources: ["anthropic-catalogue", "anthropic-adaptive-thinking"],
  },
  {
    pattern: OLDER_THAN_4_6,
    traits: { acceptsPrefill: true },
    reason: "Claude up to 4.5 goes on from an answer that was begun for it.",
    sources: ["anthropic-prefill"],
  },
  {
    pattern: /^claude-(?:instant|[12]|[a-z]+-(?:3|4(?!-(?:[5-9]|[1-4]\d)(?!\d))))/,
    traits: { constrainsBySchema: false },
    reason: "Claude before 4.5 is not held to a schema.",
    sources: ["anthropic-structured-outputs"],
  },
  {
    pattern: /^claude-opus-4-5(?!\d)/,
    traits: { messagesEfforts: ["low", "medium", "high"] },
    reason: "Opus 4.5 was the first Claude with an effort.",
    sources: ["anthropic-catalogue"],
  },
  {
    pattern: /^claude-(?:instant|[12]|[a-z]+-3(?!-7))/,
    traits: { thinkingKinds: [] },
    reason: "This Claude is older than extended thinking.",
    sources: ["openrouter-profiles"],
  },
  {
    pattern: /^claude-(?:fable-5|opus-5-5(?!\d))/,
    traits: { thinkingKinds: ["adaptive"] },
    reason: "Opus 5.5 and Fable always think.",
    sources: ["anthropic-catalogue", "anthropic-opus-5-5"],
  },
  {
    pattern: /^claude-sonnet-5-5(?!\d)/,
    traits: { thinkingKinds: ["adaptive", "between-tools"] },
    reason: "Sonnet 5.5 always thinks, at the least between calls of tools.",
    sources: ["anthropic-catalogue"],
  },
  {
    pattern: /^claude-(?:(?:opus|sonnet)-5-5|fable-5-[12])(?!\d)/,
    traits: { acceptsForcedTools: false },
    reason: "This Claude answers the demand that a tool be called with 400.",
    sources: ["anthropic-catalogue", "anthropic-opus-5-5"],
  },
];
