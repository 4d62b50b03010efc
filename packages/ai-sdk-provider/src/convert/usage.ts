import type { LanguageModelV4Usage } from "@ai-sdk/provider";
import type { ChatUsage } from "@cometapi/core";

/** Token counts as the AI SDK's usage. The parts of a total add up to it. Unknown counts stay undefined. */
export function convertUsage(usage: ChatUsage | undefined): LanguageModelV4Usage {
  const input = usage?.inputTokens;
  const output = usage?.outputTokens;
  return {
    inputTokens: {
      total: input?.total,
      noCache: subtract(input?.total, (input?.cacheRead ?? 0) + (input?.cacheWrite ?? 0)),
      cacheRead: input?.cacheRead,
      cacheWrite: input?.cacheWrite,
    },
    outputTokens: {
      total: output?.total,
      text: subtract(output?.total, output?.reasoning ?? 0),
      reasoning: output?.reasoning,
    },
    ...(usage === undefined ? {} : { raw: usage.raw }),
  };
}

function subtract(total: number | undefined, part: number): number | undefined {
  return total === undefined ? undefined : Math.max(0, total - part);
}
