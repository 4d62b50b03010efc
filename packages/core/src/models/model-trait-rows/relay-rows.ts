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
    reason: "The relay removes temperature, top_p and logprobs for GPT-5, whatever the effort.",
    sources: ["new-api-openai"],
  },
  {
    pattern: /^claude-/,
    traits: { acceptsDeveloperRole: false },
    reason: "The relay hands the role developer on, which Claude answers with 400.",
    sources: ["new-api-claude"],
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
    reason: "The relay has no place for it when it asks Claude; the Messages API has more.",
    sources: ["new-api-claude"],
  },
  {
    pattern: /^claude-/,
    traits: {
      reasoningEfforts: ["none", "low", "medium", "high"],
      acceptsSamplingWithEffort: false,
    },
    reason:
      "The relay makes a thinking budget of low, medium and high, beside which Claude takes no sampling.",
    sources: ["new-api-claude"],
  },
  {
    pattern: /^claude-/,
    traits: { refusesForcedTools: "with-effort" },
    reason:
      "The relay makes a thinking budget of an effort, and Claude takes no forced tool while it thinks.",
    sources: ["new-api-claude", "anthropic-catalogue"],
  },
  {
    pattern: /^claude-(?:opus-4-[78](?!\d)|[a-z]+-5|[a-z]+-3(?!-7))/,
    traits: { reasoningEfforts: [] },
    reason: "The relay makes a thinking budget of an effort, which this Claude answers with 400.",
    sources: ["new-api-claude"],
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
    reason: "The relay has no place for it when it asks Gemini; Gemini's own API has.",
    sources: ["new-api-gemini"],
  },
  {
    pattern: /^(?:qwen|qwq|qvq)/,
    traits: { defaultTopP: 0.8 },
    reason:
      "Without top_p the relay sends 0.001, which is almost greedy; 0.8 is what Qwen's model cards say.",
    sources: ["new-api-ali", "qwen-model-cards"],
  },
  {
    pattern: /^glm-/,
    traits: { takesStopAsText: true },
    reason: "The relay sends GLM a stop of one text and loses a list.",
    sources: ["new-api-zhipu"],
  },
  {
    pattern: /^glm-/,
    traits: { ignoredOptions: ["seed", "reasoningEffort", "responseFormat", "user"] },
    reason: "The relay builds requests to GLM anew and has no place for it.",
    sources: ["new-api-zhipu"],
  },
  {
    pattern: /^(?:open-)?(?:mi[sx]tral|magistral|ministral|codestral|devstral|pixtral|voxtral)/,
    traits: { ignoredOptions: ["stopSequences", "seed", "parallelToolCalls", "responseFormat"] },
    reason: "The relay builds requests to Mistral anew and has no place for it.",
    sources: ["new-api-mistral"],
  },
  {
    pattern: /^(?:sonar|pplx|r1-1776)/,
    traits: { ignoredOptions: ["tools", "responseFormat"] },
    reason: "The relay builds requests to Perplexity anew and has no place for it.",
    sources: ["new-api-perplexity"],
  },
];
