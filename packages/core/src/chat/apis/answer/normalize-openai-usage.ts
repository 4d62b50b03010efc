import type { ChatUsage } from "../../chat-usage.ts";
import { isJSONObject, isObject, numberOf } from "../../../json-access.ts";
import { sumCounts } from "./sum-counts.ts";

/** What a count is of. */
type Kind =
  | "input"
  | "output"
  | "total"
  | "reasoning"
  | "audio"
  | "cacheRead"
  | "cacheWrite"
  | "cacheWrite5m"
  | "cacheWrite1h"
  | "cost"
  | "ticks";

type Counts = Partial<Record<Kind, number>>;
type Names = ReadonlyMap<string, Kind>;

/** The names of counts in the usage itself. */
const USAGE: Names = new Map([
  ["prompt_tokens", "input"],
  ["input_tokens", "input"],
  ["completion_tokens", "output"],
  ["output_tokens", "output"],
  ["total_tokens", "total"],
  ["reasoning_tokens", "reasoning"],
  ["thoughts_token_count", "reasoning"],
  ["prompt_cache_hit_tokens", "cacheRead"],
  ["cache_read_input_tokens", "cacheRead"],
  ["cached_tokens", "cacheRead"],
  ["cache_read_tokens", "cacheRead"],
  ["cached_prompt_text_tokens", "cacheRead"],
  ["cache_creation_input_tokens", "cacheWrite"],
  ["cache_write_tokens", "cacheWrite"],
  ["claude_cache_creation_5_m_tokens", "cacheWrite5m"],
  ["claude_cache_creation_1_h_tokens", "cacheWrite1h"],
  ["total_cost", "cost"],
  ["cost_in_usd", "cost"],
  ["estimated_cost", "cost"],
  ["cost_in_usd_ticks", "ticks"],
]);

/** The names of counts in the details of the input tokens. */
const INPUT_DETAILS: Names = new Map([
  ["cached_tokens", "cacheRead"],
  ["cache_read_tokens", "cacheRead"],
  ["cache_read_input_tokens", "cacheRead"],
  ["cached_prompt_text_tokens", "cacheRead"],
  ["cache_write_tokens", "cacheWrite"],
  ["cached_creation_tokens", "cacheWrite"],
  ["cache_creation_tokens", "cacheWrite"],
  ["cache_creation_input_tokens", "cacheWrite"],
  ["audio_tokens", "audio"],
]);

/** The names of counts in the details of the output tokens. */
const OUTPUT_DETAILS: Names = new Map([
  ["reasoning_tokens", "reasoning"],
  ["audio_tokens", "audio"],
]);

/** The names of counts among the lifetimes of what was written to the cache. */
const LIFETIMES: Names = new Map([
  ["ephemeral_5m_input_tokens", "cacheWrite5m"],
  ["ephemeral_1h_input_tokens", "cacheWrite1h"],
]);

/** Reads token counts in every spelling seen on Chat Completions and Responses. Undefined for something without counts. */
export function normalizeOpenAIUsage(value: unknown): ChatUsage | undefined {
  if (!isJSONObject(value) || Object.keys(value).length === 0) return undefined;
  const usage = readCounts(value, USAGE);
  const inputDetails = [
    value["prompt_tokens_details"],
    value["input_tokens_details"],
    value["prompt_token_details"],
  ];
  const outputDetails = [
    value["completion_tokens_details"],
    value["output_tokens_details"],
    value["completion_token_details"],
  ];
  const input = readCounts(inputDetails.find(isObject), INPUT_DETAILS);
  const output = readCounts(outputDetails.find(isObject), OUTPUT_DETAILS);
  const reasoning = output.reasoning ?? usage.reasoning;
  const { total, input: reported } = usage;
  const lifetimes = readCounts(value["cache_creation"], LIFETIMES);
  const cacheWrite5m = usage.cacheWrite5m ?? lifetimes.cacheWrite5m;
  const cacheWrite1h = usage.cacheWrite1h ?? lifetimes.cacheWrite1h;
  const cacheRead = larger(input.cacheRead, usage.cacheRead);
  const cacheWrite = larger(
    larger(input.cacheWrite, usage.cacheWrite),
    sumCounts(cacheWrite5m, cacheWrite1h),
  );
  const cached = sumCounts(cacheRead, cacheWrite);
  const isInTotal = sumCounts(reported, cached, usage.output) === total;
  const isAdded = isCacheAdded(value, { reported, cached, isInTotal });
  const inputTotal = isAdded ? sumCounts(reported, cached) : reported;
  const outputTotal = addReasoning(usage, reasoning);
  return {
    inputTokens: { total: inputTotal, cacheRead, cacheWrite, cacheWrite1h, audio: input.audio },
    outputTokens: { total: outputTotal, reasoning, audio: output.audio },
    totalTokens: inputTotal === reported ? total : sumCounts(inputTotal, outputTotal),
    cost: costOf(value) ?? usage.cost,
    // xAI reports its own price. CometAPI charges another one.
    ...(usage.ticks !== undefined && { vendorCost: usage.ticks / TICKS_PER_USD }),
    raw: value,
  };
}

/** The counts of an object. The largest under any name of a kind, because servers send 0 under names that they do not use. */
// It looks up the names that the object has: a server sends about five of some thirty.
function readCounts(object: unknown, names: Names): Counts {
  const counts: Counts = {};
  if (!isObject(object)) return counts;
  for (const name of Object.keys(object)) {
    const kind = names.get(name);
    if (kind === undefined) continue;
    const value = numberOf(object[name]);
    if (value !== undefined && value >= 0) counts[kind] = Math.max(value, counts[kind] ?? 0);
  }
  return counts;
}

interface CachedInput {
  /** The input tokens, with or without the cached ones. */
  reported: number | undefined;
  /** Tokens read from the cache or written to it. */
  cached: number | undefined;
  /** Whether the total is the sum of the reported input, the cached tokens and the output. */
  isInTotal: boolean;
}

/**
 * Whether cached tokens are counted in addition to the input tokens, as Anthropic does, and not within them.
 *
 * Until 2026-03 new-api passed Anthropic's counts on in this way, under OpenAI's names. Where it does not say
 * which way it counts, the numbers show it: more cached tokens than input tokens, or a total that adds them.
 */
function isCacheAdded(
  usage: Readonly<Record<string, unknown>>,
  { reported, cached, isInTotal }: CachedInput,
): boolean {
  if (reported === undefined || cached === undefined || cached === 0) return false;
  if (usage["usage_semantic"] === "openai") return false;
  const isAnthropic =
    usage["usage_semantic"] === "anthropic" ||
    (!("prompt_tokens" in usage) &&
      ("cache_read_input_tokens" in usage || "cache_creation_input_tokens" in usage));
  return isAnthropic || cached > reported || isInTotal;
}

/** xAI counts reasoning in addition to `completion_tokens`, others within it. The total shows which. */
function addReasoning(
  { input, output, total }: Counts,
  reasoning: number | undefined,
): number | undefined {
  if (output === undefined || reasoning === undefined) return output;
  const isAdditive = input !== undefined && total === input + output + reasoning;
  return isAdditive || reasoning > output ? output + reasoning : output;
}

/** xAI's unit: ten billion ticks are one US dollar. */
const TICKS_PER_USD = 10_000_000_000;

function costOf({ cost }: Readonly<Record<string, unknown>>): number | undefined {
  return numberOf(isObject(cost) ? cost["total_cost"] : cost);
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}
