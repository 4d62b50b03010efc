/**
 * What a model costs, as CometAPI's catalogue puts it: the vendor's own price and the ratio of it that
 * CometAPI charges. The catalogue has no prices for the prompt cache (observed 2026-08); they are read under
 * the names of the relay's own price list in case it gets them.
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
  /** What a price is multiplied with to get the charge: 0.8 for 273 of 276 models (observed 2026-08). */
  ratio?: number | undefined;
  /** What a token read from the prompt cache costs in input tokens. Unknown counts as 1. */
  cacheReadRatio?: number | undefined;
  /** What a token written to the prompt cache costs in input tokens. Unknown counts as 1.25. */
  cacheWriteRatio?: number | undefined;
  /** The same of a token that is kept for an hour. Unknown counts as 2. */
  cacheWrite1hRatio?: number | undefined;
  /** Input tokens up to which the prices hold. Above, the vendor may ask for more. Unknown counts as 200,000. */
  upToInputTokens?: number | undefined;
  /** Prices of the catalogue that this version cannot read: a cost that may need them is unknown. */
  unreadPrices?: string[] | undefined;
}
