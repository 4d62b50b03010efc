import type { JSONObject } from "../../../../json.ts";
import type { IgnorableOption, ModelTraits } from "../../../../models/model-traits.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import { namesOf, plainChatOptions } from "../../../chat-options.ts";

/** The body field of each option that a relay may ignore. One that is not listed is a field by its own name. */
const FIELDS: ReadonlyMap<IgnorableOption, string | undefined> = new Map<
  IgnorableOption,
  string | undefined
>([
  ...namesOf(plainChatOptions).map((name) => [name, plainChatOptions[name].fields.chat] as const),
  ["parallelToolCalls", "parallel_tool_calls"],
  ["reasoningEffort", "reasoning_effort"],
  ["responseFormat", "response_format"],
]);

/** Reports every field of a body that is known to be ignored on the way to the model. */
export function noteIgnoredOptions(
  body: JSONObject,
  model: string,
  { ignoredOptions }: ModelTraits,
  notes: RequestNotes,
): void {
  for (const option of ignoredOptions) {
    if (body[FIELDS.get(option) ?? option] === undefined) continue;
    const message = `${option} was sent to ${model} and may have no effect.`;
    notes.ignored(option, message, "ignoredOptions");
  }
}
