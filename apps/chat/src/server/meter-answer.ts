import type { TextStreamPart, ToolSet } from "ai";
import { z } from "zod";
import type { AnswerMetadata } from "../shared/chat-message.ts";

/** What the provider reports about a step in `providerMetadata.cometapi`. */
const stepSchema = z.object({
  model: z.string().optional(),
  api: z.string().optional(),
  requestId: z.string().optional(),
  charge: z.object({ knownUSD: z.number(), missing: z.array(z.string()) }).optional(),
});

/**
 * Sums up the steps of an answer as they end. The function that it returns is for `messageMetadata` of the AI
 * SDK.
 *
 * @param before The sums of an earlier request for the same answer, which ended with a question for approval.
 */
export function meterAnswer(
  before: AnswerMetadata = {},
): (options: { part: TextStreamPart<ToolSet> }) => AnswerMetadata | undefined {
  const startedAt = performance.now();
  let sum: AnswerMetadata = before;
  return ({ part }) => {
    if (part.type === "start-step" && part.warnings.length > 0) {
      const warnings = part.warnings.map(describeWarning);
      sum = { ...sum, warnings: [...new Set([...(sum.warnings ?? []), ...warnings])] };
    } else if (part.type === "finish-step") {
      sum = addStep(sum, part);
    } else if (part.type === "finish") {
      const durationMs = (before.durationMs ?? 0) + performance.now() - startedAt;
      sum = { ...sum, finish: part.finishReason, durationMs };
    } else return undefined;
    return sum;
  };
}

function addStep(
  sum: AnswerMetadata,
  step: Extract<TextStreamPart<ToolSet>, { type: "finish-step" }>,
): AnswerMetadata {
  const { charge, ...served } = stepSchema.parse(step.providerMetadata?.["cometapi"] ?? {});
  const missing = charge?.missing ?? ["The service said nothing of what it used."];
  const { usage } = step;
  return {
    ...sum,
    ...served,
    inputTokens: add(sum.inputTokens, usage.inputTokens),
    outputTokens: add(sum.outputTokens, usage.outputTokens),
    reasoningTokens: add(sum.reasoningTokens, usage.outputTokenDetails.reasoningTokens),
    knownUSD: (sum.knownUSD ?? 0) + (charge?.knownUSD ?? 0),
    unknownCosts: [...new Set([...(sum.unknownCosts ?? []), ...missing])],
    firstOutputMs: sum.firstOutputMs ?? step.performance.timeToFirstOutputMs,
  };
}

/** Undefined if neither is known, which is not the same as 0. */
function add(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined ? right : left + (right ?? 0);
}

function describeWarning(
  warning: Extract<TextStreamPart<ToolSet>, { type: "start-step" }>["warnings"][number],
): string {
  if ("message" in warning) return warning.message;
  return [warning.feature, warning.details].filter(Boolean).join(": ");
}
