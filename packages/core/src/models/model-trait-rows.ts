import type { ModelTraitRow } from "./model-traits.ts";

const OPENAI: readonly ModelTraitRow[] = [
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
    pattern: /^gpt-5-chat/,
    traits: { supportsTools: false },
    reason: "GPT-5 Chat does not call functions.",
    sources: ["openai-catalogue"],
  },
  {
    pattern: /^(?:gpt-(?:3\.5|4-turbo)|chatgpt-)/,
    traits: { structuredOutput: "json-object" },
    reason: "The model answers json_schema with 400 and has JSON mode only.",
    sources: ["crewai-6357"],
  },
  {
    pattern: /^gpt-4(?:$|-\d|-32k)/,
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
    pattern: /^gpt-4-turbo/,
    traits: { contextWindow: 128_000, maxOutputTokens: 4096 },
    reason: "Limits of GPT-4 Turbo.",
    sources: ["openai-profiles"],
  },
  {
    pattern: /^gpt-4(?:$|-\d)/,
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

const ANTHROPIC: readonly ModelTraitRow[] = [
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

const GOOGLE: readonly ModelTraitRow[] = [
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

const XAI: readonly ModelTraitRow[] = [
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
    reason: "Grok's reasoning models answer penalties and stop with an error.",
    sources: ["xai-reasoning-guide"],
  },
  {
    pattern: /^grok-(?:3(?!-mini)|4(?:$|-0709|-latest|-fast|-1-fast|\.1))/,
    traits: { reasoningEfforts: [] },
    reason: "Of Grok 3 and 4 only grok-3-mini takes reasoning_effort.",
    sources: ["xai-reasoning-guide"],
  },
  {
    pattern: /^grok-3-mini/,
    traits: { reasoningEfforts: ["low", "high"] },
    reason: "Grok 3 Mini knows the efforts low and high.",
    sources: ["xai-reasoning-guide"],
  },
  {
    pattern: /^grok-3/,
    traits: { contextWindow: 131_072, maxOutputTokens: 8192 },
    reason: "Limits of Grok 3.",
    sources: ["openrouter-profiles"],
  },
  {
    pattern: /^grok-4(?:$|-0709|-latest)/,
    traits: { contextWindow: 256_000, maxOutputTokens: 64_000 },
    reason: "Limits of Grok 4. LobeChat's table for CometAPI says 131,072.",
    sources: ["openrouter-profiles"],
  },
  {
    pattern: /^grok-4(?:\.1|-1)?-fast/,
    traits: { contextWindow: 2_000_000, maxOutputTokens: 30_000 },
    reason: "Limits of Grok 4 Fast.",
    sources: ["openrouter-profiles"],
  },
];

const CHINA: readonly ModelTraitRow[] = [
  {
    pattern: /^(?:deepseek|qwen|doubao)/,
    traits: { acceptsDeveloperRole: false },
    reason: "The vendor answers the role developer with 400.",
    sources: ["pi-1048"],
  },
  {
    pattern: /^deepseek/,
    traits: { structuredOutput: "json-object" },
    reason: "DeepSeek answers json_schema with 400 and has JSON mode only.",
    sources: ["llm-exe-662"],
  },
  {
    pattern: /^deepseek-(?:r1|reasoner)/,
    traits: { isReasoning: true, refusedOptions: { logprobs: "always" } },
    reason: "DeepSeek's reasoner ignores sampling parameters and answers logprobs with an error.",
    sources: ["deepseek-reasoning-guide"],
  },
  {
    pattern: /^deepseek-r1/,
    traits: { echoesReasoning: false },
    reason: "R1 answers reasoning_content in the input with 400.",
    sources: ["deepseek-reasoning-guide"],
  },
  {
    pattern: /^deepseek-(?:v3\.2|v[4-9]|reasoner)/,
    traits: { echoesReasoning: true, supportsTools: true },
    reason: "After a tool call the model answers a missing reasoning_content with 400.",
    sources: ["opencode-24124-openhands-353"],
  },
  {
    pattern: /^deepseek-v[4-9]/,
    traits: { isReasoning: true, contextWindow: 1_000_000, maxOutputTokens: 384_000 },
    reason: "DeepSeek V4 thinks unless told not to.",
    sources: ["deepseek-v4-guide"],
  },
  {
    pattern: /^deepseek-(?:v3\.[12]|chat|reasoner)/,
    traits: { contextWindow: 131_072, maxOutputTokens: 8192 },
    reason: "Limits of DeepSeek V3.1 and V3.2.",
    sources: ["bundled-figures"],
  },
  {
    pattern: /^kimi-k(?:2\.[5-9]|[3-9])/,
    traits: {
      refusedOptions: {
        temperature: "always",
        topP: "always",
        choiceCount: "always",
        presencePenalty: "always",
        frequencyPenalty: "always",
      },
    },
    reason: 'Kimi answers "invalid temperature: only 1 is allowed for this model" with 400.',
    sources: ["opencode-27796"],
  },
  {
    pattern: /^kimi-k(?:2-thinking|2\.[5-9]|[3-9])/,
    traits: { echoesReasoning: true, isReasoning: true, supportsTools: true },
    reason: "While thinking, Kimi wants the reasoning_content of its tool calls back.",
    sources: ["opencode-24124-vercel-14740"],
  },
  {
    pattern: /^kimi-k[3-9]/,
    traits: { reasoningEfforts: ["low", "high", "max"] },
    reason: "Kimi K3 knows the efforts low, high and max, and cannot stop thinking.",
    sources: ["kimi-k3-migration-guide"],
  },
  {
    pattern: /^kimi-k2\.[5-9]/,
    traits: { contextWindow: 262_144 },
    reason: "Window of Kimi K2.5.",
    sources: ["openrouter-profiles"],
  },
  {
    pattern: /^glm-(?:4\.[5-9]|[5-9])/,
    traits: { echoesReasoning: true, isReasoning: true, supportsTools: true },
    reason: "GLM keeps its train of thought when reasoning_content comes back.",
    sources: ["opencode-24803"],
  },
  {
    pattern: /^glm-5\.3/,
    traits: {
      reasoningEfforts: ["low", "high", "max"],
      contextWindow: 1_048_576,
      maxOutputTokens: 131_072,
    },
    reason: "GLM 5.3 knows the efforts low, high and max, and cannot stop thinking.",
    sources: ["glm-guide"],
  },
  {
    pattern: /^minimax-m2/,
    traits: {
      echoesReasoning: true,
      isReasoning: true,
      supportsTools: true,
      contextWindow: 204_800,
      maxOutputTokens: 131_072,
    },
    reason: "MiniMax M2 loses its thread in tool loops when its reasoning does not come back.",
    sources: ["novita-thinking-guide", "openrouter-profiles"],
  },
  {
    pattern: /^qwen3-235b/,
    traits: { contextWindow: 131_072, maxOutputTokens: 32_768 },
    reason: "Limits of Qwen3 235B.",
    sources: ["bundled-figures"],
  },
  {
    pattern: /^qwen3-max/,
    traits: { contextWindow: 262_144, maxOutputTokens: 32_768 },
    reason: "Limits of Qwen3 Max.",
    sources: ["openrouter-profiles"],
  },
  {
    pattern: /^qwen3-coder/,
    traits: { contextWindow: 262_144, maxOutputTokens: 65_536 },
    reason: "Limits of Qwen3 Coder.",
    sources: ["openrouter-profiles"],
  },
];

/**
 * Every model family that wants a request shaped otherwise, or whose limits are known. Rows that fit
 * the same model add up, later ones over earlier ones. CometAPI itself documents hardly any of this:
 * each row names who does. A model no row fits is sent everything as it was given.
 */
export const MODEL_TRAIT_ROWS: readonly ModelTraitRow[] = [
  ...OPENAI,
  ...ANTHROPIC,
  ...GOOGLE,
  ...XAI,
  ...CHINA,
];
