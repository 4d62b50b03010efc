import type { RequestOptions } from "@cometapi/core";
import { VERSION } from "../version.ts";

/** What every call of the AI SDK says about its request. */
export function convertRequestOptions(call: {
  abortSignal?: AbortSignal | undefined;
  headers?: Record<string, string | undefined> | undefined;
}): RequestOptions {
  return { signal: call.abortSignal, headers: convertHeaders(call.headers) };
}

const OWN_AGENT = `ai-sdk-cometapi/${VERSION}`;

/** The headers of a call, with this package named in `user-agent` after whoever called it. */
export function convertHeaders(
  headers: Record<string, string | undefined> = {},
): Record<string, string | undefined> {
  const caller = headers["user-agent"];
  return { ...headers, "user-agent": caller === undefined ? OWN_AGENT : `${caller} ${OWN_AGENT}` };
}
