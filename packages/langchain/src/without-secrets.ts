import type { ChatCometAPISettings } from "./chat-settings.ts";

/**
 * The settings as LangChain may show, serialize and load them. The key becomes a placeholder, which LangChain
 * replaces by the name of a secret. Left out are headers, which may hold another secret, credentials in the
 * base URL (core refuses them at the first call), and the cache and the callbacks, which may hold other
 * users' data.
 */
export function withoutSecrets({
  headers: _headers,
  cache: _cache,
  callbacks: _callbacks,
  callbackManager: _callbackManager,
  apiKey,
  baseURL,
  ...settings
}: ChatCometAPISettings): Record<string, unknown> {
  return {
    ...settings,
    ...(apiKey !== undefined && { apiKey: "[secret]" }),
    ...(baseURL !== undefined && { baseURL: baseURL.replace(/\/\/[^/]*@/, "//") }),
  };
}
