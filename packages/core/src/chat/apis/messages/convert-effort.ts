import { textOf } from "../../../json-access.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import { nearestReasoningEffort } from "../../../models/resolve-reasoning-effort.ts";
import type { ReasoningEffort } from "../../chat-options.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { anthropicOptionsOf } from "./anthropic-options.ts";
import type { MessagesNotes } from "./messages-notes.ts";
import { toEffort } from "./thinking-budgets.ts";

/**
 * `output_config.effort`, for models that take an effort instead of a number of tokens: the vendor's own
 * option, else the effort of the request. `none` is not sent here: it turns thinking off.
 */
export function convertEffort(
  request: ChatRequest,
  traits: ModelTraits,
  notes: MessagesNotes,
): string | undefined {
  const own = textOf(anthropicOptionsOf(request)["effort"]);
  const wanted = own ?? readEffort(request, traits);
  if (wanted === undefined) return undefined;
  const effort = nearestReasoningEffort(traits.messagesEfforts, wanted);
  const option = own === undefined ? "reasoningEffort" : "vendorOptions";
  if (effort === undefined) notes.refused(option, "messagesEfforts");
  else if (effort !== wanted) notes.otherEffort(option, wanted, effort, "messagesEfforts");
  return effort;
}

function readEffort(
  { reasoningEffort, reasoningBudget = 0 }: ChatRequest,
  { thinkingKinds = [] }: ModelTraits,
): ReasoningEffort | undefined {
  if (!thinkingKinds.includes("adaptive") || reasoningEffort === "none") return undefined;
  if (reasoningEffort !== undefined || thinkingKinds.includes("budget")) return reasoningEffort;
  return reasoningBudget > 0 ? toEffort(reasoningBudget) : undefined;
}
