import type { JSONObject } from "../../../../json.ts";
import { emptyAsNone } from "../../../../json-access.ts";
import type { ThinkingBudget } from "../../../../models/model-traits.ts";
import {
  estimateReasoningEffort,
  nearestReasoningEffort,
} from "../../../../models/resolve-reasoning-effort.ts";
import type { ReasoningEffort } from "../../../chat-options.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * How much the model thinks, as a level or as a number of tokens, whichever it takes, and whether its thoughts are
 * shown. They are if the request asks for thinking, unless `reasoningSummary` is `none`. Undefined if the request does
 * not mention thinking.
 */
export function convertThinking(context: RequestContext): JSONObject | undefined {
  const { request, traits, notes } = context;
  const { model, reasoningEffort, reasoningBudget, reasoningSummary } = request;
  const isAsked = reasoningBudget !== undefined || reasoningEffort !== undefined;
  if (!isAsked && reasoningSummary === undefined) return undefined;
  const isOff = reasoningBudget === undefined ? reasoningEffort === "none" : reasoningBudget === 0;
  if (traits.isReasoning === false) {
    if (isAsked && !isOff) notes.dropped(optionOf(request), `${model} does not think.`);
    return undefined;
  }
  const amount = convertAmount(context);
  if (reasoningSummary !== "none" && !isOff) return { ...amount, includeThoughts: true };
  return emptyAsNone(amount);
}

function optionOf({ reasoningBudget }: ChatRequest): "reasoningBudget" | "reasoningEffort" {
  return reasoningBudget === undefined ? "reasoningEffort" : "reasoningBudget";
}

/**
 * How much the model thinks. Its traits have levels, or the bounds of a number of tokens, or neither if it is unknown:
 *
 * |          | levels            | bounds             | unknown          |
 * | -------- | ----------------- | ------------------ | ---------------- |
 * | a budget | the nearest level | within the bounds  | the number as is |
 * | an effort | the nearest level | a number of tokens | the effort as is |
 */
function convertAmount(context: RequestContext): ThinkingAmount {
  const { reasoningBudget, reasoningEffort } = context.request;
  const { thinkingBudget: bounds, thinkingLevels: levels } = context.traits;
  if (reasoningBudget !== undefined) {
    return levels === undefined
      ? boundBudget(reasoningBudget, bounds, context)
      : toLevel(reasoningBudget, levels, context);
  }
  if (reasoningEffort === undefined) return {};
  return bounds === undefined
    ? chooseLevel(reasoningEffort, levels, context)
    : toBudget(reasoningEffort, bounds, context);
}

/** A part of `thinkingConfig`. Google refuses both at once. */
type ThinkingAmount = { thinkingBudget?: number } | { thinkingLevel?: string };

/** A number of tokens within the model's bounds. A number below zero lets the model decide. */
function boundBudget(
  wanted: number,
  bounds: ThinkingBudget | undefined,
  { request, notes }: RequestContext,
): ThinkingAmount {
  if (bounds === undefined || wanted < 0) return { thinkingBudget: wanted };
  const thinkingBudget = clampBudget(wanted, bounds);
  if (thinkingBudget !== wanted) {
    const message = `${request.model} thinks for ${bounds.min} to ${bounds.max} tokens; ${thinkingBudget} was sent.`;
    notes.changed("reasoningBudget", message);
  }
  return { thinkingBudget };
}

/** A number of tokens as the nearest level. */
function toLevel(
  budget: number,
  levels: readonly ReasoningEffort[],
  { request, notes }: RequestContext,
): ThinkingAmount {
  if (budget < 0) return {};
  const effort = estimateReasoningEffort(budget);
  const thinkingLevel = nearestReasoningEffort(levels, effort) ?? effort;
  const message = `${request.model} takes a level of thinking and no number of tokens; ${thinkingLevel} was sent.`;
  notes.changed("reasoningBudget", message, "thinkingLevels");
  return { thinkingLevel };
}

/** The level that is nearest to an effort. */
function chooseLevel(
  effort: ReasoningEffort,
  levels: readonly ReasoningEffort[] | undefined,
  { notes }: RequestContext,
): ThinkingAmount {
  const thinkingLevel = nearestReasoningEffort(levels, effort) ?? effort;
  if (thinkingLevel !== effort) {
    notes.otherEffort("reasoningEffort", effort, thinkingLevel, "thinkingLevels");
  }
  return { thinkingLevel };
}

/** An effort as a number of tokens. */
function toBudget(
  effort: ReasoningEffort,
  bounds: ThinkingBudget,
  { request, notes }: RequestContext,
): ThinkingAmount {
  const wanted = EFFORT_BUDGETS.get(effort);
  if (wanted === undefined) {
    const message = `The effort ${effort} was not sent: how many tokens it stands for is not known.`;
    notes.dropped("reasoningEffort", message);
    return {};
  }
  const thinkingBudget = clampBudget(wanted, bounds);
  if (wanted === 0 && thinkingBudget > 0) {
    const message = `${request.model} cannot answer without thinking; it may do so for ${thinkingBudget} tokens.`;
    notes.changed("reasoningEffort", message);
  }
  return { thinkingBudget };
}

function clampBudget(wanted: number, { min, max, canBeOff }: ThinkingBudget): number {
  return wanted === 0 && canBeOff ? 0 : Math.min(Math.max(wanted, min), max);
}

/**
 * The number of tokens for each effort, as in Google's OpenAI-compatible API (ai.google.dev/gemini-api/docs/openai).
 * For an effort above `high`, as many as the model may use.
 */
const EFFORT_BUDGETS: ReadonlyMap<ReasoningEffort, number> = new Map<ReasoningEffort, number>([
  ["none", 0],
  ["minimal", 1024],
  ["low", 1024],
  ["medium", 8192],
  ["high", 24_576],
  ["xhigh", Number.POSITIVE_INFINITY],
  ["max", Number.POSITIVE_INFINITY],
]);
