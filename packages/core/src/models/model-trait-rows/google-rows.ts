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
    pattern: /^gemini-(?:2\.5|[3-9])/,
    traits: {
      isReasoning: true,
      reasoningEfforts: ["none", "minimal", "low", "medium", "high"],
    },
    reason: "Gemini's highest thinking level is high.",
    sources: ["cometapi-gemini-documentation"],
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
