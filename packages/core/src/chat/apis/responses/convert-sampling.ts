import type { JSONObject } from "../../../json.ts";
import { isOptionRefused } from "../../../models/is-option-refused.ts";
import type { ModelTraits, RefusableOption } from "../../../models/model-traits.ts";
import type { ReasoningEffort } from "../../chat-options.ts";
import type { ChatRequest, ChatWarning } from "../../chat-request.ts";
import { convertOptions } from "../convert-options.ts";

/** The most alternatives of a token that the API gives. */
const MOST_LOGPROBS = 20;

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
  warnings: ChatWarning[],
): ConvertedSampling {
  const refusalOf = (option: RefusableOption) => findRefusal(request, traits, option, effort);
  const fields = convertOptions(request, {
    api: "responses",
    apiTitle: "the Responses API",
    advice: ADVICE,
    findRefusal: refusalOf,
    convertValue(option, value) {
      if (option !== "logprobs") return value;
      return typeof value === "number" ? boundLogprobs(value, warnings) : undefined;
    },
    warn: (warning) => warnings.push(warning),
  });
  const { logprobs = false } = request;
  return { fields, hasLogprobs: logprobs !== false && refusalOf("logprobs") === undefined };
}

/** Why the model does not take an option, undefined where it does. */
function findRefusal(
  { temperature }: ChatRequest,
  traits: ModelTraits,
  option: RefusableOption,
  effort: ReasoningEffort | undefined,
): string | undefined {
  const { reasons, acceptsTemperatureWithTopP, refusesLogprobsOnResponses } = traits;
  const isRefused = (name: RefusableOption) => isOptionRefused(traits, name, effort);
  if (isRefused(option)) {
    return option === "logprobs" && !refusesLogprobsOnResponses
      ? undefined
      : (reasons[option] ?? "");
  }
  const isSecond = option === "topP" && temperature !== undefined && !isRefused("temperature");
  return isSecond && !acceptsTemperatureWithTopP
    ? (reasons.acceptsTemperatureWithTopP ?? "")
    : undefined;
}

function boundLogprobs(wanted: number, warnings: ChatWarning[]): number {
  if (wanted <= MOST_LOGPROBS) return wanted;
  const message = `OpenAI gives ${MOST_LOGPROBS} alternatives of a token at most; so many were asked for.`;
  warnings.push({ option: "logprobs", action: "changed", message });
  return MOST_LOGPROBS;
}
