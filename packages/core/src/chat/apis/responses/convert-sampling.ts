import type { JSONObject } from "../../../json.ts";
import { isOptionRefused } from "../../../models/is-option-refused.ts";
import type { ModelTraits, RefusableOption } from "../../../models/model-traits.ts";
import type { ChatRequest, ChatWarning, ReasoningEffort } from "../../chat-request.ts";

/** The most alternatives of a token that the API tells. */
const MOST_LOGPROBS = 20;

/** How tokens are chosen, and what is told of them. */
export interface ConvertedSampling {
  fields: JSONObject;
  /** Whether log probabilities have to be included in the answer. */
  hasLogprobs: boolean;
}

/** Temperature, nucleus and log probabilities: all that the API takes of what others have. */
export function convertSampling(
  request: ChatRequest,
  traits: ModelTraits,
  effort: ReasoningEffort | undefined,
  warnings: ChatWarning[],
): ConvertedSampling {
  const isRefused = (option: RefusableOption): boolean => {
    const isOut = isOptionRefused(traits, option, effort);
    if (isOut) warnings.push(dropped(option, request.model, traits.reasons[option]));
    return isOut;
  };
  const fields: JSONObject = {};
  const { temperature, topP, logprobs = false } = request;
  if (temperature !== undefined && !isRefused("temperature")) fields["temperature"] = temperature;
  if (topP !== undefined && !isSecondSampler(fields, request, traits, warnings)) {
    if (!isRefused("topP")) fields["top_p"] = topP;
  }
  if (logprobs === false) return { fields, hasLogprobs: false };
  if (traits.refusesLogprobsOnResponses && isRefused("logprobs")) {
    return { fields, hasLogprobs: false };
  }
  if (typeof logprobs === "number") fields["top_logprobs"] = boundLogprobs(logprobs, warnings);
  return { fields, hasLogprobs: true };
}

function isSecondSampler(
  fields: JSONObject,
  { model }: ChatRequest,
  { acceptsTemperatureWithTopP, reasons }: ModelTraits,
  warnings: ChatWarning[],
): boolean {
  if (acceptsTemperatureWithTopP || fields["temperature"] === undefined) return false;
  warnings.push(dropped("topP", model, reasons.acceptsTemperatureWithTopP));
  return true;
}

function boundLogprobs(wanted: number, warnings: ChatWarning[]): number {
  if (wanted <= MOST_LOGPROBS) return wanted;
  const message = `OpenAI tells ${MOST_LOGPROBS} alternatives of a token at most; so many were asked for.`;
  warnings.push({ option: "logprobs", action: "changed", message });
  return MOST_LOGPROBS;
}

function dropped(option: string, model: string, reason: string | undefined): ChatWarning {
  const message = `${option} was not sent to ${model}.`;
  return {
    option,
    action: "dropped",
    message: reason === undefined ? message : `${message} ${reason}`,
  };
}
