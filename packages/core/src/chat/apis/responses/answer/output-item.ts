import type { JSONObject } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { ItemEvent } from "./event-types.ts";

/** One item of the output, while it arrives. */
export interface OutputItem {
  /** The API's name for the type. */
  readonly type: string;
  /** Whether everything in it has been written. */
  readonly isDone: boolean;
  /** Whether a repetition has shown that something of the item was lost or changed on the way. */
  readonly isGarbled: boolean;
  /** Reads an event about the item. Gets only pieces that {@link ItemEvent} lists for this type of item. */
  push(piece: ItemEvent["piece"], frame: JSONObject, events: ChatEvent[]): void;
  /**
   * Ends the item and writes what is still missing.
   *
   * @param item The whole item. Undefined if the API did not send it.
   */
  finish(item: JSONObject | undefined, events: ChatEvent[]): void;
}
