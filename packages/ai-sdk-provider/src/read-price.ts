import { type CometAPIClient, findCatalogueModel, type ModelPrice } from "@cometapi/core";

/** How long an answer may wait for its price. */
const LONGEST_WAIT_MS = 5000;

/**
 * What a model costs according to CometAPI's public catalogue, which core keeps for five minutes.
 * Undefined when it does not say, or cannot be read in time: a price is never worth a failed call.
 */
export async function readPrice(
  client: CometAPIClient,
  modelId: string,
): Promise<ModelPrice | undefined> {
  const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
  try {
    return findCatalogueModel(await client.fetchCatalogue({ signal }), modelId)?.price;
  } catch {
    return undefined;
  }
}
