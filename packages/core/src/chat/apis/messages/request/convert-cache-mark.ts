import { isJSONObject } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { CacheControl, VendorOptions } from "../../../chat-options.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";

/** A part, a tool or a request that may have a prompt-cache mark. */
interface Markable {
  cacheControl?: CacheControl | undefined;
  vendorOptions?: VendorOptions | undefined;
}

/** The prompt-cache mark as a field of its block. Empty if there is none. */
export function convertCacheMark(marked: Markable): JSONObject {
  const options = vendorOptionsOf(marked, "anthropic");
  const mark = marked.cacheControl ?? options["cacheControl"] ?? options["cache_control"];
  return isJSONObject(mark) ? { cache_control: { ...mark } } : {};
}

/** A block without its prompt-cache mark. */
export function withoutCacheMark(block: JSONObject): JSONObject {
  const { cache_control: _, ...unmarked } = block;
  return unmarked;
}
