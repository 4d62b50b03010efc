import { namesOf, plainChatOptions } from "../../chat/chat-options.ts";
import { type ModelTraitRow, refuse } from "../model-traits.ts";

const UNKNOWN_OPTIONS = namesOf(plainChatOptions).filter(
  (name) => plainChatOptions[name].isUnknownToOpenAI === true,
);

/** OpenAI's models, those with open weights included. */
export const OPENAI_ROWS: readonly ModelTraitRow[] = [
  {
    pattern: /^(?:gpt-(?:[3-9]|\d{2})|o\d|chatgpt-)/,
    traits: { refusedOptions: refuse(UNKNOWN_OPTIONS) },
    // Sources: openai-in-general
    reason: "OpenAI's Chat Completions does not have this option and refuses unknown fields.",
  },
  {
    pattern: /^(?:gpt-(?:3\.5|4)|chatgpt-|gpt-5-chat)/,
    traits: { reasoningEfforts: [], isReasoning: false },
    // Sources: cometapi-chat-documentation
    reason: "The model does not reason and refuses reasoning_effort.",
  },
  {
    pattern: /^gpt-(?:4o|4\.1|4-turbo|[5-9]|\d{2})|^o(?:[134])(?:$|-(?!mini))|^o4-mini/,
    traits: { inputModalities: ["text", "image", "file"], supportsTools: true },
    // The model reads images and PDF files and calls functions.
    // Sources: openai-profiles
  },
  {
    pattern: /^gpt-(?:4o(?:-mini)?-)?audio/,
    traits: { inputModalities: ["text", "audio"] },
    // The model hears and reads, and sees nothing.
    // Sources: openrouter-catalogue
  },
  {
    pattern: /^(?:gpt-3\.5|gpt-4(?:$|-(?:\d|32k))|o[13]-mini)/,
    traits: { inputModalities: ["text"] },
    // The model reads text only.
    // Sources: openai-profiles
  },
  {
    pattern: /^gpt-5-chat/,
    traits: { supportsTools: false },
    // GPT-5 Chat does not call functions.
    // Sources: openai-catalogue
  },
  {
    pattern:
      /^(?:gpt-(?:4o|4\.[1-9]|[5-9]|\d{2})|o[134](?:$|-))(?!.*-(?:audio|realtime|image|search))/,
    traits: { structuredOutput: "json-schema" },
    // Sources: openai-profiles
    reason: "From GPT-4o on OpenAI can enforce a schema.",
  },
  {
    pattern: /^(?:gpt-(?:3\.5|4-(?:turbo|1106|0125))|chatgpt-)/,
    traits: { structuredOutput: "json-object" },
    // Sources: crewai-6357
    reason: "The model refuses json_schema (400) and has only JSON mode.",
  },
  {
    pattern: /^gpt-4(?:$|-(?!1106|0125)\d)/,
    traits: { structuredOutput: "none" },
    // Sources: openai-node-439
    reason: "GPT-4 is older than JSON mode.",
  },
  {
    pattern: /^(?:gpt-(?:[5-9]|\d{2})|o\d)/,
    traits: { maxTokensField: "max_completion_tokens" },
    // The model counts reasoning into its limit and refuses max_tokens.
    // Sources: cometapi-quickstart
  },
  {
    pattern: /^o\d|^gpt-(?:[5-9]|\d{2})(?:\.\d+)?(?:$|-(?!chat))|^gpt-5\.\d+-chat/,
    traits: {
      isReasoning: true,
      refusedOptions: {
        temperature: "always",
        topP: "always",
        logprobs: "always",
        presencePenalty: "always",
        frequencyPenalty: "always",
        logitBias: "always",
      },
    },
    // Sources: openai-catalogue
    reason: "OpenAI's reasoning models take no sampling parameters.",
  },
  {
    pattern: /^gpt-5\.[1-9]|^gpt-6(?:\.\d+)?-(?:sol|terra|luna)/,
    traits: {
      refusedOptions: {
        temperature: "while-reasoning",
        topP: "while-reasoning",
        logprobs: "while-reasoning",
      },
    },
    // Sources: openai-catalogue
    reason: "The model takes temperature, topP and logprobs only with reasoning effort none.",
  },
  {
    pattern: /^o[34]|^gpt-5(?:\.[0-4])?(?:$|-(?!chat))/,
    traits: { refusedOptions: { stopSequences: "always" } },
    // Sources: smolagents-1893
    reason: "The model refuses stop (400 unsupported_parameter).",
  },
  {
    pattern: /^o\d/,
    traits: { acceptsParallelToolCalls: false },
    // Sources: openai-parallel-tool-calls
    reason: "The o-series refuses parallel_tool_calls (400 unsupported_parameter).",
  },
  {
    pattern: /^gpt-(?:4o(?:-mini)?-search-preview|5-search)/,
    traits: {
      refusedOptions: {
        temperature: "always",
        topP: "always",
        presencePenalty: "always",
        frequencyPenalty: "always",
        choiceCount: "always",
      },
    },
    // Sources: openai-search-previews
    reason: 'The model refuses samplers (400 "Model incompatible request argument supplied").',
  },
  {
    pattern: /^o\d/,
    traits: { reasoningEfforts: ["low", "medium", "high"] },
    // Sources: openai-in-general
    reason: "The o-series knows the efforts low, medium and high.",
  },
  {
    pattern: /^gpt-5(?:$|-(?:mini|nano|\d{4}))/,
    traits: { reasoningEfforts: ["minimal", "low", "medium", "high"] },
    // Sources: openai-catalogue
    reason: "GPT-5 knows the efforts from minimal to high and always reasons.",
  },
  {
    pattern: /^gpt-5\.1(?:$|-(?:mini|nano|\d{4}))/,
    traits: { reasoningEfforts: ["none", "low", "medium", "high"] },
    // Sources: openai-catalogue
    reason: "GPT-5.1 has none in place of minimal.",
  },
  {
    pattern: /^gpt-5\.[2-9](?:$|-(?:mini|nano|sol|terra|luna|\d{4}))/,
    traits: { reasoningEfforts: ["none", "low", "medium", "high", "xhigh"] },
    // Sources: openai-catalogue
    reason: "The model knows the efforts from none to xhigh; max exists on Responses only.",
  },
  {
    pattern: /^gpt-6(?:$|[.-])/,
    traits: { reasoningEfforts: ["low", "medium", "high", "xhigh"] },
    // Sources: openai-catalogue
    reason: "GPT-6 always reasons, from low to xhigh; max exists on Responses only.",
  },
  {
    pattern: /^gpt-6(?:\.\d+)?-(?:sol|terra|luna)/,
    traits: { reasoningEfforts: ["none", "low", "medium", "high", "xhigh"] },
    // Sources: openai-catalogue
    reason: "This GPT-6 can also answer without reasoning; max exists on Responses only.",
  },
  {
    pattern:
      /^gpt-5\.[6-9](?:$|-(?:mini|nano|sol|terra|luna|\d{4}))|^gpt-6-(?:sol|luna)|^gpt-6\.1-terra/,
    traits: { responsesEfforts: ["none", "low", "medium", "high", "xhigh", "max"] },
    // Sources: openai-catalogue
    reason: "On Responses the model knows the efforts from none to max.",
  },
  {
    pattern: /^gpt-6-astra|^gpt-6\.1-sol|^gpt-6(?:\.\d+)?(?:$|-\d{4})/,
    traits: { responsesEfforts: ["low", "medium", "high", "xhigh", "max"] },
    // Sources: openai-catalogue
    reason: "On Responses the model knows the efforts from low to max, and always reasons.",
  },
  {
    pattern: /^o\d|^gpt-(?:[5-9]|\d{2})(?:\.\d+)?(?:$|-(?!chat))|^gpt-5\.\d+-chat/,
    traits: { systemRole: "developer" },
    // OpenAI's reasoning models take instructions in the role developer.
    // Sources: openai-catalogue
  },
  {
    pattern: /^gpt-(?:[6-9]|\d{2})/,
    traits: { refusesLogprobsOnResponses: true },
    // From GPT-6 on, Responses gives log probabilities only without reasoning.
    // Sources: openai-catalogue
  },
  {
    pattern: /^gpt-5\.[6-9]|^gpt-(?:[6-9]|\d{2})/,
    traits: { acceptsCacheBreakpoints: true },
    // From GPT-5.6 on, OpenAI takes breakpoints for its prompt cache.
    // Sources: openai-catalogue
  },
  {
    pattern: /^gpt-5\.[6-9]/,
    traits: { acceptsToolsWithReasoning: false },
    // Sources: openai-catalogue
    reason: "The model refuses function tools on Chat Completions unless the effort is none.",
  },
  {
    pattern: /^gpt-oss/,
    traits: {
      isReasoning: true,
      supportsTools: true,
      inputModalities: ["text"],
      reasoningEfforts: ["low", "medium", "high"],
      contextWindow: 131_072,
    },
    // Sources: gpt-oss-model-card
    reason: "Open-weight GPT: text only, efforts from low to high.",
  },
  {
    pattern: /^gpt-5/,
    traits: { contextWindow: 400_000, maxOutputTokens: 128_000 },
    // Limits of the GPT-5 family.
    // Sources: bundled-figures
  },
  {
    pattern: /^gpt-5\.\d+-chat/,
    traits: { contextWindow: 128_000, maxOutputTokens: 16_384 },
    // The chat variants have a smaller window than their family.
    // Sources: openai-profiles
  },
  {
    pattern: /^gpt-5\.4(?:$|-pro|-\d{4})|^gpt-5\.[5-9]|^gpt-6-astra/,
    traits: { contextWindow: 1_050_000, maxOutputTokens: 128_000 },
    // Limits of the large models from GPT-5.4 on.
    // Sources: openai-profiles
  },
  {
    pattern: /^gpt-4\.1/,
    traits: { contextWindow: 1_047_576, maxOutputTokens: 32_768 },
    // Limits of GPT-4.1.
    // Sources: bundled-figures
  },
  {
    pattern: /^(?:gpt-4o|chatgpt-4o)/,
    traits: { contextWindow: 128_000, maxOutputTokens: 16_384 },
    // Limits of GPT-4o.
    // Sources: bundled-figures
  },
  {
    pattern: /^gpt-4-(?:turbo|1106|0125)/,
    traits: { contextWindow: 128_000, maxOutputTokens: 4096 },
    // Limits of GPT-4 Turbo.
    // Sources: openai-model-pages
  },
  {
    pattern: /^gpt-4(?:$|-(?!1106|0125|32k)\d)/,
    traits: { contextWindow: 8192, maxOutputTokens: 8192 },
    // Limits of GPT-4.
    // Sources: openai-profiles
  },
  {
    pattern: /^gpt-3\.5-turbo/,
    traits: { contextWindow: 16_385, maxOutputTokens: 4096 },
    // Limits of GPT-3.5 Turbo.
    // Sources: openai-profiles
  },
  {
    pattern: /^o[134](?:$|-)/,
    traits: { contextWindow: 200_000, maxOutputTokens: 100_000 },
    // Limits of the o-series.
    // Sources: openai-profiles
  },
];
