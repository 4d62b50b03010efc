import type { RequestOptions } from "@cometapi/core";
import { VERSION } from "../version.ts";

/** The signal and the headers of a call of any kind. */
export function convertRequestOptions(call: {
  abortSignal?: AbortSignal | undefined;
  headers?: Record<string, string | undefined> | undefined;
}): RequestOptions {
  return { signal: call.abortSignal, headers: convertHeaders(call.headers) };
}

const OWN_AGENT = `ai-sdk-cometapi/${VERSION}`;

/** The headers of a call. Its `user-agent` names this package last. */
function convertHeaders(
  headers: Record<string, string | undefined> = {},
): Record<string, string | undefined> {
  const caller = headers["user-agent"];
  return { ...headers, "user-agent": caller === undefined ? OWN_AGENT : `${caller} ${OWN_AGENT}` };
}
