import { CometAPIClient } from "@cometapi/core";
import type { ConnectionSettings } from "./connection-settings.ts";
import { VERSION } from "./version.ts";

/**
 * The client behind a model. It never retries by itself: LangChain's `caller` does, and two owners
 * would multiply.
 */
export function createClient(
  { timeout, streamIdleTimeout, ...settings }: ConnectionSettings,
  fallbackModels?: readonly string[],
): CometAPIClient {
  const { apiKey, baseURL, headers, fetch, onRequest, onResponse, onFallback } = settings;
  return new CometAPIClient({
    apiKey,
    baseURL,
    headers,
    fetch,
    onRequest,
    onResponse,
    onFallback,
    timeoutMs: timeout,
    streamIdleTimeoutMs: streamIdleTimeout,
    fallbackModels,
    maxRetries: 0,
    userAgent: `langchain-cometapi/${VERSION}`,
  });
}
