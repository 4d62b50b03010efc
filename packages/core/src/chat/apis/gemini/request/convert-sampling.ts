import { isJSONObject } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { RefusableOption } from "../../../../models/model-traits.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { convertOptions, findRefusingTrait } from "../../request/convert-options.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import type { RequestContext } from "./request-context.ts";

/** What to do instead of an option that the API lacks. */
const ADVICE: Readonly<Partial<Record<RefusableOption, string>>> = {
  verbosity: " Say in the system message how much to write.",
  store: " It stores no answers.",
  promptCacheKey: " It finds cached prompts by itself.",
  metadata: " Vertex takes `labels` in `vendorOptions.google`.",
};

/** The plain options. Most are fields of `generationConfig`. */
export function convertSampling({ request, traits, notes }: RequestContext): JSONObject {
  const { logprobs, reasoningEffort } = request;
  const fields = convertOptions(request, {
    api: "gemini",
    apiTitle: "Gemini",
    advice: ADVICE,
    findRefusal: (option) => findRefusingTrait(request, traits, option, reasoningEffort),
    convertValue: (option, value) => convertValue(request, option, value, notes),
    notes,
  });
  const { generationConfig } = fields;
  const isAsked = isJSONObject(generationConfig) && "responseLogprobs" in generationConfig;
  if (isAsked && typeof logprobs === "number") generationConfig["logprobs"] = logprobs;
  return fields;
}

/** Google takes no more (ai.google.dev/api/generate-content). */
const MAX_STOP_SEQUENCES = 5;

function convertValue(
  { stopSequences = [], modalities }: ChatRequest,
  option: RefusableOption,
  value: JSONValue,
  notes: RequestNotes,
): JSONValue | undefined {
  switch (option) {
    case "stopSequences":
      if (stopSequences.length > MAX_STOP_SEQUENCES) notes.changed(option, STOPS_CUT);
      return stopSequences.length === 0 ? undefined : stopSequences.slice(0, MAX_STOP_SEQUENCES);
    case "modalities":
      return modalities?.map((modality) => modality.toUpperCase());
    case "logprobs":
      return value === false ? undefined : true;
    default:
      return value;
  }
}

const STOPS_CUT = `Gemini takes ${MAX_STOP_SEQUENCES} stop sequences; the others were not sent.`;
