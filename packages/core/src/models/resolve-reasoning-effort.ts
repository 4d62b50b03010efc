import type { ReasoningEffort } from "../chat/chat-request.ts";
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

/**
 * The effort to send to a model for the one that was asked for: itself where the model knows it, else
 * the nearest one it knows, the lesser of two equally near. Thinking is never turned off for somebody
 * who asked for some. Undefined when the model takes no effort at all. A word whose rank is unknown
 * passes unchanged.
 */
export function resolveReasoningEffort(
  traits: ModelTraits,
  requested: ReasoningEffort,
): ReasoningEffort | undefined {
  const { reasoningEfforts } = traits;
  if (reasoningEfforts === undefined || reasoningEfforts.includes(requested)) return requested;
  if (reasoningEfforts.length === 0) return undefined;
  const rank = EFFORTS_BY_RANK.indexOf(requested);
  if (rank === -1) return requested;
  const distance = (effort: ReasoningEffort) => Math.abs(EFFORTS_BY_RANK.indexOf(effort) - rank);
  return reasoningEfforts
    .filter((effort) => effort !== "none")
    .toSorted((a, b) => distance(a) - distance(b))
    .at(0);
}
