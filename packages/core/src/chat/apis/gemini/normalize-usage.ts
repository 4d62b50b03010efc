import { isJSONObject, isObject, numberOf, textOf } from "../../../json-access.ts";
import type { ChatUsage } from "../../chat-usage.ts";

/** Reads `usageMetadata`. Undefined for something that is none. */
export function normalizeUsage(value: unknown): ChatUsage | undefined {
  if (!isJSONObject(value)) return undefined;
  const reasoning = numberOf(value["thoughtsTokenCount"]);
  return {
    inputTokens: {
      // What the vendor's own tools read is charged as input and counted apart.
      total: sum(numberOf(value["promptTokenCount"]), numberOf(value["toolUsePromptTokenCount"])),
      cacheRead: numberOf(value["cachedContentTokenCount"]),
      cacheWrite: undefined,
      audio: audioTokens(value["promptTokensDetails"]),
    },
    outputTokens: {
      // Thoughts are counted beside what was said, not within it.
      total: sum(numberOf(value["candidatesTokenCount"]), reasoning),
      reasoning,
      audio: audioTokens(value["candidatesTokensDetails"]),
    },
    totalTokens: numberOf(value["totalTokenCount"]),
    cost: undefined,
    raw: value,
  };
}

function audioTokens(details: unknown): number | undefined {
  if (!Array.isArray(details)) return undefined;
  const audio: unknown = details.find(
    (entry) => isObject(entry) && textOf(entry["modality"]) === "AUDIO",
  );
  return isObject(audio) ? numberOf(audio["tokenCount"]) : undefined;
}

function sum(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined && second === undefined ? undefined : (first ?? 0) + (second ?? 0);
}
