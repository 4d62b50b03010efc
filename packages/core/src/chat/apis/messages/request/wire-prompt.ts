import type { JSONObject } from "../../../../json.ts";

/** All that the model reads, in the API's form and in the order in which it is read and cached. */
export interface WirePrompt {
  tools: JSONObject[];
  system: JSONObject[];
  messages: WireMessage[];
}

/** A message in the API's form. */
export interface WireMessage extends JSONObject {
  role: "user" | "assistant" | "system";
  content: JSONObject[];
}
