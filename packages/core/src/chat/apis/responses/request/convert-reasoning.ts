import { emptyAsNone, withoutUndefined } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ReasoningEffort } from "../../../chat-options.ts";
import { convertEffort } from "../../request/convert-effort.ts";
import type { RequestContext } from "./request-context.ts";

/** The effort that is sent, and the field it is part of. */
export interface ConvertedReasoning {
  effort?: ReasoningEffort | undefined;
  /** The field `reasoning`. Undefined: the model decides. */
  reasoning?: JSONObject;
}

/**
 * The field `reasoning`. A request for an effort also asks for a summary, unless `reasoningSummary` says otherwise:
 * without a summary, none of the reasoning is readable. A model that is not known to reason is not asked for one.
 *
 * @param others Further members of the field, from OpenAI's options.
 */
export function convertReasoning(
  { request, traits, notes }: RequestContext,
  others: JSONObject,
): ConvertedReasoning {
  const trait = traits.responsesEfforts === undefined ? "reasoningEfforts" : "responsesEfforts";
  const effort = convertEffort(request, traits, trait, notes);
  const isAsked = traits.isReasoning === true && effort !== undefined && effort !== "none";
  const { model, reasoningSummary = isAsked ? "auto" : "none" } = request;
  const summary = reasoningSummary === "none" ? undefined : reasoningSummary;
  const reasoning = emptyAsNone(withoutUndefined({ effort, summary, ...others }));
  if (reasoning === undefined) return {};
  if (traits.isReasoning !== false) return { effort, reasoning };
  if (request.reasoningEffort === undefined && request.reasoningBudget === undefined) {
    const option = request.reasoningSummary === undefined ? "vendorOptions" : "reasoningSummary";
    notes.dropped(option, `${model} does not reason.`);
  }
  return {};
}
