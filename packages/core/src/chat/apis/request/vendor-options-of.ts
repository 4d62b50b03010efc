import { objectOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { VendorOptions } from "../../chat-options.ts";

/** The options of one vendor, named as in its AI SDK package. */
export function vendorOptionsOf(
  { vendorOptions }: { vendorOptions?: VendorOptions | undefined },
  vendor: "anthropic" | "google" | "openai",
): JSONObject {
  return objectOf(vendorOptions?.[vendor]);
}
