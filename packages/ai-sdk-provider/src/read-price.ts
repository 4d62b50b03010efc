import { type CometAPIClient, findCatalogueModel, type ModelPrice } from "@cometapi/core";

/**
 * What a model costs according to CometAPI's public catalogue, which core keeps for five minutes.
 * Undefined when it does not say, or cannot be read: a price is never worth a failed call.
 */
export async function readPrice(
  client: CometAPIClient,
  modelId: string,
): Promise<ModelPrice | undefined> {
  try {
    return findCatalogueModel(await client.fetchCatalogue(), modelId)?.price;
  } catch {
    return undefined;
  }
}
