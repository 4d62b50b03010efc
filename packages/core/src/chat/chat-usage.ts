import type { JSONObject } from "../json.ts";
import type { Cost } from "../money/cost.ts";

/** Token counts of one answer. A count the service did not report is undefined, never zero. */
export interface ChatUsage {
  inputTokens: {
    /** All input tokens, cached ones included. */
    total: number | undefined;
    /** Read from the prompt cache. */
    cacheRead: number | undefined;
    /** Written to the prompt cache, for whatever time. */
    cacheWrite: number | undefined;
    /** The part of `cacheWrite` that is kept for an hour, which costs more than five minutes. */
    cacheWrite1h?: number | undefined;
    audio: number | undefined;
  };
  outputTokens: {
    /** All output tokens, reasoning included, also where a vendor counts it apart (xAI). */
    total: number | undefined;
    /** Spent on reasoning; part of `total`. */
    reasoning: number | undefined;
    audio: number | undefined;
    /** Spent on images, where a vendor counts them apart (Gemini). */
    image?: number | undefined;
  };
  /** Input and output together. */
  totalTokens: number | undefined;
  /** What the answer cost in USD, where the service says so. */
  cost: number | undefined;
  /** What the vendor itself asks for the answer in USD (xAI). CometAPI charges another price. */
  vendorCost?: number | undefined;
  /** What CometAPI charges for the answer, where `includeCost` asks for it. */
  charge?: Cost | undefined;
  /** The usage object as it came. */
  raw: JSONObject;
}
