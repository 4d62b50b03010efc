import type { ReasoningEffort } from "../chat/chat-options.ts";
import type { ModelTraits } from "./model-traits.ts";

/** Every effort whose rank is known, from least to most. */
const EFFORTS_BY_RANK: readonly ReasoningEffort[] = [
  "none",
  "minimal",
  "low",
  "medium",
  "high",
  "xhigh",
  "max",
];

/** The effort to send to a model, as {@link nearestReasoningEffort} of those its traits name. */
export function resolveReasoningEffort(
  { reasoningEfforts }: ModelTraits,
  requested: ReasoningEffort,
): ReasoningEffort | undefined {
  return nearestReasoningEffort(reasoningEfforts, requested);
}

/**
 * The effort to send for the one that was asked for: the same if the model knows it, otherwise the nearest
 * known one, and of two equally near the lesser. A request for thinking never turns thinking off. Undefined if
 * there is no such effort. An effort of unknown rank passes unchanged.
 *
 * @param efforts From least to most. Undefined: the requested one is sent.
 */
export function nearestReasoningEffort(
  efforts: readonly ReasoningEffort[] | undefined,
  requested: ReasoningEffort,
): ReasoningEffort | undefined {
  if (efforts === undefined || efforts.includes(requested)) return requested;
  if (efforts.length === 0) return undefined;
  const rank = EFFORTS_BY_RANK.indexOf(requested);
  if (rank === -1) return requested;
  const distance = (effort: ReasoningEffort) => Math.abs(EFFORTS_BY_RANK.indexOf(effort) - rank);
  return efforts
    .filter((effort) => effort !== "none")
    .toSorted((a, b) => distance(a) - distance(b))
    .at(0);
}

/**
 * The effort for a number of thinking tokens, by the table of Google's OpenAI-compatible API
 * (ai.google.dev/gemini-api/docs/openai). For models that take an effort and no number.
 */
export function estimateReasoningEffort(budget: number): ReasoningEffort {
  if (budget === 0) return "none";
  if (budget <= 1024) return "low";
  return budget <= 8192 ? "medium" : "high";
}
