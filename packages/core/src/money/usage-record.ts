import type { ChatApiName } from "../chat/chat-api-name.ts";
import type { ChatUsage } from "../chat/chat-usage.ts";
import type { BilledUsage } from "./calculate-cost.ts";
import type { Cost } from "./cost.ts";

/** What carried an answer: a text API, or one of the other endpoints. */
export type UsageApi =
  | ChatApiName
  | "embeddings"
  | "images"
  | "speech"
  | "transcriptions"
  | "videos";

/** What one answer used and cost, for `onUsage`. It can be stored as JSON. */
export interface UsageRecord {
  /** When the answer ended, as an ISO date and time. */
  at: string;
  /** The model id that was asked and answered. */
  model: string;
  api: UsageApi;
  /** For a chat its token counts; for other calls the amounts that their price depends on. */
  usage: ChatUsage | BilledUsage | undefined;
  cost: Cost;
  /** The id CometAPI gives a request, for its support. */
  requestId: string | undefined;
  /** False if the answer broke off or was not read to its end. More may then have been used than is known. */
  isComplete: boolean;
  /** What the answer was for: the `tag` of the call or of the settings. */
  tag?: string | undefined;
}
