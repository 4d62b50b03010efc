import type { JSONObject } from "../json.ts";
import type { Cost } from "../money/cost.ts";

/** Token counts of one answer. A count the service did not report is undefined, never zero. */
export interface ChatUsage {
  inputTokens: {
    /** All input tokens, cached ones included. */
    total: number | undefined;
    /** Read from the prompt cache. */
    cacheRead: number | undefined;
    /** Written to the prompt cache, however long it is kept. */
    cacheWrite: number | undefined;
    /** The part of `cacheWrite` that is kept for an hour. It costs more than what is kept for five minutes. */
    cacheWrite1h?: number | undefined;
    audio: number | undefined;
  };
  outputTokens: {
    /** All output tokens, reasoning included, even if the vendor counts reasoning separately (xAI). */
    total: number | undefined;
    /** Spent on reasoning; part of `total`. */
    reasoning: number | undefined;
    audio: number | undefined;
    /** Spent on images, where a vendor counts them separately (Gemini). */
    image?: number | undefined;
  };
  /** Input and output together. */
  totalTokens: number | undefined;
  /** What the answer cost in USD, where the service says so. */
  cost: number | undefined;
  /** What the vendor itself asks for the answer in USD (xAI). CometAPI charges another price. */
  vendorCost?: number | undefined;
  /** What CometAPI charges for the answer. Only with `includeCost`. */
  charge?: Cost | undefined;
  /** The usage object as it came. */
  raw: JSONObject;
}
