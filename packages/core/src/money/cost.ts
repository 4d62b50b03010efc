/** What something costs at CometAPI, and what that figure rests on. It survives JSON. */
export interface Cost {
  /** In USD. Null where a part of it is not known: `missing` says which. It is never smaller instead. */
  usd: number | null;
  /** The sum of the parts that are known, in USD. The same as `usd` when that is known. */
  knownUSD: number;
  /** Whether the service said it, or it was calculated from counts and prices. */
  source: "reported" | "estimated";
  /** Why `usd` is null, one sentence for each unknown part. Empty when it is known. */
  missing: string[];
  /** When the prices were read, as an ISO date and time. Undefined where none were, or nobody said when. */
  pricesOf?: string | undefined;
  /** The vendor's own price of the answer in USD, where it names one (xAI). CometAPI charges another. */
  vendorUSD?: number | undefined;
}
