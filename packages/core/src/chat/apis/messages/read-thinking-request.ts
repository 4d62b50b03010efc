import { isJSONObject, numberOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { ModelTraits, ThinkingKind } from "../../../models/model-traits.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { toSnakeCase } from "../to-snake-case.ts";
import { anthropicOptionsOf } from "./anthropic-options.ts";
import type { MessagesNotes } from "./messages-notes.ts";

/** What a request asks for, before the model is asked what it takes. */
export interface ThinkingRequest {
  /** The option that says so. */
  option: "reasoningEffort" | "reasoningBudget" | "reasoningSummary" | "vendorOptions";
  /** Undefined for a kind that this package does not know. It is sent as it was given. */
  kind: ThinkingKind | undefined;
  /** Tokens to think with. */
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

/** Reads how the request wants the model to think; undefined where it says nothing. */
export function readThinkingRequest(
  request: ChatRequest,
  { thinkingKinds }: ModelTraits,
  notes: MessagesNotes,
): ThinkingRequest | undefined {
  const { reasoningBudget, reasoningEffort, reasoningSummary } = request;
  const own = anthropicOptionsOf(request)["thinking"];
  if (isJSONObject(own)) return readThinkingOption(own);
  if (reasoningBudget !== undefined) {
    const kind = reasoningBudget > 0 ? "budget" : "disabled";
    return { option: "reasoningBudget", kind, budget: reasoningBudget };
  }
  const isAdaptive = thinkingKinds?.includes("adaptive") === true;
  if (reasoningEffort === "none") return { option: "reasoningEffort", kind: "disabled" };
  // An effort says nothing of the kind: the model's best is meant.
  if (reasoningEffort !== undefined) {
    return { option: "reasoningEffort", kind: isAdaptive ? "adaptive" : "budget" };
  }
  if (reasoningSummary === undefined || reasoningSummary === "none") return undefined;
  if (isAdaptive) return { option: "reasoningSummary", kind: "adaptive" };
  const message = `reasoningSummary was not sent to ${request.model}: it thinks only with an effort or a budget.`;
  notes.dropped("reasoningSummary", message);
  return undefined;
}

function readThinkingOption(own: JSONObject): ThinkingRequest {
  const kind = KINDS.get(own["type"]);
  const { type: _, budgetTokens, ...rest } = own;
  const others = toSnakeCase(kind === undefined ? own : rest);
  return { option: "vendorOptions", kind, budget: numberOf(budgetTokens), others };
}
