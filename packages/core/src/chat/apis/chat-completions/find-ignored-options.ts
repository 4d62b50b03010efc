import type { JSONObject } from "../../../json.ts";
import type { IgnorableOption, ModelTraits } from "../../../models/model-traits.ts";
import type { ChatWarning } from "../../chat-request.ts";
import { SAMPLING_FIELDS } from "./convert-sampling.ts";
import { becauseOf } from "./dropped-option.ts";

/** Under which name the body holds each option that a relay may pass over. */
const FIELDS: Readonly<Record<IgnorableOption, string>> = {
  ...SAMPLING_FIELDS,
  parallelToolCalls: "parallel_tool_calls",
  reasoningEffort: "reasoning_effort",
  responseFormat: "response_format",
  tools: "tools",
  user: "user",
};

/** A warning for everything in a body that is known to be passed over on the way to the model. */
export function findIgnoredOptions(
  body: JSONObject,
  model: string,
  { ignoredOptions, reasons }: ModelTraits,
): ChatWarning[] {
  return ignoredOptions
    .filter((option) => body[FIELDS[option]] !== undefined)
    .map((option) => ({
      option,
      action: "ignored",
      message: `${option} was sent to ${model} and may have no effect.${becauseOf(reasons.ignoredOptions)}`,
    }));
}
