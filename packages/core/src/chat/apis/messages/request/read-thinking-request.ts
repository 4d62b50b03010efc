import { isJSONObject, numberOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ModelTraits, ThinkingKind } from "../../../../models/model-traits.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import { toSnakeCase } from "../../request/to-snake-case.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";

/** The thinking that a request asks for, whether or not the model has it. */
export interface ThinkingRequest {
  /** The option of the request, for warnings. */
  option: "reasoningEffort" | "reasoningBudget" | "reasoningSummary" | "vendorOptions";
  /** Undefined for a kind that is newer than this package. It is sent as it was given. */
  kind: ThinkingKind | undefined;
  /** The number of tokens to think with. */
  budget?: number | undefined;
  /** Other members of `thinking`, in the API's words. */
  others?: JSONObject;
}

/** Anthropic's names of the kinds. */
const KINDS: ReadonlyMap<unknown, ThinkingKind> = new Map([
  ["adaptive", "adaptive"],
  ["enabled", "budget"],
  ["between_tools", "between-tools"],
  ["disabled", "disabled"],
]);

/** The thinking that the request asks for. Undefined if it does not mention thinking. */
export function readThinkingRequest(
  request: ChatRequest,
  { thinkingKinds }: ModelTraits,
  notes: RequestNotes,
): ThinkingRequest | undefined {
  const { reasoningBudget, reasoningEffort, reasoningSummary } = request;
  const option = vendorOptionsOf(request, "anthropic")["thinking"];
  if (isJSONObject(option)) return readThinkingOption(option);
  if (reasoningBudget !== undefined) {
    const kind = reasoningBudget > 0 ? "budget" : "disabled";
    return { option: "reasoningBudget", kind, budget: reasoningBudget };
  }
  const isAdaptive = thinkingKinds?.includes("adaptive") === true;
  if (reasoningEffort === "none") return { option: "reasoningEffort", kind: "disabled" };
  // An effort does not name a kind, so the best one of the model is taken.
  if (reasoningEffort !== undefined) {
    return { option: "reasoningEffort", kind: isAdaptive ? "adaptive" : "budget" };
  }
  if (reasoningSummary === undefined || reasoningSummary === "none") return undefined;
  if (isAdaptive) return { option: "reasoningSummary", kind: "adaptive" };
  const message = `reasoningSummary was not sent to ${request.model}: it thinks only with an effort or a budget.`;
  notes.dropped("reasoningSummary", message);
  return undefined;
}

function readThinkingOption(option: JSONObject): ThinkingRequest {
  const kind = KINDS.get(option["type"]);
  const { type: _, budgetTokens, ...rest } = option;
  const others = toSnakeCase(kind === undefined ? option : rest);
  return { option: "vendorOptions", kind, budget: numberOf(budgetTokens), others };
}
