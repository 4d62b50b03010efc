import type { ReasoningEffort } from "../../chat-options.ts";

/** The fewest tokens to think with that Anthropic takes. */
export const LEAST_BUDGET = 1024;

/**
 * Tokens to think with by effort, from least to most, for a model that takes only one of the two when the
 * request asks for the other. Our estimate: Anthropic names none.
 */
const BUDGETS: readonly (readonly [effort: ReasoningEffort, tokens: number])[] = [
  ["minimal", LEAST_BUDGET],
  ["low", 4096],
  ["medium", 8192],
  ["high", 16_384],
  ["xhigh", 32_768],
  ["max", 49_152],
];

/** Tokens for an effort; those for `medium` for one that nobody knows. */
export function toBudget(effort: ReasoningEffort | undefined): number {
  return BUDGETS.find(([name]) => name === effort)?.[1] ?? 8192;
}

/** The most effort that takes no more tokens, or the least that Claude knows. */
export function toEffort(budget: number): ReasoningEffort {
  const [effort] = BUDGETS.slice(1).findLast(([, tokens]) => tokens <= budget) ?? ["low"];
  return effort;
}
