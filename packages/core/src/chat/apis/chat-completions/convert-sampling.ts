import { isOptionRefused } from "../../../models/is-option-refused.ts";
import type { ModelTraits, RefusableOption } from "../../../models/model-traits.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";
import type { ChatRequest, ChatWarning, ReasoningEffort } from "../../chat-request.ts";
import { becauseOf, droppedOption } from "./dropped-option.ts";

/** Options that are sent under one name by every model that takes them at all. */
export const SAMPLING_FIELDS: Readonly<Record<RefusableOption, string>> = {
  temperature: "temperature",
  topP: "top_p",
  topK: "top_k",
  presencePenalty: "presence_penalty",
  frequencyPenalty: "frequency_penalty",
  stopSequences: "stop",
  seed: "seed",
  choiceCount: "n",
  logprobs: "logprobs",
  logitBias: "logit_bias",
};

const OPTIONS = [
  "temperature",
  "topP",
  "topK",
  "presencePenalty",
  "frequencyPenalty",
  "stopSequences",
  "seed",
  "choiceCount",
  "logprobs",
  "logitBias",
] as const satisfies readonly RefusableOption[];

/** How tokens are chosen, how many answers there are and where they end. */
export function convertSampling(
  request: ChatRequest,
  traits: ModelTraits,
  effort: ReasoningEffort | undefined,
  warnings: ChatWarning[],
): JSONObject {
  const fields: JSONObject = {};
  for (const option of OPTIONS) {
    const value = convertValue(request, traits, option, warnings);
    if (value === undefined) continue;
    const trait = findRefusal(traits, option, effort, fields);
    if (trait === undefined) fields[SAMPLING_FIELDS[option]] = value;
    else warnings.push(droppedOption(option, request.model, traits.reasons[trait]));
  }
  if (fields["logprobs"] !== undefined && typeof request.logprobs === "number") {
    fields["top_logprobs"] = request.logprobs;
  }
  if (traits.defaultTopP !== undefined) fields["top_p"] ??= traits.defaultTopP;
  return fields;
}

const SAMPLERS: ReadonlySet<RefusableOption> = new Set(["temperature", "topP", "topK"]);

/** The trait for which an option is left out, undefined for one that is sent. */
function findRefusal(
  traits: ModelTraits,
  option: RefusableOption,
  effort: ReasoningEffort | undefined,
  fields: JSONObject,
): keyof ModelTraits["reasons"] | undefined {
  if (isOptionRefused(traits, option, effort)) return option;
  if (option === "topP" && !traits.acceptsTemperatureWithTopP && "temperature" in fields) {
    return "acceptsTemperatureWithTopP";
  }
  const isThinking = effort !== undefined && effort !== "none";
  return isThinking && !traits.acceptsSamplingWithEffort && SAMPLERS.has(option)
    ? "acceptsSamplingWithEffort"
    : undefined;
}

function convertValue(
  request: ChatRequest,
  traits: ModelTraits,
  option: RefusableOption,
  warnings: ChatWarning[],
): JSONValue | undefined {
  switch (option) {
    case "stopSequences":
      return convertStop(request, traits, warnings);
    case "logprobs":
      return request.logprobs === undefined || request.logprobs === false ? undefined : true;
    case "logitBias":
      return request.logitBias === undefined ? undefined : { ...request.logitBias };
    default:
      return request[option];
  }
}

function convertStop(
  { stopSequences = [], model }: ChatRequest,
  { takesStopAsText, reasons }: ModelTraits,
  warnings: ChatWarning[],
): JSONValue | undefined {
  const [first, ...rest] = stopSequences;
  if (first === undefined) return undefined;
  if (!takesStopAsText) return [...stopSequences];
  if (rest.length > 0) {
    const message = `Only the first of the stop sequences was sent to ${model}.${becauseOf(reasons.takesStopAsText)}`;
    warnings.push({ option: "stopSequences", action: "changed", message });
  }
  return first;
}
