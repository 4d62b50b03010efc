import type { AnswerUsage } from "./answer.ts";

/** Token counts as core reports them. The AI SDK's are the same, without the cost. */
interface Counts {
  inputTokens: {
    total: number | undefined;
    cacheRead: number | undefined;
    cacheWrite: number | undefined;
    cacheWrite1h?: number | undefined;
    audio?: number | undefined;
  };
  outputTokens: {
    total: number | undefined;
    reasoning: number | undefined;
    audio?: number | undefined;
  };
  cost?: number | undefined;
}

/** Token counts in the form of an {@link AnswerUsage}. Undefined when there are none. */
export function readUsage(usage: Counts | undefined): AnswerUsage | undefined {
  if (usage === undefined) return undefined;
  const { inputTokens, outputTokens, cost } = usage;
  const counts = {
    inputTokens: inputTokens.total,
    cacheReadTokens: inputTokens.cacheRead,
    cacheWriteTokens: inputTokens.cacheWrite,
    cacheWrite1hTokens: inputTokens.cacheWrite1h,
    audioInputTokens: inputTokens.audio,
    outputTokens: outputTokens.total,
    reasoningTokens: outputTokens.reasoning,
    audioOutputTokens: outputTokens.audio,
    cost,
  };
  return Object.values(counts).some((count) => count !== undefined) ? counts : undefined;
}
