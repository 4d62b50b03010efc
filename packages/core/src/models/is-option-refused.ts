import type { ReasoningEffort } from "../chat/chat-options.ts";
import type { ModelTraits, RefusableOption } from "./model-traits.ts";

/**
 * Whether a request option must be left out for a model.
 *
 * @param reasoningEffort The effort that is sent. With `none`, options that are refused only while the model
 * reasons may be sent.
 */
export function isOptionRefused(
  traits: ModelTraits,
  option: RefusableOption,
  reasoningEffort: ReasoningEffort | undefined,
): boolean {
  const refusal = traits.refusedOptions[option];
  return refusal === "always" || (refusal === "while-reasoning" && reasoningEffort !== "none");
}
