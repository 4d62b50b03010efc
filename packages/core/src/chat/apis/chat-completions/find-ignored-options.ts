import type { JSONObject } from "../../../json.ts";
import type { IgnorableOption, ModelTraits } from "../../../models/model-traits.ts";
import type { ChatWarning } from "../../chat-request.ts";
import { namesOf, plainChatOptions } from "../../chat-options.ts";
import { becauseOf } from "../dropped-option.ts";

/** Under which name the body holds each option that a relay may pass over. */
const FIELDS: ReadonlyMap<IgnorableOption, string | undefined> = new Map<
  IgnorableOption,
  string | undefined
>([
  ...namesOf(plainChatOptions).map((name) => [name, plainChatOptions[name].fields.chat] as const),
  ["parallelToolCalls", "parallel_tool_calls"],
  ["reasoningEffort", "reasoning_effort"],
  ["responseFormat", "response_format"],
  ["tools", "tools"],
]);

/** A warning for everything in a body that is known to be passed over on the way to the model. */
export function findIgnoredOptions(
  body: JSONObject,
  model: string,
  { ignoredOptions, reasons }: ModelTraits,
): ChatWarning[] {
  return ignoredOptions
    .filter((option) => body[FIELDS.get(option) ?? option] !== undefined)
    .map((option) => ({
      option,
      action: "ignored",
      message: `${option} was sent to ${model} and may have no effect.${becauseOf(reasons.ignoredOptions)}`,
    }));
}
