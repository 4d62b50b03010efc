import { emptyAsNone, withoutUndefined } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ReasoningEffort } from "../../chat-options.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { convertEffort } from "../convert-effort.ts";
import type { RequestNotes } from "../request-notes.ts";

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
  notes: RequestNotes,
): ConvertedReasoning {
  const trait = traits.responsesEfforts === undefined ? "reasoningEfforts" : "responsesEfforts";
  const effort = convertEffort(request, traits, trait, notes);
  const isAsked = traits.isReasoning === true && effort !== undefined && effort !== "none";
  const { model, reasoningSummary = isAsked ? "auto" : "none" } = request;
  const summary = reasoningSummary === "none" ? undefined : reasoningSummary;
  const reasoning = emptyAsNone(withoutUndefined({ effort, summary, ...others }));
  if (reasoning === undefined || traits.isReasoning !== false) return { effort, reasoning };
  if (request.reasoningEffort === undefined && request.reasoningBudget === undefined) {
    const option = request.reasoningSummary === undefined ? "vendorOptions" : "reasoningSummary";
    notes.dropped(option, `${model} does not reason.`);
  }
  return { effort, reasoning: undefined };
}
