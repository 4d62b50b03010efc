/**
 * What a model costs, as CometAPI's catalogue puts it: the vendor's own price and the ratio of it that
 * CometAPI charges. The catalogue has no prices for cached tokens.
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
}
