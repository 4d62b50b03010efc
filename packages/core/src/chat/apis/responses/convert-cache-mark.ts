import type { JSONObject } from "../../../json.ts";
import type { CacheControl, VendorOptions } from "../../chat-options.ts";
import { vendorOptionsOf } from "../vendor-options-of.ts";
import type { InputOptions } from "./input-options.ts";

/** What may carry a prompt-cache mark. */
interface Markable {
  cacheControl?: CacheControl | undefined;
  vendorOptions?: VendorOptions | undefined;
}

/**
 * A prompt-cache mark as OpenAI's breakpoint, a member of what it marks. Models older than those cache by
 * themselves: a mark for them is left out and reported.
 */
export function convertCacheMark(
  marked: Markable,
  { traits, notes }: Pick<InputOptions, "traits" | "notes">,
): JSONObject {
  const own = vendorOptionsOf(marked, "openai")["promptCacheBreakpoint"] ?? undefined;
  if (own !== undefined) return { prompt_cache_breakpoint: own };
  if (marked.cacheControl === undefined) return {};
  if (!traits.acceptsCacheBreakpoints) {
    dropCacheMark({ notes });
    return {};
  }
  // The lifetimes of breakpoints are half an hour and half a day.
  const lifetime = marked.cacheControl.ttl === "1h" ? { ttl: "12h" } : {};
  return { prompt_cache_breakpoint: { mode: "explicit", ...lifetime } };
}

/** Reports a mark that has no place. */
export function dropCacheMark({ notes }: Pick<InputOptions, "notes">): void {
  notes.dropped(
    "cacheControl",
    "Prompt-cache marks were not sent: OpenAI caches prompts by itself.",
  );
}
