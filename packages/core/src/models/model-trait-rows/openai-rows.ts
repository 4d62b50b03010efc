import type { ModelTraitRow } from "../model-traits.ts";

/** OpenAI's models, those with open weights included. */
export const OPENAI_ROWS: readonly ModelTraitRow[] = [
  {
    pattern: /^(?:gpt-(?:[3-9]|\d{2})|o\d|chatgpt-)/,
    traits: { refusedOptions: { topK: "always" } },
    reason: "OpenAI's Chat Completions has no top_k and refuses fields it does not know.",
    sources: ["openai-in-general"],
  },
  {
    pattern: /^(?:gpt-(?:3\.5|4)|chatgpt-|gpt-5-chat)/,
    traits: { reasoningEfforts: [], isReasoning: false },
    reason: "The model does not reason and refuses reasoning_effort.",
    sources: ["cometapi-chat-documentation"],
  },
  {
    pattern: /^gpt-(?:4o|4\.1|4-turbo|[5-9]|\d{2})|^o(?:[134])(?:$|-(?!mini))|^o4-mini/,
    traits: { inputModalities: ["text", "image", "file"], supportsTools: true },
    reason: "The model reads images and PDF files and calls functions.",
    sources: ["openai-profiles"],
  },
  {
    pattern: /^(?:gpt-3\.5|gpt-4(?:$|-(?:\d|32k))|o[13]-mini)/,
    traits: { inputModalities: ["text"] },
    reason: "The model reads text only.",
    sources: ["openai-profiles"],
  },
  {
    pattern: /^gpt-5-chat/,
    traits: { supportsTools: false },
    reason: "GPT-5 Chat does not call functions.",
    sources: ["openai-catalogue"],
  },
  {
    pattern:
      /^(?:gpt-(?:4o|4\.[1-9]|[5-9]|\d{2})|o[134](?:$|-))(?!.*-(?:audio|realtime|image|search))/,
    traits: { structuredOutput: "json-schema" },
    reason: "From GPT-4o on OpenAI's models are held to a schema.",
    sources: ["openai-profiles"],
  },
  {
    pattern: /^(?:gpt-(?:3\.5|4-(?:turbo|1106|0125))|chatgpt-)/,
    traits: { structuredOutput: "json-object" },
    reason: "The model answers json_schema with 400 and has JSON mode only.",
    sources: ["crewai-6357"],
  },
  {
    pattern: /^gpt-4(?:$|-(?!1106|0125)\d)/,
    traits: { structuredOutput: "none" },
    reason: "GPT-4 is older than JSON mode.",
    sources: ["openai-node-439"],
  },
  {
    pattern: /^(?:gpt-(?:[5-9]|\d{2})|o\d)/,
    traits: { maxTokensField: "max_completion_tokens" },
    reason: "The model counts reasoning into its limit and refuses max_tokens.",
    sources: ["cometapi-quickstart"],
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
    reason: "OpenAI's reasoning models take no sampling parameters.",
    sources: ["openai-catalogue"],
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
    reason: "The model takes temperature, topP and logprobs only with reasoning effort none.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^o[34]|^gpt-5(?:\.[0-4])?(?:$|-(?!chat))/,
    traits: { refusedOptions: { stopSequences: "always" } },
    reason: "The model answers stop with 400 unsupported_parameter.",
    sources: ["smolagents-1893"],
  },
  {
    pattern: /^o\d/,
    traits: { acceptsParallelToolCalls: false },
    reason: "The o-series answers parallel_tool_calls with 400 unsupported_parameter.",
    sources: ["openai-parallel-tool-calls"],
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
    reason: 'The model answers samplers with 400 "Model incompatible request argument supplied".',
    sources: ["openai-search-previews"],
  },
  {
    pattern: /^o\d/,
    traits: { reasoningEfforts: ["low", "medium", "high"] },
    reason: "The o-series knows the efforts low, medium and high.",
    sources: ["openai-in-general"],
  },
  {
    pattern: /^gpt-5(?:$|-(?:mini|nano|\d{4}))/,
    traits: { reasoningEfforts: ["minimal", "low", "medium", "high"] },
    reason: "GPT-5 knows the efforts from minimal to high and always reasons.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^gpt-5\.1(?:$|-(?:mini|nano|\d{4}))/,
    traits: { reasoningEfforts: ["none", "low", "medium", "high"] },
    reason: "GPT-5.1 has none in place of minimal.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^gpt-5\.[2-9](?:$|-(?:mini|nano|sol|terra|luna|\d{4}))/,
    traits: { reasoningEfforts: ["none", "low", "medium", "high", "xhigh"] },
    reason: "The model knows the efforts from none to xhigh; max exists on Responses only.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^gpt-6(?:$|[.-])/,
    traits: { reasoningEfforts: ["low", "medium", "high", "xhigh"] },
    reason: "GPT-6 always reasons, from low to xhigh; max exists on Responses only.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^gpt-6(?:\.\d+)?-(?:sol|terra|luna)/,
    traits: { reasoningEfforts: ["none", "low", "medium", "high", "xhigh"] },
    reason: "This GPT-6 can also answer without reasoning; max exists on Responses only.",
    sources: ["openai-catalogue"],
  },
  {
    pattern:
      /^gpt-5\.[6-9](?:$|-(?:mini|nano|sol|terra|luna|\d{4}))|^gpt-6-(?:sol|luna)|^gpt-6\.1-terra/,
    traits: { responsesEfforts: ["none", "low", "medium", "high", "xhigh", "max"] },
    reason: "On Responses the model knows the efforts from none to max.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^gpt-6-astra|^gpt-6\.1-sol|^gpt-6(?:\.\d+)?(?:$|-\d{4})/,
    traits: { responsesEfforts: ["low", "medium", "high", "xhigh", "max"] },
    reason: "On Responses the model knows the efforts from low to max, and always reasons.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^o\d|^gpt-(?:[5-9]|\d{2})(?:\.\d+)?(?:$|-(?!chat))|^gpt-5\.\d+-chat/,
    traits: { systemRole: "developer" },
    reason: "OpenAI's reasoning models take instructions in the role developer.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^gpt-(?:[6-9]|\d{2})/,
    traits: { refusesLogprobsOnResponses: true },
    reason: "From GPT-6 on, Responses tells log probabilities only without reasoning.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^gpt-5\.[6-9]|^gpt-(?:[6-9]|\d{2})/,
    traits: { acceptsCacheBreakpoints: true },
    reason: "From GPT-5.6 on, OpenAI takes breakpoints for its prompt cache.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^gpt-5\.[6-9]/,
    traits: { acceptsToolsWithReasoning: false },
    reason: "The model refuses function tools on Chat Completions unless the effort is none.",
    sources: ["openai-catalogue"],
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
    reason: "Open-weight GPT: text only, efforts from low to high.",
    sources: ["gpt-oss-model-card"],
  },
  {
    pattern: /^gpt-5/,
    traits: { contextWindow: 400_000, maxOutputTokens: 128_000 },
    reason: "Limits of the GPT-5 family.",
    sources: ["bundled-figures"],
  },
  {
    pattern: /^gpt-5\.\d+-chat/,
    traits: { contextWindow: 128_000, maxOutputTokens: 16_384 },
    reason: "The chat variants have a smaller window than their family.",
    sources: ["openai-profiles"],
  },
  {
    pattern: /^gpt-5\.4(?:$|-pro|-\d{4})|^gpt-5\.[5-9]|^gpt-6-astra/,
    traits: { contextWindow: 1_050_000, maxOutputTokens: 128_000 },
    reason: "Limits of the large models from GPT-5.4 on.",
    sources: ["openai-profiles"],
  },
  {
    pattern: /^gpt-4\.1/,
    traits: { contextWindow: 1_047_576, maxOutputTokens: 32_768 },
    reason: "Limits of GPT-4.1.",
    sources: ["bundled-figures"],
  },
  {
    pattern: /^(?:gpt-4o|chatgpt-4o)/,
    traits: { contextWindow: 128_000, maxOutputTokens: 16_384 },
    reason: "Limits of GPT-4o.",
    sources: ["bundled-figures"],
  },
  {
    pattern: /^gpt-4-(?:turbo|1106|0125)/,
    traits: { contextWindow: 128_000, maxOutputTokens: 4096 },
    reason: "Limits of GPT-4 Turbo.",
    sources: ["openai-model-pages"],
  },
  {
    pattern: /^gpt-4(?:$|-(?!1106|0125|32k)\d)/,
    traits: { contextWindow: 8192, maxOutputTokens: 8192 },
    reason: "Limits of GPT-4.",
    sources: ["openai-profiles"],
  },
  {
    pattern: /^gpt-3\.5-turbo/,
    traits: { contextWindow: 16_385, maxOutputTokens: 4096 },
    reason: "Limits of GPT-3.5 Turbo.",
    sources: ["openai-profiles"],
  },
  {
    pattern: /^o[134](?:$|-)/,
    traits: { contextWindow: 200_000, maxOutputTokens: 100_000 },
    reason: "Limits of the o-series.",
    sources: ["openai-profiles"],
  },
];
