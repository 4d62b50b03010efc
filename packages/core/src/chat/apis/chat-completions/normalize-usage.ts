import type { ChatUsage } from "../../chat-usage.ts";
import { isJSONObject, isObject, numberOf } from "../../../json-access.ts";

/** Reads token counts in every spelling seen on this wire. Undefined for something without counts. */
export function normalizeUsage(value: unknown): ChatUsage | undefined {
  if (!isJSONObject(value) || Object.keys(value).length === 0) return undefined;
  const inputDetails = objectOf(value["prompt_tokens_details"] ?? value["input_tokens_details"]);
  const outputDetails = objectOf(
    value["completion_tokens_details"] ?? value["output_tokens_details"],
  );
  const reasoning =
    count(outputDetails, ["reasoning_tokens"]) ??
    count(value, ["reasoning_tokens", "thoughts_token_count"]);
  const totalTokens = count(value, ["total_tokens"]);
  const input = inputTokens(value, inputDetails);
  const output = count(value, ["completion_tokens", "output_tokens"]);
  return {
    inputTokens: { ...input, audio: count(inputDetails, ["audio_tokens"]) },
    outputTokens: {
      total: outputTotal(input.total, output, reasoning, totalTokens),
      reasoning,
      audio: count(outputDetails, ["audio_tokens"]),
    },
    totalTokens,
    cost: costOf(value),
    raw: value,
  };
}

type Counts = Readonly<Record<string, unknown>>;

function inputTokens(
  usage: Counts,
  details: Counts,
): { total: number | undefined; cacheRead: number | undefined; cacheWrite: number | undefined } {
  const cacheRead =
    count(details, ["cached_tokens", "cache_read_tokens", "cache_read_input_tokens"]) ??
    count(usage, [
      "prompt_cache_hit_tokens",
      "cache_read_input_tokens",
      "cached_tokens",
      "cache_read_tokens",
    ]);
  const cacheWrite =
    count(details, [
      "cache_write_tokens",
      "cache_creation_tokens",
      "cached_creation_tokens",
      "cache_creation_input_tokens",
    ]) ??
    count(usage, ["cache_creation_input_tokens", "cache_write_tokens"]) ??
    sum(
      count(usage, ["claude_cache_creation_5_m_tokens"]),
      count(usage, ["claude_cache_creation_1_h_tokens"]),
    );
  const prompt = count(usage, ["prompt_tokens"]);
  if (prompt !== undefined) return { total: prompt, cacheRead, cacheWrite };
  // Anthropic counts cached tokens beside `input_tokens`, not within it.
  const isAnthropic = "cache_read_input_tokens" in usage || "cache_creation_input_tokens" in usage;
  const own = count(usage, ["input_tokens"]);
  const total = isAnthropic && own !== undefined ? sum(own, cacheRead, cacheWrite) : own;
  return { total, cacheRead, cacheWrite };
}

/** xAI counts reasoning beside `completion_tokens`, everyone else within it: the total tells. */
function outputTotal(
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
  const other = count(usage, ["total_cost", "cost_in_usd", "estimated_cost"]);
  if (other !== undefined) return other;
  const ticks = count(usage, ["cost_in_usd_ticks"]);
  return ticks === undefined ? undefined : ticks / TICKS_PER_USD;
}

function count(counts: Counts, names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = numberOf(counts[name]);
    if (value !== undefined && value >= 0) return value;
  }
  return undefined;
}

function sum(...counts: (number | undefined)[]): number | undefined {
  const known = counts.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0);
}

function objectOf(value: unknown): Counts {
  return isObject(value) ? value : {};
}
