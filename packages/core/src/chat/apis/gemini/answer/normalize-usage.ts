import { isJSONObject, isObject, numberOf, textOf } from "../../../../json-access.ts";
import type { ChatUsage } from "../../../chat-usage.ts";
import { sumCounts } from "../../answer/sum-counts.ts";

/** Reads `usageMetadata`. Undefined if it is not an object. */
export function normalizeUsage(value: unknown): ChatUsage | undefined {
  if (!isJSONObject(value)) return undefined;
  const reasoning = numberOf(value["thoughtsTokenCount"]);
  return {
    inputTokens: {
      // Input of Google's own tools is charged as input, but counted separately.
      total: sumCounts(
        numberOf(value["promptTokenCount"]),
        numberOf(value["toolUsePromptTokenCount"]),
      ),
      cacheRead: numberOf(value["cachedContentTokenCount"]),
      cacheWrite: undefined,
      audio: tokensOf("AUDIO", value["promptTokensDetails"]),
    },
    outputTokens: {
      // Thoughts are not part of `candidatesTokenCount`.
      total: sumCounts(numberOf(value["candidatesTokenCount"]), reasoning),
      reasoning,
      audio: tokensOf("AUDIO", value["candidatesTokensDetails"]),
      image: tokensOf("IMAGE", value["candidatesTokensDetails"]),
    },
    totalTokens: numberOf(value["totalTokenCount"]),
    cost: undefined,
    raw: value,
  };
}

function tokensOf(modality: string, details: unknown): number | undefined {
  if (!Array.isArray(details)) return undefined;
  const entry: unknown = details.find(
    (detail) => isObject(detail) && textOf(detail["modality"]) === modality,
  );
  return isObject(entry) ? numberOf(entry["tokenCount"]) : undefined;
}
