import type { ChatUsage } from "../chat/chat-usage.ts";
import type { ModelPrice } from "../models/model-price.ts";
import { isObject, numberOf, textOf } from "../json-access.ts";
import type { JSONObject } from "../json.ts";
import type { Cost } from "./cost.ts";
import { roundUSD } from "./round-usd.ts";

/**
 * How much of a model was or will be used. Undefined: not used. Null: used, but the amount is not known.
 */
export interface BilledUsage {
  /** All input tokens, those read from and written to the prompt cache included. */
  inputTokens?: number | null | undefined;
  /** The part of the input that was read from the prompt cache. */
  cacheReadTokens?: number | undefined;
  /** The part of the input that was written to the prompt cache, however long it is kept. */
  cacheWriteTokens?: number | undefined;
  /** The part of `cacheWriteTokens` that is kept for an hour. */
  cacheWrite1hTokens?: number | undefined;
  /** Output tokens. For an upper bound of the cost: the answer's limit. */
  outputTokens?: number | null | undefined;
  /** Tokens of sound within input and output. */
  audioTokens?: number | undefined;
  /** Tokens of images that cost otherwise than text: in the output of a chat, in the input of an image model. */
  imageTokens?: number | undefined;
  /** Requests, or images where one request makes several. Default 1 for a model priced by the request. */
  requestCount?: number | null | undefined;
  /** Seconds of audio or video. */
  durationSeconds?: number | null | undefined;
  /** All input tokens of the longest request. Above a certain length a vendor may charge more. */
  longestInputTokens?: number | undefined;
  /** The vendor's tools that were used and have their own fee, e.g. `web_search`. */
  paidTools?: readonly string[] | undefined;
  /** The vendor's class of service, e.g. `priority`. Cheaper ones, `flex` and `batch`, are counted in full. */
  serviceTier?: string | undefined;
  /** A size, resolution or quality that may cost more than the ordinary one, e.g. `1920x1080`. */
  largeFormat?: string | undefined;
}

/** The features of a request that a price by token, request or second does not cover. */
export type Extras = Pick<BilledUsage, "paidTools" | "serviceTier" | "largeFormat">;

/** Prices and when they were read. */
export interface PriceSource {
  /** When the prices were read: `fetchedAt` of the catalogue. */
  pricesOf?: Date | undefined;
  /** Why there is no price. */
  reason?: string | undefined;
}

/**
 * The charge for an amount of usage: each amount times its price times the ratio. Unless the price says
 * otherwise, tokens read from the prompt cache count in full, tokens written to it count 1.25 times, and
 * tokens written to be kept for an hour count 2 times.
 */
export function estimateCost(
  usage: BilledUsage,
  price: ModelPrice | undefined,
  { pricesOf, reason = "The price of the model is not known." }: PriceSource = {},
): Cost {
  const parts = price === undefined ? [{ missing: reason }] : priceParts(usage, price);
  const missing = parts.flatMap((part) => part.missing ?? []);
  const sum = parts.reduce((total, { usd = 0 }) => total + usd, 0);
  if (price !== undefined && price.ratio === undefined) {
    missing.push("The ratio of the vendor's price that CometAPI charges is not known.");
  }
  const knownUSD = roundUSD(sum * (price?.ratio ?? 0));
  return {
    usd: missing.length === 0 ? knownUSD : null,
    knownUSD,
    source: "estimated",
    missing,
    ...(price !== undefined && pricesOf !== undefined && { pricesOf: pricesOf.toISOString() }),
  };
}

/**
 * The charge for an answer: the cost that the service reported with it, otherwise an estimate from its usage.
 * `vendorUSD` holds the vendor's own price, where the vendor reports one (xAI's `cost_in_usd_ticks`).
 */
export function calculateCost(
  usage: ChatUsage | undefined,
  price: ModelPrice | undefined,
  source: PriceSource = {},
  extras: Extras = {},
): Cost {
  if (usage === undefined) {
    const missing = ["The service did not report what was used."];
    return { usd: null, knownUSD: 0, source: "estimated", missing };
  }
  const vendor = usage.vendorCost !== undefined && { vendorUSD: usage.vendorCost };
  if (usage.cost !== undefined) {
    const usd = usage.cost;
    return { usd, knownUSD: usd, source: "reported", missing: [], ...vendor };
  }
  const isPricedByTime = isUsed(price?.usdPerSecond);
  const billed = {
    ...toBilledUsage(usage, extras),
    ...(isPricedByTime && { durationSeconds: null }),
  };
  return { ...estimateCost(billed, price, source), ...vendor };
}

function toBilledUsage({ inputTokens, outputTokens, raw }: ChatUsage, extras: Extras): BilledUsage {
  const { paidTools = [], serviceTier } = extras;
  return {
    paidTools: [...new Set([...paidTools, ...readPaidTools(raw)])],
    serviceTier: textOf(raw["service_tier"]) ?? serviceTier,
    inputTokens: inputTokens.total ?? null,
    longestInputTokens: inputTokens.total,
    cacheReadTokens: inputTokens.cacheRead,
    cacheWriteTokens: inputTokens.cacheWrite,
    cacheWrite1hTokens: inputTokens.cacheWrite1h,
    outputTokens: outputTokens.total ?? null,
    audioTokens: (inputTokens.audio ?? 0) + (outputTokens.audio ?? 0),
    imageTokens: outputTokens.image,
  };
}

/** Which tools with a fee an answer's usage counts (Anthropic, xAI). */
function readPaidTools(raw: JSONObject): string[] {
  const { server_tool_use: anthropic, server_side_tool_usage_details: xai } = raw;
  const counts = { ...(isObject(anthropic) && anthropic), ...(isObject(xai) && xai) };
  const used = Object.entries({ ...counts, num_sources_used: raw["num_sources_used"] });
  return used
    .filter(([name, count]) => isUsed(numberOf(count)) && !/fetch|mcp/.test(name))
    .map(([name]) => name);
}

/** What one kind of usage costs before the ratio, or why this is not known. */
interface CostPart {
  usd?: number;
  missing?: string;
}

function priceParts(usage: BilledUsage, price: ModelPrice): CostPart[] {
  const perRequest = price.usdPerRequest;
  const { requestCount = perRequest === undefined ? undefined : 1 } = usage;
  const input = multiply("input tokens", weighInput(usage, price), price.inputUSDPerMillionTokens);
  const output = multiply("output tokens", usage.outputTokens, price.outputUSDPerMillionTokens);
  const kinds = [
    [perMillion(input), perMillion(output)],
    [multiply("requests", requestCount, perRequest)],
    [multiply("seconds", usage.durationSeconds, price.usdPerSecond)],
  ];
  // A kind without a price is covered by one that has a price: a model priced by the image also reports tokens.
  const isPaid = kinds.some((parts) => parts.some(({ isPriced }) => isPriced));
  const parts: CostPart[] = kinds.flatMap((kind) => {
    const isPaidOtherwise = isPaid && !kind.some(({ isPriced }) => isPriced);
    return isPaidOtherwise ? [] : kind;
  });
  return [...parts, ...unpricedParts(usage, price)];
}

/** The parts of the usage for which one price for input and one for output are not enough. */
function unpricedParts(usage: BilledUsage, price: ModelPrice): CostPart[] {
  const { paidTools = [], serviceTier = "default", largeFormat } = usage;
  const { upToInputTokens = USUAL_INPUT_TOKENS, usdPerRequest, usdPerSecond } = price;
  const isPricedByPiece = isUsed(usdPerRequest) || isUsed(usdPerSecond);
  const isPricedByToken =
    isUsed(price.inputUSDPerMillionTokens) || isUsed(price.outputUSDPerMillionTokens);
  const unpriced = [
    ...(isPricedByToken && isUsed(usage.audioTokens) ? ["tokens of audio"] : []),
    ...(isPricedByToken && isUsed(usage.imageTokens) ? ["tokens of images"] : []),
    ...paidTools,
    ...(ORDINARY_TIER.test(serviceTier) ? [] : [`the service tier ${serviceTier}`]),
    ...((usage.longestInputTokens ?? 0) > upToInputTokens
      ? [`more than ${upToInputTokens} input tokens`]
      : []),
    ...(isPricedByPiece && largeFormat !== undefined ? [`the format ${largeFormat}`] : []),
  ];
  return [
    ...unpriced.map((what) => ({ missing: `The price of ${what} is not known.` })),
    ...(price.unreadPrices ?? []).map((name) => ({
      missing: `The catalogue has a price "${name}" that this version cannot read.`,
    })),
  ];
}

/** Service tiers that cost as much as the ordinary one, or less. */
const ORDINARY_TIER =
  /^(?:auto|default|standard|standard_only|flex|batch|on_demand|.*unspecified)$/i;

/** The lowest of the vendors' bounds. */
const USUAL_INPUT_TOKENS = 200_000;

/** Writing to the cache costs the input price times these, at Anthropic and in the relay. */
const WRITTEN_FOR_5_MINUTES = 1.25;
const WRITTEN_FOR_1_HOUR = 2;

/** The input tokens, weighted: tokens that the prompt cache makes dearer or cheaper count as more or fewer. */
function weighInput(usage: BilledUsage, price: ModelPrice): number | null | undefined {
  const { inputTokens, cacheReadTokens: read = 0, cacheWriteTokens: written = 0 } = usage;
  if (inputTokens === undefined || inputTokens === null) return inputTokens;
  const { cacheReadRatio = 1, cacheWriteRatio = WRITTEN_FOR_5_MINUTES } = price;
  const { cacheWrite1hRatio = Math.max(WRITTEN_FOR_1_HOUR, cacheWriteRatio) } = price;
  const { cacheWrite1hTokens: written1h = 0 } = usage;
  const written5m = Math.max(written - written1h, 0);
  const ordinary = Math.max(inputTokens - read - written5m - written1h, 0);
  return (
    ordinary + read * cacheReadRatio + written5m * cacheWriteRatio + written1h * cacheWrite1hRatio
  );
}

/** The amount times its price. What was not used costs nothing, even if its price is not known. */
function multiply(
  name: string,
  amount: number | null | undefined,
  price: number | undefined,
): CostPart & { isPriced: boolean } {
  if (amount === undefined || amount === 0) return { isPriced: false };
  if (price === undefined) {
    return { isPriced: false, missing: `The catalogue has no price for ${name}.` };
  }
  if (price === 0) return { isPriced: true };
  if (amount === null) return { isPriced: true, missing: `The number of ${name} is not known.` };
  return { isPriced: true, usd: amount * price };
}

function perMillion<T extends CostPart>(part: T): T {
  return part.usd === undefined ? part : { ...part, usd: part.usd / 1_000_000 };
}

function isUsed(amount: number | undefined): boolean {
  return amount !== undefined && amount > 0;
}
