import type { JSONObject } from "../../../json.ts";
import type { ModelTraits, RefusableOption } from "../../../models/model-traits.ts";
import type { ReasoningEffort } from "../../chat-options.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { convertOptions, findRefusingTrait } from "../convert-options.ts";
import type { ReasonKey, RequestNotes } from "../request-notes.ts";

/** The most alternatives of a token that the API gives. */
const MAX_LOGPROBS = 20;

/** The options that are fields by themselves, and what must be included for them. */
export interface ConvertedSampling {
  fields: JSONObject;
  /** Whether log probabilities have to be included in the answer. */
  hasLogprobs: boolean;
}

/** What to do instead of an option that the API lacks. */
const ADVICE: Readonly<Partial<Record<RefusableOption, string>>> = {
  modalities: " Images come from the tool `openai.image_generation`.",
};

/** The options that are fields by themselves. */
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

/** The trait by which the model does not take an option here. */
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
  const message = `OpenAI gives ${MAX_LOGPROBS} alternatives of a token at most; so many were asked for.`;
  notes.changed("logprobs", message);
  return MAX_LOGPROBS;
}
