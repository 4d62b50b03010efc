import type { Budget, UsageRecord } from "@cometapi/core";
import { createBill } from "@cometapi/core/money";

/** The sum of what answers used and cost, and what is left of the budget. */
export function describeBill(records: readonly UsageRecord[], budget?: Budget): string {
  const { inputTokens, outputTokens, cost, count } = createBill(records).total;
  const facts = [
    `${count} ${count === 1 ? "request" : "requests"}`,
    `${inputTokens} tokens in, ${outputTokens} out`,
    cost.usd === null ? `at least ${show(cost.knownUSD)}` : `about ${show(cost.usd)}`,
    ...(budget === undefined
      ? []
      : [`${show(budget.remainingUSD)} of ${show(budget.maxUSD)} left`]),
  ];
  return facts.join(" · ");
}

function show(usd: number): string {
  return `$${usd.toFixed(5)}`;
}
