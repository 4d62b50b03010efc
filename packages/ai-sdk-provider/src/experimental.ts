import type {
  Experimental_DecisionModelV4 as DecisionModelV4,
  Experimental_ExtractionModelV4 as ExtractionModelV4,
  LanguageModelV4,
} from "@ai-sdk/provider";
import { Experimental_DecisionLanguageModel as DecisionLanguageModel } from "@ai-sdk/provider-utils/experimental-decision";
import { Experimental_ExtractionLanguageModel as ExtractionLanguageModel } from "@ai-sdk/provider-utils/experimental-extraction";

/**
 * A text model that answers questions about something with a choice, a score or a probability, for the AI SDK's
 * `experimental_decide`.
 *
 * ```ts
 * const model = decisionModel(cometapi("gpt-5-mini"));
 * ```
 */
export function decisionModel(model: LanguageModelV4): DecisionModelV4 {
  return new DecisionLanguageModel({ model, provider: "cometapi.decision" });
}

/** A text model that finds fields in a text or image, for the AI SDK's `experimental_extract`. */
export function extractionModel(model: LanguageModelV4): ExtractionModelV4 {
  return new ExtractionLanguageModel({ model, provider: "cometapi.extraction" });
}
