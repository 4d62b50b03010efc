import type { JSONObject } from "../../../json.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import { estimateReasoningEffort } from "../../../models/estimate-reasoning-effort.ts";
import { nearestReasoningEffort } from "../../../models/resolve-reasoning-effort.ts";
import type { ReasoningEffort } from "../../chat-options.ts";
import type { ChatRequest, ChatWarning } from "../../chat-request.ts";

/** How much the model shall think, and whether it sums its thoughts up. */
export interface ConvertedReasoning {
  effort: ReasoningEffort | undefined;
  /** The field `reasoning`; undefined leaves it to the model. */
  reasoning: JSONObject | undefined;
}

/**
 * The field `reasoning`. Who asks for thought gets the fullest summary the model has, unless
 * `reasoningSummary` says otherwise: without one, nothing of the thoughts can be read. A model of which
 * nobody knows whether it reasons is not asked for one.
 *
 * @param others Members of it that a request has no word for.
 */
export function convertReasoning(
  request: ChatRequest,
  traits: ModelTraits,
  others: JSONObject,
  warnings: ChatWarning[],
): ConvertedReasoning {
  const effort = convertEffort(request, traits, warnings);
  const isAsked = traits.isReasoning === true && effort !== undefined && effort !== "none";
  const { model, reasoningSummary = isAsked ? "auto" : "none" } = request;
  const reasoning = {
    ...(effort === undefined ? {} : { effort }),
    ...(reasoningSummary === "none" ? {} : { summary: reasoningSummary }),
    ...others,
  };
  if (Object.keys(reasoning).length === 0) return { effort, reasoning: undefined };
  if (traits.isReasoning !== false) return { effort, reasoning };
  if (request.reasoningEffort === undefined && request.reasoningBudget === undefined) {
    const option = request.reasoningSummary === undefined ? "vendorOptions" : "reasoningSummary";
    warnings.push({ option, action: "dropped", message: `${model} does not reason.` });
  }
  return { effort, reasoning: undefined };
}

function convertEffort(
  request: ChatRequest,
  traits: ModelTraits,
  warnings: ChatWarning[],
): ReasoningEffort | undefined {
  const { model, reasoningBudget, reasoningEffort } = request;
  // A budget below zero leaves it to the model.
  const hasBudget = reasoningBudget !== undefined && reasoningBudget >= 0;
  const wanted =
    reasoningEffort ?? (hasBudget ? estimateReasoningEffort(reasoningBudget) : undefined);
  if (wanted === undefined) return undefined;
  const effort = nearestReasoningEffort(traits.responsesEfforts ?? traits.reasoningEfforts, wanted);
  const reason = traits.reasons.responsesEfforts ?? traits.reasons.reasoningEfforts;
  const because = reason === undefined ? "" : ` ${reason}`;
  if (effort === undefined) {
    const option = reasoningEffort === undefined ? "reasoningBudget" : "reasoningEffort";
    const message = `${option} was not sent to ${model}.${because}`;
    warnings.push({ option, action: "dropped", message });
  } else if (reasoningEffort !== undefined && effort !== reasoningEffort) {
    const message = `${model} does not know the effort ${reasoningEffort}; ${effort} was sent.${because}`;
    warnings.push({ option: "reasoningEffort", action: "changed", message });
  }
  if (hasBudget && effort !== undefined) {
    const message = `${model} takes an effort and no number of tokens to think with; ${effort} was sent.`;
    warnings.push({ option: "reasoningBudget", action: "changed", message });
  }
  return effort;
}
