import {
  type ClientSettings,
  holdsToSchema,
  type InputModality,
  resolveModelTraits,
  withoutUndefined,
} from "@cometapi/core";
import type { ModelProfile } from "@langchain/core/language_models/profile";

/**
 * What is known about a model in LangChain's terms, which middleware reads: `createAgent` takes the
 * native way to structured output by it, summarization its moment. What is not known is left out.
 */
export function createModelProfile(
  model: string,
  { api: setting = "auto", modelTraits }: Pick<ClientSettings, "api" | "modelTraits"> = {},
): ModelProfile {
  const traits = resolveModelTraits(model, modelTraits);
  const { inputModalities: inputs, supportsTools } = traits;
  const api = setting === "auto" ? traits.api : setting;
  const reads = (kind: InputModality): boolean | undefined => inputs?.includes(kind);
  return withoutUndefined({
    maxInputTokens: traits.contextWindow,
    maxOutputTokens: traits.maxOutputTokens,
    imageInputs: reads("image"),
    imageUrlInputs: reads("image"),
    pdfInputs: reads("file"),
    audioInputs: reads("audio"),
    videoInputs: reads("video"),
    reasoningOutput: traits.isReasoning,
    toolCalling: supportsTools,
    toolChoice: supportsTools,
    structuredOutput: holdsToSchema(traits, api),
  });
}
