import type { ModelTraitRow } from "../model-traits.ts";

/** Google's models. */
export const GOOGLE_ROWS: readonly ModelTraitRow[] = [
  {
    pattern: /^gemini-/,
    traits: {
      supportsTools: true,
      inputModalities: ["text", "image", "audio", "file"],
    },
    reason: "On Chat Completions Gemini reads everything but video, which the gateway drops.",
    sources: ["observed-2026-08"],
  },
  {
    pattern: /^gemini-(?:2|[3-9])(?!.*(?:-image|-tts|live|embedding))/,
    traits: { structuredOutput: "json-schema" },
    reason: "Gemini is held to a schema, which the relay hands on.",
    sources: ["google-catalogue", "new-api-gemini"],
  },
  {
    pattern: /^gemini-(?:2\.5|[3-9])/,
    traits: {
      isReasoning: true,
      reasoningEfforts: ["none", "minimal", "low", "medium", "high"],
    },
    reason: "Gemini's highest thinking level is high.",
    sources: ["cometapi-gemini-documentation"],
  },
  {
    // Ids nobody has described are of the newest kind.
    pattern: /^gemini-(?![12](?!\d)|pro(?:-vision)?$)/,
    traits: { thinkingLevels: ["low", "medium", "high"] },
    reason: "From Gemini 3 on thinking has a level and cannot be turned off.",
    sources: ["google-thinking-guides"],
  },
  {
    pattern: /^gemini-3(?:\.[0-6])?-flash|^gemini-(?![12](?!\d)).*flash-lite/,
    traits: { thinkingLevels: ["minimal", "low", "medium", "high"] },
    reason: "Flash before 3.7, and Flash-Lite, can think next to nothing.",
    sources: ["google-thinking-guides", "google-catalogue"],
  },
  {
    pattern: /^gemini-3-pro(?!-image)/,
    traits: { thinkingLevels: ["low", "high"] },
    reason: "Gemini 3 Pro has two levels of thinking; medium came with 3.1.",
    sources: ["google-thinking-guides"],
  },
  {
    pattern: /^gemini-4-hydrogen/,
    traits: { thinkingLevels: ["low", "medium", "high", "xhigh"] },
    reason: "Gemini 4 Hydrogen has a level above high.",
    sources: ["google-catalogue"],
  },
  {
    pattern: /^gemini-2\.5-flash/,
    traits: { thinkingBudget: { least: 1, most: 24_576, canBeOff: true } },
    reason: "Gemini 2.5 takes its thinking as a number of tokens.",
    sources: ["google-thinking-guides"],
  },
  {
    pattern: /^gemini-2\.5-flash-lite/,
    traits: { thinkingBudget: { least: 512, most: 24_576, canBeOff: true } },
    reason: "Gemini 2.5 takes its thinking as a number of tokens.",
    sources: ["google-thinking-guides"],
  },
  {
    pattern: /^gemini-2\.5-pro/,
    traits: { thinkingBudget: { least: 128, most: 32_768, canBeOff: false } },
    reason: "Gemini 2.5 Pro takes its thinking as a number of tokens, and always thinks.",
    sources: ["google-thinking-guides"],
  },
  {
    pattern: /^gemini-(?:[12](?!\d)|pro(?:-vision)?$)/,
    traits: {
      acceptsFormatWithTools: false,
      acceptsToolMix: false,
      acceptsMediaInResults: false,
    },
    reason:
      "Before Gemini 3 functions stand beside no response format and none of Google's tools, and return text.",
    sources: ["google-catalogue"],
  },
  {
    pattern: /^gemini-(?:1|2\.0)/,
    traits: { isReasoning: false },
    reason: "Gemini can think from 2.5 on.",
    sources: ["google-thinking-guides"],
  },
  {
    pattern: /^gemini-2\.5/,
    traits: { refusedOptions: { presencePenalty: "always", frequencyPenalty: "always" } },
    reason: "Of Google's two APIs one refuses penalties for Gemini 2.5.",
    sources: ["google-catalogue"],
  },
  {
    pattern: /^gemini-(?![12](?!\d)|pro(?:-vision)?$)/,
    traits: { wantsSignedCalls: true },
    reason: "From Gemini 3 on a step of calls is refused without its thought signature.",
    sources: ["google-signature-guide"],
  },
  {
    pattern: /^gemini-(?:2\.5|3)/,
    traits: { contextWindow: 1_048_576, maxOutputTokens: 65_536 },
    reason: "Limits of Gemini 2.5 and 3.",
    sources: ["bundled-figures"],
  },
  {
    pattern: /^gemini-2\.0/,
    traits: { contextWindow: 1_048_576, maxOutputTokens: 8192 },
    reason: "Limits of Gemini 2.0.",
    sources: ["openrouter-profiles"],
  },
];
