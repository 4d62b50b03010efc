import type { Cost } from "@cometapi/core";

/**
 * The cost of several requests. If a part is unknown the sum is too, because without that part it would be too
 * low.
 */
export function describeCost(costs: readonly Cost[]): string {
  const count = costs.length === 1 ? "1 request" : `${costs.length} requests`;
  const isKnown = costs.every(({ usd }) => usd !== null);
  const sum = costs.reduce((total, { knownUSD }) => total + knownUSD, 0);
  return isKnown ? `${count}, about $${sum.toFixed(5)}` : `${count}, cost unknown`;
}
