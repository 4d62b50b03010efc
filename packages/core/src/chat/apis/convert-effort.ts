import { estimateReasoningEffort } from "../../models/estimate-reasoning-effort.ts";
import type { ModelTraits } from "../../models/model-traits.ts";
import { nearestReasoningEffort } from "../../models/resolve-reasoning-effort.ts";
import type { ReasoningEffort } from "../chat-options.ts";
import type { ChatRequest } from "../chat-request.ts";
import type { RequestNotes } from "./request-notes.ts";

/**
 * The nearest effort that the model knows to the one that was asked for, or that a number of tokens
 * stands for. Undefined where none was asked for, or the model takes none.
 *
 * @param trait Names the efforts that the model knows on this API.
 */
export function convertEffort(
  { model, reasoningBudget, reasoningEffort }: ChatRequest,
  traits: ModelTraits,
  trait: "reasoningEfforts" | "responsesEfforts",
  notes: RequestNotes,
): ReasoningEffort | undefined {
  // A budget below zero leaves it to the model.
  const hasBudget = reasoningBudget !== undefined && reasoningBudget >= 0;
  const wanted =
    reasoningEffort ?? (hasBudget ? estimateReasoningEffort(reasoningBudget) : undefined);
  if (wanted === undefined) return undefined;
  const effort = nearestReasoningEffort(traits[trait], wanted);
  if (effort === undefined) {
    notes.refused(reasoningEffort === undefined ? "reasoningBudget" : "reasoningEffort", trait);
    return undefined;
  }
  if (reasoningEffort !== undefined && effort !== reasoningEffort) {
    notes.otherEffort("reasoningEffort", reasoningEffort, effort, trait);
  }
  if (hasBudget) {
    const message = `${model} takes an effort and no number of tokens to think with; ${effort} was sent.`;
    notes.changed("reasoningBudget", message);
  }
  return effort;
}
