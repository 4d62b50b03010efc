import type { ReasoningEffort } from "../chat/chat-options.ts";

/**
 * The effort for a number of thinking tokens, by the table of Google's OpenAI-compatible API
 * (ai.google.dev/gemini-api/docs/openai). For models that take an effort and no number.
 */
export function estimateReasoningEffort(budget: number): ReasoningEffort {
  if (budget === 0) return "none";
  if (budget <= 1024) return "low";
  return budget <= 8192 ? "medium" : "high";
}
