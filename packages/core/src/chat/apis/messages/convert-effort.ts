import { textOf } from "../../../json-access.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import { nearestReasoningEffort } from "../../../models/resolve-reasoning-effort.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { ownOptions } from "./own-options.ts";
import type { RequestNotes } from "./request-notes.ts";

/**
 * `output_config.effort`: the vendor's own option, else the request's effort for a model that is told
 * by it how much to think. The effort `none` is no effort here: it turns thinking off.
 */
export function convertEffort(
  request: ChatRequest,
  traits: ModelTraits,
  notes: RequestNotes,
): string | undefined {
  const { model, reasoningEffort } = request;
  const own = textOf(ownOptions(request)["effort"]);
  const isByEffort = traits.thinkingKinds?.includes("adaptive") === true;
  const neutral = isByEffort && reasoningEffort !== "none" ? reasoningEffort : undefined;
  const wanted = own ?? neutral;
  if (wanted === undefined) return undefined;
  const effort = nearestReasoningEffort(traits.messagesEfforts, wanted);
  const option = own === undefined ? "reasoningEffort" : "vendorOptions";
  const reason = traits.reasons.messagesEfforts;
  const because = reason === undefined ? "" : ` ${reason}`;
  if (effort === undefined) {
    notes.dropped(option, `The effort was not sent to ${model}.${because}`);
  } else if (effort !== wanted) {
    const message = `${model} does not know the effort ${wanted}; ${effort} was sent.${because}`;
    notes.changed(option, message);
  }
  return effort;
}
