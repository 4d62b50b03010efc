import type { ModelTraits } from "../../../models/model-traits.ts";
import {
  estimateReasoningEffort,
  nearestReasoningEffort,
} from "../../../models/resolve-reasoning-effort.ts";
import type { ReasoningEffort } from "../../chat-options.ts";
import type { ChatRequest } from "../../chat-request.ts";
import type { RequestNotes } from "./request-notes.ts";

/**
 * The effort of the model that is nearest to the requested one, or to the requested number of tokens.
 * Undefined if nothing was requested, or the model takes no effort.
 *
 * @param trait Names the efforts that the model knows on this API.
 */
export function convertEffort(
  { model, reasoningBudget, reasoningEffort }: ChatRequest,
  traits: ModelTraits,
  trait: "reasoningEfforts" | "responsesEfforts",
  notes: RequestNotes,
): ReasoningEffort | undefined {
  // A budget below zero leaves the number to the model.
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
