import type { JSONObject, JSONValue } from "../../../json.ts";
import { isOptionRefused } from "../../../models/is-option-refused.ts";
import type { ModelTraits, RefusableOption } from "../../../models/model-traits.ts";
import type { ReasoningEffort } from "../../chat-options.ts";
import type { ChatRequest, ChatWarning } from "../../chat-request.ts";
import { convertOptions } from "../convert-options.ts";
import { becauseOf } from "../dropped-option.ts";

/** The options that are fields of the body by themselves: how tokens are chosen, how many answers there are … */
export function convertSampling(
  request: ChatRequest,
  traits: ModelTraits,
  effort: ReasoningEffort | undefined,
  warnings: ChatWarning[],
): JSONObject {
  const fields = convertOptions(request, {
    api: "chat",
    apiTitle: "Chat Completions",
    findRefusal: (option) => findRefusal(request, traits, option, effort),
    convertValue(option, value) {
      if (option === "stopSequences") return convertStop(request, traits, warnings);
      if (option === "logprobs") return value === false ? undefined : true;
      return value;
    },
    warn: (warning) => warnings.push(warning),
  });
  if (fields["logprobs"] !== undefined && typeof request.logprobs === "number") {
    fields["top_logprobs"] = request.logprobs;
  }
  if (traits.defaultTopP !== undefined) fields["top_p"] ??= traits.defaultTopP;
  return fields;
}

const SAMPLERS: ReadonlySet<RefusableOption> = new Set(["temperature", "topP", "topK"]);

/** Why the model does not take an option, undefined where it does. */
function findRefusal(
  { temperature }: ChatRequest,
  traits: ModelTraits,
  option: RefusableOption,
  effort: ReasoningEffort | undefined,
): string | undefined {
  const isRefused = (name: RefusableOption) => isOptionRefused(traits, name, effort);
  const { reasons, acceptsTemperatureWithTopP, acceptsSamplingWithEffort } = traits;
  if (isRefused(option)) return reasons[option] ?? "";
  const isSecond = option === "topP" && temperature !== undefined && !isRefused("temperature");
  if (isSecond && !acceptsTemperatureWithTopP) return reasons.acceptsTemperatureWithTopP ?? "";
  const isThinking = effort !== undefined && effort !== "none";
  return isThinking && !acceptsSamplingWithEffort && SAMPLERS.has(option)
    ? (reasons.acceptsSamplingWithEffort ?? "")
    : undefined;
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
