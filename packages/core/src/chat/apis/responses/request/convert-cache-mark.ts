import type { JSONObject } from "../../../../json.ts";
import type { CacheControl, VendorOptions } from "../../../chat-options.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import type { RequestContext } from "./request-context.ts";

/** A part that may have a prompt-cache mark. */
interface Markable {
  cacheControl?: CacheControl | undefined;
  vendorOptions?: VendorOptions | undefined;
}

/**
 * The prompt-cache mark as a field of its part. Models without breakpoints cache by themselves: for them, the mark is
 * left out and reported.
 */
export function convertCacheMark(
  marked: Markable,
  { traits, notes }: Pick<RequestContext, "traits" | "notes">,
): JSONObject {
  const breakpoint = vendorOptionsOf(marked, "openai")["promptCacheBreakpoint"] ?? undefined;
  if (breakpoint !== undefined) return { prompt_cache_breakpoint: breakpoint };
  if (marked.cacheControl === undefined) return {};
  if (!traits.acceptsCacheBreakpoints) {
    dropCacheMark(notes);
    return {};
  }
  // A breakpoint lasts for 30 minutes or 12 hours.
  const lifetime = marked.cacheControl.ttl === "1h" ? { ttl: "12h" } : {};
  return { prompt_cache_breakpoint: { mode: "explicit", ...lifetime } };
}

/** Reports a mark that was not sent. */
export function dropCacheMark(notes: RequestNotes): void {
  notes.dropped(
    "cacheControl",
    "Prompt-cache marks were not sent: OpenAI caches prompts by itself.",
  );
}
