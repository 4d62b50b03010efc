import type { ModelTraitRow } from "../model-traits.ts";

/** DeepSeek's, Moonshot's, Z.ai's, MiniMax's and Alibaba's models, and what they have in common. */
export const CHINA_ROWS: readonly ModelTraitRow[] = [
  {
    pattern: /^(?:deepseek|qwen|doubao)/,
    traits: { acceptsDeveloperRole: false },
    // The vendor refuses the role developer (400).
    // Sources: pi-1048
  },
  {
    pattern: /^deepseek/,
    traits: { structuredOutput: "json-object" },
    // Sources: llm-exe-662
    reason: "DeepSeek refuses json_schema (400) and has only JSON mode.",
  },
  {
    pattern: /^deepseek-(?:v[4-9]|reasoner)/,
    traits: { refusesForcedTools: "while-reasoning" },
    // Sources: deepseek-v3-1376
    reason: "DeepSeek thinks by default, and refuses a forced tool while it thinks (400).",
  },
  {
    pattern: /^(?:deepseek|minimax-m2|qwen3-(?:coder|max|\d+b))/,
    traits: { inputModalities: ["text"] },
    // The model reads text only; DeepSeek refuses an image (400).
    // Sources: openrouter-profiles
  },
  {
    pattern: /^deepseek-(?:r1|reasoner)/,
    traits: { isReasoning: true, refusedOptions: { logprobs: "always" } },
    // Sources: deepseek-reasoning-guide
    reason: "DeepSeek's reasoner ignores sampling parameters and refuses logprobs.",
  },
  {
    pattern: /^deepseek-r1/,
    traits: { echoesReasoning: false },
    // R1 refuses reasoning_content in the input (400).
    // Sources: deepseek-reasoning-guide
  },
  {
    pattern: /^deepseek-(?:v3\.2|v[4-9]|reasoner)/,
    traits: { echoesReasoning: true, supportsTools: true },
    // After a tool call the model refuses a request without its reasoning_content (400).
    // Sources: opencode-24124-openhands-353
  },
  {
    pattern: /^deepseek-v[4-9]/,
    traits: { isReasoning: true, contextWindow: 1_000_000, maxOutputTokens: 384_000 },
    // DeepSeek V4 thinks by default.
    // Sources: deepseek-v4-guide
  },
  {
    pattern: /^deepseek-(?:v3\.[12]|chat|reasoner)/,
    traits: { contextWindow: 131_072, maxOutputTokens: 8192 },
    // Limits of DeepSeek V3.1 and V3.2.
    // Sources: bundled-figures
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
    // Sources: opencode-27796
    reason: 'Kimi answers "invalid temperature: only 1 is allowed for this model" with 400.',
  },
  {
    pattern: /^kimi-k(?:2-thinking|2\.[5-9]|[3-9])/,
    traits: { echoesReasoning: true, isReasoning: true, supportsTools: true },
    // While thinking, Kimi wants the reasoning_content of its tool calls back.
    // Sources: opencode-24124-vercel-14740
  },
  {
    pattern: /^kimi-k[3-9]/,
    traits: { reasoningEfforts: ["low", "high", "max"] },
    // Sources: kimi-k3-migration-guide
    reason: "Kimi K3 knows the efforts low, high and max, and cannot stop thinking.",
  },
  {
    pattern: /^kimi-k2\.[5-9]/,
    traits: { contextWindow: 262_144 },
    // Window of Kimi K2.5.
    // Sources: openrouter-profiles
  },
  {
    pattern: /^glm-(?:4\.[5-9]|[5-9])/,
    traits: { echoesReasoning: true, isReasoning: true, supportsTools: true },
    // GLM keeps its train of thought when reasoning_content comes back.
    // Sources: opencode-24803
  },
  {
    pattern: /^glm-5\.3/,
    traits: {
      reasoningEfforts: ["low", "high", "max"],
      contextWindow: 1_048_576,
      maxOutputTokens: 131_072,
    },
    // Sources: glm-guide
    reason: "GLM 5.3 knows the efforts low, high and max, and cannot stop thinking.",
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
    // MiniMax M2 loses its thread in tool loops when its reasoning does not come back.
    // Sources: novita-thinking-guide, openrouter-profiles
  },
  {
    pattern: /^qwen3-235b/,
    traits: { contextWindow: 131_072, maxOutputTokens: 32_768 },
    // Limits of Qwen3 235B.
    // Sources: bundled-figures
  },
  {
    pattern: /^qwen3-max/,
    traits: { contextWindow: 262_144, maxOutputTokens: 32_768 },
    // Limits of Qwen3 Max.
    // Sources: openrouter-profiles
  },
  {
    pattern: /^qwen3-coder/,
    traits: { contextWindow: 262_144, maxOutputTokens: 65_536 },
    // Limits of Qwen3 Coder.
    // Sources: openrouter-profiles
  },
];
