import {
  type CatalogueModel,
  findCatalogueModel,
  type ClientSettings,
  enforcesSchema,
  type InputModality,
  readsMedia,
  resolveModelTraits,
  withoutUndefined,
} from "@cometapi/core";
import type { ModelProfile } from "@langchain/core/language_models/profile";
import { type ConnectionSettings, createClient } from "./connection-settings.ts";

/**
 * What is known about a model, as LangChain's middleware reads it: `createAgent` decides by it how to ask for
 * structured output, summarization when to summarize. What is not known is left out.
 */
export function createModelProfile(
  model: string,
  { api: setting = "auto", modelTraits }: Pick<ClientSettings, "api" | "modelTraits"> = {},
): ModelProfile {
  const traits = resolveModelTraits(model, modelTraits);
  const { supportsTools } = traits;
  const api = setting === "auto" ? traits.api : setting;
  const reads = (kind: InputModality): boolean | undefined => readsMedia(traits, api, kind);
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
    structuredOutput: enforcesSchema(traits, api),
  });
}

/**
 * A model's profile with today's limits from CometAPI's public catalogue over what this package knows.
 * Needs no key. Give it to a model that is newer than this package:
 *
 * ```ts
 * const model = new ChatCometAPI(id, { profile: await fetchModelProfile(id) });
 * ```
 *
 * @throws {CometAPIError} when the catalogue cannot be read. A model that it does not list is not an error.
 */
export async function fetchModelProfile(
  model: string,
  settings: ConnectionSettings = {},
): Promise<ModelProfile> {
  const catalogue = await createClient(settings).fetchCatalogue();
  const known = findCatalogueModel(catalogue, model);
  return {
    ...createModelProfile(model),
    ...(known !== undefined && convertCatalogueModel(known)),
  };
}

function convertCatalogueModel({
  contextWindow,
  maxOutputTokens,
  features,
}: CatalogueModel): ModelProfile {
  return {
    ...(contextWindow !== undefined && { maxInputTokens: contextWindow }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(features.includes("image-to-text") && { imageInputs: true, imageUrlInputs: true }),
    ...(features.includes("text-to-image") && { imageOutputs: true }),
  };
}
