import { CometAPIClient } from "@cometapi/core";
import type { ConnectionSettings } from "./connection-settings.ts";
import { VERSION } from "./version.ts";
import type { ChatCometAPIOptions } from "./chat-settings.ts";

/**
 * The client behind a model. It never retries by itself: LangChain's `caller` does, and two owners
 * would multiply.
 */
export function createClient(
  settings: ConnectionSettings,
  chat: Pick<ChatCometAPIOptions, "api" | "fallbackModels" | "maxFallbackPriceRatio"> = {},
): CometAPIClient {
  return new CometAPIClient({
    apiKey: settings.apiKey,
    baseURL: settings.baseURL,
    headers: settings.headers,
    fetch: settings.fetch,
    onRequest: settings.onRequest,
    onResponse: settings.onResponse,
    onFallback: settings.onFallback,
    onUsage: settings.onUsage,
    includeCost: settings.includeCost,
    budget: settings.budget,
    tag: settings.tag,
    timeoutMs: settings.timeout,
    streamIdleTimeoutMs: settings.streamIdleTimeout,
    api: chat.api,
    fallbackModels: chat.fallbackModels,
    maxFallbackPriceRatio: chat.maxFallbackPriceRatio,
    maxRetries: 0,
    userAgent: `langchain-cometapi/${VERSION}`,
  });
}
