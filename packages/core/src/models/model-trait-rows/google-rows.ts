import type { ModelTraitRow } from "../model-traits.ts";

/** Google's models. */
export const GOOGLE_ROWS: readonly ModelTraitRow[] = [
  {
    pattern: /^gemini-/,
    traits: {
      supportsTools: true,
      inputModalities: ["text", "image", "audio", "file"],
    },
    // On Chat Completions Gemini reads everything but video, which the relay drops.
    // Sources: observed-2026-08
  },
  {
    pattern: /^gemini-(?:2|[3-9])(?!.*(?:-image|-tts|live|embedding))/,
    traits: { structuredOutput: "json-schema" },
    // Sources: google-catalogue, new-api-gemini
    reason: "Google can enforce a schema, and the relay passes it on.",
  },
  {
    pattern: /^gemini-(?:2\.5|[3-9])/,
    traits: {
      isReasoning: true,
      reasoningEfforts: ["none", "minimal", "low", "medium", "high"],
    },
    // Sources: cometapi-gemini-documentation
    reason: "Gemini's highest thinking level is high.",
  },
  {
    // Unknown ids are taken for the newest models.
    pattern: /^gemini-(?![12](?!\d)|pro(?:-vision)?$)/,
    traits: { thinkingLevels: ["low", "medium", "high"] },
    // Sources: google-thinking-guides
    reason: "From Gemini 3 on thinking has a level and cannot be turned off.",
  },
  {
    pattern: /^gemini-3(?:\.[0-6])?-flash|^gemini-(?![12](?!\d)).*flash-lite/,
    traits: { thinkingLevels: ["minimal", "low", "medium", "high"] },
    // Sources: google-thinking-guides, google-catalogue
    reason: "Flash before 3.7, and Flash-Lite, have a level of almost no thinking.",
  },
  {
    pattern: /^gemini-3-pro(?!-image)/,
    traits: { thinkingLevels: ["low", "high"] },
    // Sources: google-thinking-guides
    reason: "Gemini 3 Pro has two levels of thinking; medium came with 3.1.",
  },
  {
    pattern: /^gemini-4-hydrogen/,
    traits: { thinkingLevels: ["low", "medium", "high", "xhigh"] },
    // Sources: google-catalogue
    reason: "Gemini 4 Hydrogen has a level above high.",
  },
  {
    pattern: /^gemini-2\.5-flash/,
    traits: { thinkingBudget: { min: 1, max: 24_576, canBeOff: true } },
    // Gemini 2.5 takes its thinking as a number of tokens.
    // Sources: google-thinking-guides
  },
  {
    pattern: /^gemini-2\.5-flash-lite/,
    traits: { thinkingBudget: { min: 512, max: 24_576, canBeOff: true } },
    // Gemini 2.5 takes its thinking as a number of tokens.
    // Sources: google-thinking-guides
  },
  {
    pattern: /^gemini-2\.5-pro/,
    traits: { thinkingBudget: { min: 128, max: 32_768, canBeOff: false } },
    // Gemini 2.5 Pro takes its thinking as a number of tokens, and always thinks.
    // Sources: google-thinking-guides
  },
  {
    pattern: /^gemini-(?:[12](?!\d)|pro(?:-vision)?$)/,
    traits: {
      acceptsFormatWithTools: false,
      acceptsToolMix: false,
      acceptsMediaInResults: false,
    },
    // Sources: google-catalogue
    reason:
      "Before Gemini 3, functions go with no response format and none of Google's own tools, and return only text.",
  },
  {
    pattern: /^gemini-(?:1|2\.0)/,
    traits: { isReasoning: false },
    // Gemini can think from 2.5 on.
    // Sources: google-thinking-guides
  },
  {
    pattern: /^gemini-2\.5/,
    traits: { refusedOptions: { presencePenalty: "always", frequencyPenalty: "always" } },
    // Sources: google-catalogue
    reason: "One of Google's two APIs refuses penalties for Gemini 2.5.",
  },
  {
    pattern: /^gemini-(?![12](?!\d)|pro(?:-vision)?$)/,
    traits: { wantsSignedCalls: true },
    // From Gemini 3 on a step of calls is refused without its thought signature.
    // Sources: google-signature-guide
  },
  {
    pattern: /^gemini-(?:2\.5|3)/,
    traits: { contextWindow: 1_048_576, maxOutputTokens: 65_536 },
    // Limits of Gemini 2.5 and 3.
    // Sources: bundled-figures
  },
  {
    pattern: /^gemini-2\.0/,
    traits: { contextWindow: 1_048_576, maxOutputTokens: 8192 },
    // Limits of Gemini 2.0.
    // Sources: openrouter-profiles
  },
];
