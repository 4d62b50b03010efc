import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { CacheControl, VendorOptions } from "../../chat-options.ts";
import { vendorOptionsOf } from "../vendor-options-of.ts";
import { toSnakeCase } from "../to-snake-case.ts";

/** What may carry a mark for the prompt cache, and options of the vendor's AI SDK package. */
interface WithOptions {
  cacheControl?: CacheControl | undefined;
  vendorOptions?: VendorOptions | undefined;
}

/** Options in the words of `@ai-sdk/anthropic`. */
export function anthropicOptionsOf(holder: WithOptions): JSONObject {
  return vendorOptionsOf(holder, "anthropic");
}

/** A prompt-cache mark as a member of what it marks. */
export function convertCacheMark(marked: WithOptions): JSONObject {
  const own = anthropicOptionsOf(marked);
  const mark = marked.cacheControl ?? own["cacheControl"] ?? own["cache_control"];
  return isJSONObject(mark) ? { cache_control: { ...mark } } : {};
}

/** Those of the vendor's options that the API takes under such names, in its spelling. */
export function pickAnthropicOptions(holder: WithOptions, names: ReadonlySet<string>): JSONObject {
  const options = Object.entries(toSnakeCase(anthropicOptionsOf(holder)));
  return Object.fromEntries(options.filter(([name]) => names.has(name)));
}
