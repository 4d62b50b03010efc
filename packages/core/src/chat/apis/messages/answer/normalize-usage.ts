import { isJSONObject, numberOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ChatUsage } from "../../../chat-usage.ts";
import { sumCounts } from "../../answer/sum-counts.ts";

/**
 * The counts so far, updated by those of a later frame. Counts are cumulative, so a later one replaces an earlier
 * one, except zero and null: a server that did not count again sends these.
 */
export function mergeUsage(known: JSONObject | undefined, usage: JSONObject): JSONObject {
  if (known === undefined) return usage;
  const merged: JSONObject = { ...known };
  for (const [name, value] of Object.entries(usage)) {
    if (value !== null && !(value === 0 && known[name])) merged[name] = value;
  }
  return merged;
}

/**
 * Token counts of the whole answer. Anthropic counts cached input beside `input_tokens`, and the tokens of a
 * compaction only in `iterations`: both are added. The tokens of an advisor have another price and stay in `raw`.
 */
export function normalizeUsage(usage: JSONObject | undefined): ChatUsage | undefined {
  if (usage === undefined || Object.keys(usage).length === 0) return undefined;
  const parts = [usage, ...compactions(usage)];
  const sum = (name: string) => sumCounts(...parts.map((part) => count(part, name)));
  const cacheRead = sum("cache_read_input_tokens");
  const cacheWrite = sum("cache_creation_input_tokens");
  const uncached = sum("input_tokens");
  const input = uncached === undefined ? undefined : sumCounts(uncached, cacheRead, cacheWrite);
  const output = sum("output_tokens");
  return {
    inputTokens: {
      total: input,
      cacheRead,
      cacheWrite,
      cacheWrite1h:
        count(usage["cache_creation"], "ephemeral_1h_input_tokens") ??
        // As new-api names it.
        count(usage, "claude_cache_creation_1_h_tokens"),
      audio: undefined,
    },
    outputTokens: {
      total: output,
      reasoning: count(usage["output_tokens_details"], "thinking_tokens"),
      audio: undefined,
    },
    totalTokens: input === undefined || output === undefined ? undefined : input + output,
    cost: count(usage, "cost"),
    raw: usage,
  };
}

function compactions({ iterations }: JSONObject): JSONObject[] {
  if (!Array.isArray(iterations)) return [];
  return iterations.filter(isJSONObject).filter(({ type }) => type === "compaction");
}

function count(counts: unknown, name: string): number | undefined {
  const value = isJSONObject(counts) ? numberOf(counts[name]) : undefined;
  return value === undefined || value < 0 ? undefined : value;
}
