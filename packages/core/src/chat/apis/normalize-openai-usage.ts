import type { ChatUsage } from "../chat-usage.ts";
import { isJSONObject, isObject, numberOf } from "../../json-access.ts";
import { sumCounts } from "./sum-counts.ts";

/** Reads token counts in every spelling seen on Chat Completions and Responses. Undefined for something without counts. */
export function normalizeOpenAIUsage(value: unknown): ChatUsage | undefined {
  if (!isJSONObject(value) || Object.keys(value).length === 0) return undefined;
  const inputDetails = detailsOf(value, [
    "prompt_tokens_details",
    "input_tokens_details",
    "prompt_token_details",
  ]);
  const outputDetails = detailsOf(value, [
    "completion_tokens_details",
    "output_tokens_details",
    "completion_token_details",
  ]);
  const reasoning =
    count(outputDetails, ["reasoning_tokens"]) ??
    count(value, ["reasoning_tokens", "thoughts_token_count"]);
  const total = count(value, ["total_tokens"]);
  const output = count(value, ["completion_tokens", "output_tokens"]);
  const own = count(value, ["prompt_tokens", "input_tokens"]);
  const cache = readCache(value, inputDetails);
  const cached = sumCounts(cache.cacheRead, cache.cacheWrite);
  const inputTotal = isCacheBeside(value, own, cached, sumCounts(own, cached, output) === total)
    ? sumCounts(own, cached)
    : own;
  const outputTotal = addReasoning(own, output, reasoning, total);
  return {
    inputTokens: { total: inputTotal, ...cache, audio: count(inputDetails, ["audio_tokens"]) },
    outputTokens: {
      total: outputTotal,
      reasoning,
      audio: count(outputDetails, ["audio_tokens"]),
    },
    totalTokens: inputTotal === own ? total : sumCounts(inputTotal, outputTotal),
    cost: costOf(value),
    ...vendorCostOf(value),
    raw: value,
  };
}

type Counts = Readonly<Record<string, unknown>>;
type Cache = Pick<ChatUsage["inputTokens"], "cacheRead" | "cacheWrite" | "cacheWrite1h">;

function readCache(usage: Counts, details: Counts): Cache {
  const lifetimes = objectOf(usage["cache_creation"]);
  const cacheWrite5m =
    count(usage, ["claude_cache_creation_5_m_tokens"]) ??
    count(lifetimes, ["ephemeral_5m_input_tokens"]);
  const cacheWrite1h =
    count(usage, ["claude_cache_creation_1_h_tokens"]) ??
    count(lifetimes, ["ephemeral_1h_input_tokens"]);
  return {
    cacheRead: larger(
      count(details, [
        "cached_tokens",
        "cache_read_tokens",
        "cache_read_input_tokens",
        "cached_prompt_text_tokens",
      ]),
      count(usage, [
        "prompt_cache_hit_tokens",
        "cache_read_input_tokens",
        "cached_tokens",
        "cache_read_tokens",
        "cached_prompt_text_tokens",
      ]),
    ),
    cacheWrite: larger(
      larger(
        count(details, [
          "cache_write_tokens",
          "cached_creation_tokens",
          "cache_creation_tokens",
          "cache_creation_input_tokens",
        ]),
        count(usage, ["cache_creation_input_tokens", "cache_write_tokens"]),
      ),
      sumCounts(cacheWrite5m, cacheWrite1h),
    ),
    cacheWrite1h,
  };
}

/**
 * Whether cached tokens are counted in addition to the input tokens, as Anthropic does, and not within them.
 *
 * Until 2026-03 new-api passed Anthropic's counts on in this way, under OpenAI's names. Where it does not say
 * which way it counts, the numbers show it: more cached tokens than input tokens, or a total that adds them.
 */
function isCacheBeside(
  usage: Counts,
  own: number | undefined,
  cached: number | undefined,
  isInTotal: boolean,
): boolean {
  if (own === undefined || cached === undefined || cached === 0) return false;
  if (usage["usage_semantic"] === "openai") return false;
  const isAnthropic =
    usage["usage_semantic"] === "anthropic" ||
    (!("prompt_tokens" in usage) &&
      ("cache_read_input_tokens" in usage || "cache_creation_input_tokens" in usage));
  return isAnthropic || cached > own || isInTotal;
}

/** xAI counts reasoning in addition to `completion_tokens`, others within it. The total shows which. */
function addReasoning(
  input: number | undefined,
  output: number | undefined,
  reasoning: number | undefined,
  total: number | undefined,
): number | undefined {
  if (output === undefined || reasoning === undefined) return output;
  const isAdditive = input !== undefined && total === input + output + reasoning;
  return isAdditive || reasoning > output ? output + reasoning : output;
}

/** xAI's unit: ten billion ticks are one US dollar. */
const TICKS_PER_USD = 10_000_000_000;

function costOf(usage: Counts): number | undefined {
  const cost = usage["cost"];
  const direct = numberOf(isObject(cost) ? cost["total_cost"] : cost);
  if (direct !== undefined) return direct;
  return count(usage, ["total_cost", "cost_in_usd", "estimated_cost"]);
}

/** xAI reports its own price. CometAPI charges another one. */
function vendorCostOf(usage: Counts): Pick<ChatUsage, "vendorCost"> {
  const ticks = count(usage, ["cost_in_usd_ticks"]);
  return ticks === undefined ? {} : { vendorCost: ticks / TICKS_PER_USD };
}

/** The largest count under any of these names, because servers send 0 under names that they do not use. */
function count(counts: Counts, names: readonly string[]): number | undefined {
  let largest: number | undefined;
  for (const name of names) {
    const value = numberOf(counts[name]);
    if (value !== undefined && value >= 0) largest = larger(largest, value);
  }
  return largest;
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

function detailsOf(usage: Counts, names: readonly string[]): Counts {
  return objectOf(names.map((name) => usage[name]).find(isObject));
}

function objectOf(value: unknown): Counts {
  return isObject(value) ? value : {};
}
