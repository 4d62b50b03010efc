import type { ReasoningEffort } from "../chat/chat-options.ts";

/**
 * The effort that a number of tokens to think with stands for, as Google's OpenAI-compatible API has it
 * (ai.google.dev/gemini-api/docs/openai); for models that take an effort and no number.
 */
export function estimateReasoningEffort(budget: number): ReasoningEffort {
  if (budget === 0) return "none";
  if (budget <= 1024) return "low";
  return budget <= 8192 ? "medium" : "high";
}
