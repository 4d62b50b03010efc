import type { ModelTraitRow } from "../model-traits.ts";

/**
 * What the relay does to Chat Completions requests on their way to a family's own API: it writes them
 * anew and passes over what it has no place for, without a word. Every row names the file that shows it;
 * CometAPI's own settings are not known, so that nothing is left out on its account alone.
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
    // The relay hands the role developer on, which Claude answers with 400.
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
    reason: "The relay has no place for it when it asks Claude; the Messages API has more.",
  },
  {
    pattern: /^claude-/,
    traits: {
      reasoningEfforts: ["none", "low", "medium", "high"],
      acceptsSamplingWithEffort: false,
    },
    // Sources: new-api-claude
    reason:
      "The relay makes a thinking budget of low, medium and high, beside which Claude takes no sampling.",
  },
  {
    pattern: /^claude-/,
    traits: { refusesForcedTools: "with-effort" },
    // Sources: new-api-claude, anthropic-catalogue
    reason:
      "The relay makes a thinking budget of an effort, and Claude takes no forced tool while it thinks.",
  },
  {
    pattern: /^claude-(?:opus-4-[78](?!\d)|[a-z]+-5|[a-z]+-3(?!-7))/,
    traits: { reasoningEfforts: [] },
    // Sources: new-api-claude
    reason: "The relay makes a thinking budget of an effort, which this Claude answers with 400.",
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
    reason: "The relay has no place for it when it asks Gemini; Gemini's own API has.",
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
    reason: "The relay sends GLM a stop of one text and loses a list.",
  },
  {
    pattern: /^glm-/,
    traits: { ignoredOptions: ["seed", "reasoningEffort", "responseFormat", "user"] },
    // Sources: new-api-zhipu
    reason: "The relay builds requests to GLM anew and has no place for it.",
  },
  {
    pattern: /^(?:open-)?(?:mi[sx]tral|magistral|ministral|codestral|devstral|pixtral|voxtral)/,
    traits: { ignoredOptions: ["stopSequences", "seed", "parallelToolCalls", "responseFormat"] },
    // Sources: new-api-mistral
    reason: "The relay builds requests to Mistral anew and has no place for it.",
  },
  {
    pattern: /^(?:sonar|pplx|r1-1776)/,
    traits: { ignoredOptions: ["tools", "responseFormat"] },
    // Sources: new-api-perplexity
    reason: "The relay builds requests to Perplexity anew and has no place for it.",
  },
];
