import type { ModelTraitRow } from "../model-traits.ts";

/**
 * How the relay changes Chat Completions requests for a vendor's own API: it builds a new request and silently drops
 * what it does not convert. Every row names the relay's file that shows it. CometAPI's own settings are not known, so
 * options that the relay may drop are still sent, with a warning.
 */
export const RELAY_ROWS: readonly ModelTraitRow[] = [
  {
    pattern: /^gpt-5/,
    traits: { ignoredOptions: ["temperature", "topP", "logprobs"] },
    // Sources: new-api-openai
    reason: "The relay removes temperature, top_p and logprobs for GPT-5, whatever the effort.",
  },
  {
    pattern: /^claude-/,
    traits: { acceptsDeveloperRole: false },
    // The relay passes the role developer on, which Claude refuses (400).
    // Sources: new-api-claude
  },
  {
    pattern: /^claude-/,
    traits: {
      ignoredOptions: [
        "presencePenalty",
        "frequencyPenalty",
        "seed",
        "choiceCount",
        "logprobs",
        "logitBias",
        "responseFormat",
        "user",
      ],
    },
    // Sources: new-api-claude
    reason: "The relay drops it when it asks Claude; the Messages API takes more options.",
  },
  {
    pattern: /^claude-/,
    traits: {
      reasoningEfforts: ["none", "low", "medium", "high"],
      acceptsSamplingWithEffort: false,
    },
    // Sources: new-api-claude
    reason:
      "The relay turns an effort into a thinking budget, with which Claude takes no sampling parameters.",
  },
  {
    pattern: /^claude-/,
    traits: { refusesForcedTools: "with-effort" },
    // Sources: new-api-claude, anthropic-catalogue
    reason:
      "The relay turns an effort into a thinking budget, and a Claude that thinks takes no forced tool.",
  },
  {
    pattern: /^claude-(?:opus-4-[78](?!\d)|[a-z]+-5|[a-z]+-3(?!-7))/,
    traits: { reasoningEfforts: [] },
    // Sources: new-api-claude
    reason: "The relay turns an effort into a thinking budget, which this Claude refuses (400).",
  },
  {
    pattern: /^gemini-/,
    traits: {
      ignoredOptions: [
        "topK",
        "presencePenalty",
        "frequencyPenalty",
        "choiceCount",
        "logprobs",
        "parallelToolCalls",
        "reasoningEffort",
        "user",
      ],
    },
    // Sources: new-api-gemini
    reason: "The relay drops it when it asks Gemini; Gemini's own API takes it.",
  },
  {
    pattern: /^(?:qwen|qwq|qvq)/,
    traits: { defaultTopP: 0.8 },
    // Without top_p the relay sends 0.001, which is almost greedy; 0.8 is what Qwen's model cards
    // say.
    // Sources: new-api-ali, qwen-model-cards
  },
  {
    pattern: /^glm-/,
    traits: { takesStopAsText: true },
    // Sources: new-api-zhipu
    reason: "The relay sends GLM one stop string and drops a list.",
  },
  {
    pattern: /^glm-/,
    traits: { ignoredOptions: ["seed", "reasoningEffort", "responseFormat", "user"] },
    // Sources: new-api-zhipu
    reason: "The relay builds a new request for GLM and drops it.",
  },
  {
    pattern: /^(?:open-)?(?:mi[sx]tral|magistral|ministral|codestral|devstral|pixtral|voxtral)/,
    traits: { ignoredOptions: ["stopSequences", "seed", "parallelToolCalls", "responseFormat"] },
    // Sources: new-api-mistral
    reason: "The relay builds a new request for Mistral and drops it.",
  },
  {
    pattern: /^(?:sonar|pplx|r1-1776)/,
    traits: { ignoredOptions: ["tools", "responseFormat"] },
    // Sources: new-api-perplexity
    reason: "The relay builds a new request for Perplexity and drops it.",
  },
];
