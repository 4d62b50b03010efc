import { type Catalogue, CometAPIClient, findCatalogueModel } from "@cometapi/core";
import { estimateCost } from "@cometapi/core/money";
import type { Connection } from "@cometapi/terminal";

/** What a number of tokens of a model costs in USD, null where that is not known. */
export type PriceTokens = (
  model: string,
  inputTokens: number,
  outputTokens: number,
) => Promise<number | null>;

/** Prices from the server's public catalogue, which is read while the first answer is on its way. */
export function readPrices({ apiKey, baseURL }: Connection["settings"]): PriceTokens {
  const client = new CometAPIClient({ apiKey, baseURL, timeout: 3000, maxRetries: 0 });
  // A price is nice to have: without a catalogue the demo shows none.
  const catalogue: Promise<Catalogue | undefined> = client.fetchCatalogue().catch(() => undefined);
  return async (model, inputTokens, outputTokens) => {
    const { models } = (await catalogue) ?? { models: [] };
    return estimateCost({ inputTokens, outputTokens }, findCatalogueModel({ models }, model)?.price)
      .usd;
  };
}
