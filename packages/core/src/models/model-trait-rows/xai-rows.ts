import type { ModelTraitRow } from "../model-traits.ts";

/** xAI's models. */
export const XAI_ROWS: readonly ModelTraitRow[] = [
  {
    pattern: /^grok-(?:4|3-mini)(?!.*non-reasoning)/,
    traits: {
      isReasoning: true,
      refusedOptions: {
        presencePenalty: "always",
        frequencyPenalty: "always",
        stopSequences: "always",
      },
    },
    // Sources: xai-reasoning-guide
    reason: "Grok's reasoning models refuse penalties and stop.",
  },
  {
    pattern: /^grok-(?:3(?!-mini)|4(?:$|-0709|-latest|-fast|-1-fast|\.1))/,
    traits: { reasoningEfforts: [] },
    // Sources: xai-reasoning-guide
    reason: "Of Grok 3 and 4 only grok-3-mini takes reasoning_effort.",
  },
  {
    pattern: /^grok-3-mini/,
    traits: { reasoningEfforts: ["low", "high"] },
    // Sources: xai-reasoning-guide
    reason: "Grok 3 Mini knows the efforts low and high.",
  },
  {
    pattern: /^grok-3/,
    traits: { contextWindow: 131_072, maxOutputTokens: 8192 },
    // Limits of Grok 3.
    // Sources: openrouter-profiles
  },
  {
    pattern: /^grok-4(?:$|-0709|-latest)/,
    traits: { contextWindow: 256_000, maxOutputTokens: 64_000 },
    // Limits of Grok 4. LobeChat's table for CometAPI says 131,072.
    // Sources: openrouter-profiles
  },
  {
    pattern: /^grok-4(?:\.1|-1)?-fast/,
    traits: { contextWindow: 2_000_000, maxOutputTokens: 30_000 },
    // Limits of Grok 4 Fast.
    // Sources: openrouter-profiles
  },
];
