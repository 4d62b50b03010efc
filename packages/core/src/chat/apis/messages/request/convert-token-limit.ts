import type { JSONObject } from "../../../../json.ts";
import type { RequestContext } from "./request-context.ts";

/** The limit for a model whose own limit is not known. The relay has the same default. */
const DEFAULT_LIMIT = 8192;

/** Kept for the answer if a thinking budget would take all that the model can write. */
const MIN_ANSWER = 1024;

/**
 * The fields `max_tokens`, which the API requires, and `thinking`. The limit is that of the request, otherwise as much
 * as the model can write. Thinking counts against it, so it is raised above the thinking budget.
 */
export function convertTokenLimit({
  request,
  traits,
  thinking,
  notes,
}: RequestContext): JSONObject {
  const { model, maxOutputTokens } = request;
  const { maxOutputTokens: most } = traits;
  const { field, budget } = thinking;
  const option = "maxOutputTokens";
  if (maxOutputTokens === undefined && most === undefined) {
    const message = `The Messages API requires a limit, and how much ${model} can write is not known: ${DEFAULT_LIMIT} was sent.`;
    notes.changed(option, message);
  }
  const wanted = maxOutputTokens ?? most ?? DEFAULT_LIMIT;
  if (most !== undefined && wanted > most) {
    notes.changed(option, `${model} writes at most ${most} tokens; that was sent as the limit.`);
  }
  const limit = Math.min(wanted, most ?? Infinity);
  if (budget === undefined) return { max_tokens: limit, thinking: field };
  const isTooLow = budget >= limit;
  const raised = isTooLow ? Math.min(budget + limit, most ?? Infinity) : limit;
  if (isTooLow && maxOutputTokens !== undefined) {
    const message = `The limit was raised to ${raised} tokens: it counts those of thinking too, and must be above them.`;
    notes.changed(option, message);
  }
  const budgetTokens = budget < raised ? budget : raised - MIN_ANSWER;
  return { max_tokens: raised, thinking: { ...field, budget_tokens: budgetTokens } };
}
