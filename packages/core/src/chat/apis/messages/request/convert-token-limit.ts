import type { RequestContext } from "./request-context.ts";

/** `max_tokens`, which the API requires, and how many of them are for thinking. */
export interface TokenLimit {
  maxTokens: number;
  budget: number | undefined;
}

/** The limit for a model whose own limit is not known. The relay has the same default. */
const DEFAULT_LIMIT = 8192;

/** Kept for the answer if a thinking budget would take all that the model can write. */
const MIN_ANSWER = 1024;

/**
 * The limit of the answer: that of the request, otherwise as much as the model can write. Thinking counts
 * against it, so it is raised above the thinking budget.
 */
export function convertTokenLimit({
  request,
  traits,
  thinking,
  notes,
}: RequestContext): TokenLimit {
  const { model, maxOutputTokens } = request;
  const { maxOutputTokens: most } = traits;
  const { budget } = thinking;
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
  if (budget === undefined || budget < limit) return { maxTokens: limit, budget };
  const raised = Math.min(budget + limit, most ?? Infinity);
  if (maxOutputTokens !== undefined) {
    const message = `The limit was raised to ${raised} tokens: it counts those of thinking too, and must be above them.`;
    notes.changed(option, message);
  }
  return { maxTokens: raised, budget: budget < raised ? budget : raised - MIN_ANSWER };
}
