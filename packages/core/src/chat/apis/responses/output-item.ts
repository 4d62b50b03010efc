import type { JSONObject } from "../../../json.ts";
import type { ChatEvent } from "../../chat-event.ts";

/** One item of an answer's output while it arrives. */
export interface OutputItem {
  /** As the API names it. */
  readonly type: string;
  /** Whether everything in it has been written. */
  readonly isDone: boolean;
  /** Whether the API's own repetition of the item showed that something of it was lost or changed. */
  readonly isGarbled: boolean;
  /** Takes an event about the item, of this type. */
  push(eventType: string, frame: JSONObject, events: ChatEvent[]): void;
  /**
   * Ends the item and writes what is still missing.
   *
   * @param item The whole item; undefined where the API did not send it.
   */
  finish(item: JSONObject | undefined, events: ChatEvent[]): void;
}
