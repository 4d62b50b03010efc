import type { JSONObject } from "../json.ts";
import type { ChatApiName } from "./chat-api-name.ts";

/**
 * What an API wants back on the next turn, unchanged, with the part of its answer it came with:
 * signatures, encrypted reasoning, ids. It is plain JSON and may be stored. Only the API that made it
 * reads it; every other one leaves it out.
 */
export interface Echo {
  api: ChatApiName;
  /** In the API's own words. */
  data: JSONObject;
}
