import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { VendorOptions } from "../../chat-options.ts";

/** OpenAI's options among those of all vendors. */
export function openAIOptions(options: VendorOptions | undefined): JSONObject {
  const own = options?.["openai"];
  return isJSONObject(own) ? own : {};
}
