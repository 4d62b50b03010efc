import { type CatalogueModel, findCatalogueModel } from "@cometapi/core";
import type { ModelProfile } from "@langchain/core/language_models/profile";
import type { ConnectionSettings } from "./connection-settings.ts";
import { createClient } from "./create-client.ts";
import { createModelProfile } from "./model-profile.ts";

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
