import type { JSONObject } from "../../../../json.ts";

/** One entry of `contents`. */
export interface WireContent extends JSONObject {
  role: "user" | "model";
  parts: JSONObject[];
}
