import type { ModelRow } from "../catalogue/model-row.ts";

/** How a family of models behaves on the wire. */
export interface ModelManners {
  /**
   * When the model thinks before it answers: always, when asked to, or never; and in which field of a chat
   * answer the thoughts come. `hidden` thoughts only count as tokens.
   */
  reasoning: "always" | "on-request" | "never";
  reasoningForm: ReasoningForm;
  /** Refuses `thinking: { type: "enabled" }` on Messages and takes only `adaptive`. */
  wantsAdaptiveThinking: boolean;
  /** Sends thoughts on Messages without their text, unless asked for a summary. */
  omitsThoughts: boolean;
  /** Refuses the first function call of a step without its signature. So each of those calls is signed. */
  wantsSignedCalls: boolean;
  /** Whether the vendor caches long prompts by itself. */
  cachesPrompts: boolean;
}

/** The field of a chat answer that carries thoughts. */
export type ReasoningForm =
  | "hidden"
  | "reasoning_content"
  | "reasoning"
  | "both-fields"
  | "think-tags";

interface MannersRow {
  pattern: RegExp;
  manners: Partial<ModelManners>;
  /** Why the row is believed. */
  source: string;
}

const usual: ModelManners = {
  reasoning: "on-request",
  reasoningForm: "reasoning_content",
  wantsAdaptiveThinking: false,
  omitsThoughts: false,
  wantsSignedCalls: false,
  cachesPrompts: true,
};

const rows: readonly MannersRow[] = [
  {
    pattern: /^gpt-(?:5|6)(?!.*chat)|^o\d/u,
    manners: { reasoning: "always", reasoningForm: "hidden" },
    source: "general OpenAI behaviour",
  },
  {
    pattern: /^gpt-(?:3|4)|^chatgpt|^gpt-5.*chat/u,
    manners: { reasoning: "never" },
    source: "these families do not reason",
  },
  {
    pattern: /^gpt-oss/u,
    manners: { reasoning: "always", reasoningForm: "reasoning" },
    source: "open-weight hosts send `reasoning`; LiteLLM maps it for CometAPI",
  },
  {
    pattern: /^claude/u,
    manners: { cachesPrompts: false },
    source:
      "seen by third parties: chat never reads Claude's cache, Messages does with cache_control",
  },
  {
    pattern: /^claude-[a-z]+-5|^claude-opus-4-[78]/u,
    manners: { wantsAdaptiveThinking: true },
    source: "seen by a third party: enabled thinking is refused with 400 on newer Claude models",
  },
  {
    pattern: /^claude-[a-z]+-5|^claude-opus-4-[78]/u,
    manners: { omitsThoughts: true },
    source:
      "Anthropic's documentation: from Opus 4.7 on the default of thinking.display is omitted",
  },
  {
    pattern: /-thinking$/u,
    manners: { reasoning: "always", reasoningForm: "both-fields" },
    source: "the relay's converters may set both fields with the same text",
  },
  {
    pattern: /^gemini-(?:2\.5|3)/u,
    manners: { reasoning: "always", reasoningForm: "hidden" },
    source: "Gemini thinks; thoughts are shown when asked for",
  },
  {
    pattern: /^gemini-3/u,
    manners: { wantsSignedCalls: true },
    source: "Google's documentation: Gemini 3 refuses calls without their thought signature",
  },
  {
    pattern: /^grok-4(?!.*non-reasoning)|^kimi|^grok-3-mini/u,
    manners: { reasoning: "always" },
    source: "seen by a third party: thinking in reasoning_content",
  },
  { pattern: /non-reasoning/u, manners: { reasoning: "never" }, source: "the id" },
  {
    pattern: /^deepseek-(?:r1|reasoner|v4)/u,
    manners: { reasoning: "always" },
    source: "DeepSeek's own format",
  },
  {
    pattern: /^minimax/u,
    manners: { reasoning: "always", reasoningForm: "think-tags" },
    source: "the relay's thinking_to_content option wraps thoughts in think tags",
  },
];

/** The manners of a model id: those of every row whose pattern fits, later rows over earlier ones. */
export function resolveManners({ id }: Pick<ModelRow, "id">): ModelManners {
  const fitting = rows.filter(({ pattern }) => pattern.test(id));
  return Object.assign({}, usual, ...fitting.map((row) => row.manners));
}
