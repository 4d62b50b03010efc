import type { ModelPrice } from "../models/model-price.ts";

const KINDS = [
  ["inputUSDPerMillionTokens", "a million input tokens"],
  ["outputUSDPerMillionTokens", "a million output tokens"],
  ["usdPerRequest", "a request"],
  ["usdPerSecond", "a second"],
] as const satisfies readonly (readonly [keyof ModelPrice, string])[];

/**
 * Says why a price is, or may be, more than the allowed multiple of another price. Undefined if it is not. Each
 * kind of price is compared separately, as CometAPI charges it: a model with cheaper input and dearer output
 * counts as dearer.
 */
export function findPriceObstacle(
  price: ModelPrice | undefined,
  requested: ModelPrice | undefined,
  maxRatio: number,
): string | undefined {
  const ratio = readRatio(price);
  const requestedRatio = readRatio(requested);
  if (ratio === undefined) return "its price is not known";
  if (requestedRatio === undefined) return "the price of the requested model is not known";
  for (const [kind, unit] of KINDS) {
    const usd = (price?.[kind] ?? 0) * ratio;
    const most = (requested?.[kind] ?? 0) * requestedRatio * maxRatio;
    if (usd > most * (1 + Number.EPSILON * 8)) {
      return `it costs ${show(usd)} USD for ${unit}, and at most ${show(most)} are allowed`;
    }
  }
  return undefined;
}

/** The factor by which the price is multiplied. Undefined if a part of the price is not known. */
function readRatio(price: ModelPrice | undefined): number | undefined {
  if (price === undefined || price.unreadPrices !== undefined) return undefined;
  const { inputUSDPerMillionTokens: input, outputUSDPerMillionTokens: output } = price;
  const isHalf = (input === undefined) !== (output === undefined);
  return isHalf ? undefined : price.ratio;
}

function show(usd: number): number {
  return Number(usd.toPrecision(6));
}
