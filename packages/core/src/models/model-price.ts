/**
 * What a model costs, in the form of CometAPI's catalogue: the vendor's own price and the ratio of it that
 * CometAPI charges. The catalogue has no prices for the prompt cache (observed 2026-08). In case they are
 * added, they are read under the names of the relay's own price list.
 */
export interface ModelPrice {
  /** The vendor's price in USD for a million input tokens. */
  inputUSDPerMillionTokens?: number | undefined;
  /** The vendor's price in USD for a million output tokens. */
  outputUSDPerMillionTokens?: number | undefined;
  /** The vendor's price in USD for one request (images, some videos). */
  usdPerRequest?: number | undefined;
  /** The vendor's price in USD for one second of what was made (video, audio). */
  usdPerSecond?: number | undefined;
  /** The factor from a price to the charge: 0.8 for 273 of 276 models (observed 2026-08). */
  ratio?: number | undefined;
  /** The price of a token read from the prompt cache, as a multiple of an input token's. Unknown counts as 1. */
  cacheReadRatio?: number | undefined;
  /** The price of a token written to the prompt cache, as a multiple of an input token's. Unknown counts as 1.25. */
  cacheWriteRatio?: number | undefined;
  /** The same for a token that is kept for an hour. Unknown counts as 2. */
  cacheWrite1hRatio?: number | undefined;
  /** The prices hold up to this number of input tokens; above it the vendor may charge more. Unknown: 200,000. */
  upToInputTokens?: number | undefined;
  /** Prices of the catalogue that this version cannot read. A cost that may need them is unknown. */
  unreadPrices?: string[] | undefined;
}
