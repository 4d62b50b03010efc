import { CometAPIClient } from "@cometapi/core";
import type { ConnectionSettings } from "./connection-settings.ts";
import { VERSION } from "./version.ts";

/**
 * The client behind a model. It never retries by itself: LangChain's `caller` does, and two owners
 * would multiply.
 */
export function createClient(
  settings: ConnectionSettings,
  fallbackModels?: readonly string[],
): CometAPIClient {
  return new CometAPIClient({
    apiKey: settings.apiKey,
    baseURL: settings.baseURL,
    headers: settings.headers,
    fetch: settings.fetch,
    onRequest: settings.onRequest,
    onResponse: settings.onResponse,
    onFallback: settings.onFallback,
    timeoutMs: settings.timeout,
    streamIdleTimeoutMs: settings.streamIdleTimeout,
    fallbackModels,
    maxRetries: 0,
    userAgent: `langchain-cometapi/${VERSION}`,
  });
}
