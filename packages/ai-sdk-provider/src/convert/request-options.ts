import type { RequestOptions } from "@cometapi/core";
import { convertHeaders } from "./headers.ts";

/** What every call of the AI SDK says about its request. */
export function convertRequestOptions(call: {
  abortSignal?: AbortSignal | undefined;
  headers?: Record<string, string | undefined> | undefined;
}): RequestOptions {
  return { signal: call.abortSignal, headers: convertHeaders(call.headers) };
}
