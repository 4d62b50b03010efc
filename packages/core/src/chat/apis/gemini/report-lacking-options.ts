import type { ChatRequest } from "../../chat-request.ts";
import { hasCacheMarks } from "../has-cache-marks.ts";
import type { RequestNotes } from "../request-notes.ts";

/** Reports what `generateContent` has no field for, besides the plain options that it lacks. */
export function reportLackingOptions(request: ChatRequest, notes: RequestNotes): void {
  if (request.parallelToolCalls === false) notes.lacking("parallelToolCalls", "Gemini");
  if (hasCacheMarks(request)) notes.lacking("cacheControl", "Gemini", CACHE_ADVICE);
}

const CACHE_ADVICE =
  " It caches by itself; `cachedContent` in `vendorOptions.google` names a cache.";
