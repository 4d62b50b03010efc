import type { ModelTraitRow } from "../model-traits.ts";

/** DeepSeek's, Moonshot's, Z.ai's, MiniMax's and Alibaba's models, and what they have in common. */
export const CHINA_ROWS: readonly ModelTraitRow[] = [
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
    pattern: /^deepseek-v[4-9]/,
    traits: { refusesForcedTools: "while-reasoning" },
    reason: "DeepSeek thinks unless told not to, and answers a forced tool with 400 while it does.",
    sources: ["deepseek-v3-1376"],
  },
  {
    pattern: /^(?:deepseek|minimax-m2|qwen3-(?:coder|max|\d+b))/,
    traits: { inputModalities: ["text"] },
    reason: "The model reads text only; DeepSeek answers an image with 400.",
    sources: ["openrouter-profiles"],
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
