import type { ChatUsage } from "../chat/chat-usage.ts";
import type { ModelPrice } from "./model-price.ts";

/** How much of a model a request will use, as far as it is known before. */
export interface ExpectedUsage {
  inputTokens?: number | undefined;
  /** For an upper bound, the limit of the answer. */
  outputTokens?: number | undefined;
  /** Number of requests, for models priced by the request. */
  requestCount?: number | undefined;
  /** Seconds of audio or video, for models priced by the second. */
  durationSeconds?: number | undefined;
}

/**
 * What an amount of usage will be charged, in USD: each amount times its price times the ratio.
 * Null when a price that is needed, or the ratio, is not known.
 */
export function estimateCost(usage: ExpectedUsage, price: ModelPrice | undefined): number | null {
  if (price?.ratio === undefined) return null;
  const costs = [
    multiply(usage.inputTokens, perToken(price.inputUSDPerMillionTokens)),
    multiply(usage.outputTokens, perToken(price.outputUSDPerMillionTokens)),
    multiply(usage.requestCount, price.usdPerRequest),
    multiply(usage.durationSeconds, price.usdPerSecond),
  ];
  let total = 0;
  for (const cost of costs) {
    if (cost === null) return null;
    total += cost;
  }
  return round(total * price.ratio);
}

/**
 * What an answer was charged, in USD: the cost the service reported with it, else its tokens times
 * their price times the ratio. Null when its usage or a price is not known.
 *
 * The catalogue has no prices for the prompt cache. Computed costs count tokens read from it as ordinary
 * ones, and tokens written to it at the highest prices known, so that the result is an upper bound.
 */
export function calculateCost(
  usage: ChatUsage | undefined,
  price: ModelPrice | undefined,
): number | null {
  if (usage === undefined) return null;
  if (usage.cost !== undefined) return usage.cost;
  const inputTokens = usage.inputTokens.total;
  const outputTokens = usage.outputTokens.total;
  if (inputTokens === undefined || outputTokens === undefined) return null;
  return estimateCost({ inputTokens: inputTokens + surcharge(usage), outputTokens }, price);
}

/** What Anthropic charges for tokens written to its cache, by how long they are kept, in input tokens. */
const WRITTEN_FOR_5_MINUTES = 1.25;
const WRITTEN_FOR_1_HOUR = 2;

/** What writing to the cache costs above the same tokens without it, in input tokens. */
function surcharge({ inputTokens }: ChatUsage): number {
  const { cacheWrite = 0, cacheWrite1h = 0 } = inputTokens;
  const cacheWrite5m = Math.max(cacheWrite - cacheWrite1h, 0);
  return cacheWrite5m * (WRITTEN_FOR_5_MINUTES - 1) + cacheWrite1h * (WRITTEN_FOR_1_HOUR - 1);
}

/** Nothing used costs nothing, whatever the price; something used at an unknown price costs null. */
function multiply(amount: number | undefined, price: number | undefined): number | null {
  if (amount === undefined || amount === 0) return 0;
  return price === undefined ? null : amount * price;
}

function perToken(perMillion: number | undefined): number | undefined {
  return perMillion === undefined ? undefined : perMillion / 1_000_000;
}

/** To a millionth of a millionth of a dollar: binary fractions would show as 0.30000000000000004. */
function round(usd: number): number {
  return Math.round(usd * 1e12) / 1e12;
}
