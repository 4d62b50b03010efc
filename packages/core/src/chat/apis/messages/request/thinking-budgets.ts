import type { ReasoningEffort } from "../../../chat-options.ts";

/** The fewest tokens to think with that Anthropic takes. */
export const MIN_BUDGET = 1024;

/**
 * How many tokens each effort may think for, from the least effort to the most. Used for a model that takes
 * only an effort, or only a number of tokens, when the request gives the other one. The numbers are our
 * estimate: Anthropic publishes none.
 */
const BUDGETS: readonly (readonly [effort: ReasoningEffort, tokens: number])[] = [
  ["minimal", MIN_BUDGET],
  ["low", 4096],
  ["medium", 8192],
  ["high", 16_384],
  ["xhigh", 32_768],
  ["max", 49_152],
];

/** The number of tokens for an effort. An unknown effort gets as many as `medium`. */
export function toBudget(effort: ReasoningEffort | undefined): number {
  return BUDGETS.find(([name]) => name === effort)?.[1] ?? 8192;
}

/** The highest effort whose budget is not above the given one, or `low` if there is none. */
export function toEffort(budget: number): ReasoningEffort {
  const [effort] = BUDGETS.slice(1).findLast(([, tokens]) => tokens <= budget) ?? ["low"];
  return effort;
}
