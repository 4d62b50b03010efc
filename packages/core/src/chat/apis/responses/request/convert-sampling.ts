import type { JSONObject } from "../../../../json.ts";
import type { ModelTraits, RefusableOption } from "../../../../models/model-traits.ts";
import type { ReasoningEffort } from "../../../chat-options.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { convertOptions, findRefusingTrait } from "../../request/convert-options.ts";
import type { ReasonKey, RequestNotes } from "../../request/request-notes.ts";

/** The most alternatives of a token that the API gives. */
const MAX_LOGPROBS = 20;

/** The plain options as fields. */
export interface ConvertedSampling {
  fields: JSONObject;
  /** Whether `include` has to ask for log probabilities. */
  hasLogprobs: boolean;
}

/** What to do instead of an option that the API lacks. */
const ADVICE: Readonly<Partial<Record<RefusableOption, string>>> = {
  modalities: " Images come from the tool `openai.image_generation`.",
};

/** The plain options. Those that the API does not have, or the model refuses, are left out. */
export function convertSampling(
  request: ChatRequest,
  traits: ModelTraits,
  effort: ReasoningEffort | undefined,
  notes: RequestNotes,
): ConvertedSampling {
  const refusalOf = (option: RefusableOption) =>
    findResponsesRefusal(request, traits, option, effort);
  const fields = convertOptions(request, {
    api: "responses",
    apiTitle: "the Responses API",
    advice: ADVICE,
    findRefusal: refusalOf,
    convertValue(option, value) {
      if (option !== "logprobs") return value;
      return typeof value === "number" ? boundLogprobs(value, notes) : undefined;
    },
    notes,
  });
  const { logprobs = false } = request;
  return { fields, hasLogprobs: logprobs !== false && refusalOf("logprobs") === undefined };
}

/** The trait that makes the model refuse an option on Responses. */
function findResponsesRefusal(
  request: ChatRequest,
  traits: ModelTraits,
  option: RefusableOption,
  effort: ReasoningEffort | undefined,
): ReasonKey | undefined {
  const refusal = findRefusingTrait(request, traits, option, effort);
  return refusal === "logprobs" && !traits.refusesLogprobsOnResponses ? undefined : refusal;
}

function boundLogprobs(wanted: number, notes: RequestNotes): number {
  if (wanted <= MAX_LOGPROBS) return wanted;
  const message = `OpenAI gives at most ${MAX_LOGPROBS} alternatives of a token; ${MAX_LOGPROBS} were asked for.`;
  notes.changed("logprobs", message);
  return MAX_LOGPROBS;
}
