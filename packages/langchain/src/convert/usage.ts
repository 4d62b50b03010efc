import type { ChatUsage } from "@cometapi/core";
import type { UsageMetadata } from "@langchain/core/messages";
import type { LLMResult } from "@langchain/core/outputs";
import { readRecord } from "../read-field.ts";

/** LangChain's token counts, with the cost under the name that LangSmith reads. */
export interface PricedUsageMetadata extends UsageMetadata {
  /** What the answer cost in USD. Absent if the cost, or a part of it, is not known. */
  total_cost?: number;
}

/** Token counts as LangChain's. Details that the service did not report are left out. */
export function convertUsage(usage: ChatUsage): PricedUsageMetadata {
  const { inputTokens, outputTokens, charge, cost } = usage;
  const usd = charge === undefined ? cost : charge.usd;
  const input = inputTokens.total ?? 0;
  const output = outputTokens.total ?? 0;
  return {
    input_tokens: input,
    output_tokens: output,
    total_tokens: usage.totalTokens ?? input + output,
    input_token_details: {
      ...(inputTokens.audio !== undefined && { audio: inputTokens.audio }),
      ...(inputTokens.cacheRead !== undefined && { cache_read: inputTokens.cacheRead }),
      ...(inputTokens.cacheWrite !== undefined && { cache_creation: inputTokens.cacheWrite }),
    },
    output_token_details: {
      ...(outputTokens.audio !== undefined && { audio: outputTokens.audio }),
      ...(outputTokens.reasoning !== undefined && { reasoning: outputTokens.reasoning }),
    },
    ...(typeof usd === "number" && { total_cost: usd }),
  };
}

/** Token counts as `llmOutput` of LangChain's results holds them. */
export function convertTokenUsage(usage: ChatUsage): Record<string, number> {
  const { input_tokens, output_tokens, total_tokens } = convertUsage(usage);
  return {
    promptTokens: input_tokens,
    completionTokens: output_tokens,
    totalTokens: total_tokens,
  };
}

/** Adds up the token counts of several prompts. */
export function combineTokenUsage(outputs: LLMResult["llmOutput"][]): LLMResult["llmOutput"] {
  const tokenUsage: Record<string, number> = {};
  for (const output of outputs) {
    const counts = readRecord(output, "tokenUsage") ?? {};
    for (const name of Object.keys(counts)) {
      const count = counts[name];
      if (typeof count === "number") tokenUsage[name] = (tokenUsage[name] ?? 0) + count;
    }
  }
  return { tokenUsage };
}
