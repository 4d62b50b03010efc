import type { JSONObject } from "../../../json.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import { estimateReasoningEffort } from "../../../models/estimate-reasoning-effort.ts";
import { nearestReasoningEffort } from "../../../models/resolve-reasoning-effort.ts";
import type { ReasoningEffort } from "../../chat-options.ts";
import type { ChatRequest, ChatWarning } from "../../chat-request.ts";

/**
 * How much the model thinks, as a level or a number of tokens, whichever it takes, and whether its
 * thoughts are shown: they are when thinking was asked for, unless `reasoningSummary` is `none`.
 * Undefined when nothing was asked.
 */
export function convertThinking(
  request: ChatRequest,
  traits: ModelTraits,
  warnings: ChatWarning[],
): JSONObject | undefined {
  const { model, reasoningEffort, reasoningBudget, reasoningSummary } = request;
  const option = reasoningBudget === undefined ? "reasoningEffort" : "reasoningBudget";
  const isAsked = reasoningBudget !== undefined || reasoningEffort !== undefined;
  if (!isAsked && reasoningSummary === undefined) return undefined;
  const isOff = reasoningBudget === undefined ? reasoningEffort === "none" : reasoningBudget === 0;
  if (traits.isReasoning === false) {
    if (isOff || !isAsked) return undefined;
    warnings.push({ option, action: "dropped", message: `${model} does not think.` });
    return undefined;
  }
  const { amount, change } = convertAmount(request, traits);
  if (change !== undefined) {
    const action = Object.keys(amount).length === 0 ? "dropped" : "changed";
    warnings.push({ option, action, message: change });
  }
  if (reasoningSummary !== "none" && !isOff) return { ...amount, includeThoughts: true };
  return Object.keys(amount).length === 0 ? undefined : amount;
}

/** How much the model shall think in the API's words, and what of the wish could not be sent as it was. */
interface Amount {
  amount: { thinkingBudget?: number; thinkingLevel?: string };
  change?: string;
}

function convertAmount(
  { model, reasoningBudget, reasoningEffort }: ChatRequest,
  { thinkingBudget, thinkingLevels, reasons }: ModelTraits,
): Amount {
  if (reasoningBudget !== undefined) {
    if (thinkingLevels === undefined) return boundBudget(model, reasoningBudget, thinkingBudget);
    if (reasoningBudget < 0) return { amount: {} };
    const level = nearestReasoningEffort(thinkingLevels, estimateReasoningEffort(reasoningBudget));
    const change = `${model} takes a level of thinking and no number of tokens; ${level} was sent.${because(reasons.thinkingLevels)}`;
    return { amount: toLevel(level), change };
  }
  if (reasoningEffort === undefined) return { amount: {} };
  if (thinkingBudget === undefined) {
    const level = nearestReasoningEffort(thinkingLevels, reasoningEffort);
    if (level === reasoningEffort) return { amount: toLevel(level) };
    const change = `${model} does not know the effort ${reasoningEffort}; ${level} was sent.${because(reasons.thinkingLevels)}`;
    return { amount: toLevel(level), change };
  }
  const wanted = EFFORT_BUDGETS.get(reasoningEffort);
  if (wanted === undefined) {
    return { amount: {}, change: `Nobody knows how many tokens ${reasoningEffort} means.` };
  }
  const { amount } = boundBudget(model, wanted, thinkingBudget);
  const isLikeIt = reasoningEffort !== "none" || amount.thinkingBudget === 0;
  if (isLikeIt) return { amount };
  const change = `${model} cannot answer without thinking; it may do so for ${amount.thinkingBudget} tokens.`;
  return { amount, change };
}

/** A budget within the model's bounds. Below zero the model decides for itself. */
function boundBudget(model: string, wanted: number, bounds: ModelTraits["thinkingBudget"]): Amount {
  if (bounds === undefined || wanted < 0) return { amount: { thinkingBudget: wanted } };
  if (wanted === 0 && bounds.canBeOff) return { amount: { thinkingBudget: 0 } };
  const bound = Math.min(Math.max(wanted, bounds.least), bounds.most);
  const amount = { thinkingBudget: bound };
  return bound === wanted
    ? { amount }
    : {
        amount,
        change: `${model} thinks for ${bounds.least} to ${bounds.most} tokens; ${bound} was sent.`,
      };
}

/**
 * What efforts mean in tokens on models that take a number, as Google's OpenAI-compatible API has it
 * (ai.google.dev/gemini-api/docs/openai). More than `high` is as much as the model may.
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

function toLevel(level: ReasoningEffort | undefined): Amount["amount"] {
  return level === undefined ? {} : { thinkingLevel: level };
}

function because(reason: string | undefined): string {
  return reason === undefined ? "" : ` ${reason}`;
}
