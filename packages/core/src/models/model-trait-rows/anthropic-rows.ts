import type { ModelTraitRow } from "../model-traits.ts";

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
];
