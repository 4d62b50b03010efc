/** What something costs at CometAPI, and where the figure comes from. It can be stored as JSON. */
export interface Cost {
  /** In USD. Null if any part of it is not known; `missing` says which part. It is never too low. */
  usd: number | null;
  /** The sum of the known parts, in USD. The same as `usd` if all parts are known. */
  knownUSD: number;
  /** Whether the service reported the cost, or it was calculated from counts and prices. */
  source: "reported" | "estimated";
  /** Why `usd` is null, one sentence for each unknown part. Empty when it is known. */
  missing: string[];
  /** When the prices were read, as an ISO date and time. Undefined if no prices were read, or the time is unknown. */
  pricesOf?: string | undefined;
  /** The vendor's own price of the answer in USD, if it reports one (xAI). CometAPI charges another price. */
  vendorUSD?: number | undefined;
}
