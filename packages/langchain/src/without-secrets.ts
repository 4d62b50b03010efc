import type { ChatCometAPISettings } from "./chat-settings.ts";

/**
 * The settings as LangChain may show, serialize and load them. The key is a placeholder, which LangChain
 * turns into the name of a secret. Headers may hold another, so they are left out; so are credentials in
 * the base URL, which core refuses at the first call, and what holds other people's data: the cache and
 * the callbacks.
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
