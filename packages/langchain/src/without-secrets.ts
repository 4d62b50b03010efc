import type { ChatCometAPISettings } from "./chat-settings.ts";

/**
 * The settings as LangChain may show, serialize and load them. The key is a placeholder, which LangChain
 * turns into the name of a secret; headers may hold another, so they are left out.
 */
export function withoutSecrets({
  headers: _headers,
  apiKey,
  ...settings
}: ChatCometAPISettings): Record<string, unknown> {
  return { ...settings, ...(apiKey !== undefined && { apiKey: "[secret]" }) };
}
