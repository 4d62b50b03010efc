import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ModelTraits, RefusableOption } from "../../../../models/model-traits.ts";
import { type ReasoningEffort, SAMPLERS } from "../../../chat-options.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { convertOptions, findRefusingTrait } from "../../request/convert-options.ts";
import type { ReasonKey, RequestNotes } from "../../request/request-notes.ts";

/** The options that are single fields of the body: how tokens are chosen, how many answers there are … */
export function convertSampling(
  request: ChatRequest,
  traits: ModelTraits,
  effort: ReasoningEffort | undefined,
  notes: RequestNotes,
): JSONObject {
  const fields = convertOptions(request, {
    api: "chat",
    apiTitle: "Chat Completions",
    findRefusal: (option) =>
      findRefusingTrait(request, traits, option, effort) ?? findClash(traits, option, effort),
    convertValue(option, value) {
      if (option === "stopSequences") return convertStop(request, traits, notes);
      if (option === "logprobs") return value === false ? undefined : true;
      return value;
    },
    notes,
  });
  if (fields["logprobs"] !== undefined && typeof request.logprobs === "number") {
    fields["top_logprobs"] = request.logprobs;
  }
  if (traits.defaultTopP !== undefined) fields["top_p"] ??= traits.defaultTopP;
  return fields;
}

/** The trait that forbids a sampler together with the effort. */
function findClash(
  { acceptsSamplingWithEffort }: ModelTraits,
  option: RefusableOption,
  effort: ReasoningEffort | undefined,
): ReasonKey | undefined {
  const isThinking = effort !== undefined && effort !== "none";
  return isThinking && !acceptsSamplingWithEffort && SAMPLERS.some((name) => name === option)
    ? "acceptsSamplingWithEffort"
    : undefined;
}

function convertStop(
  { stopSequences = [], model }: ChatRequest,
  { takesStopAsText }: ModelTraits,
  notes: RequestNotes,
): JSONValue | undefined {
  const [first, ...rest] = stopSequences;
  if (first === undefined) return undefined;
  if (!takesStopAsText) return [...stopSequences];
  if (rest.length > 0) {
    const message = `Only the first of the stop sequences was sent to ${model}.`;
    notes.changed("stopSequences", message, "takesStopAsText");
  }
  return first;
}
