import type { CometAPIClient } from "@cometapi/core";
import type { NativeAPI } from "./native-api.ts";

/**
 * CometAPI's Anthropic Messages API, by `@ai-sdk/anthropic`: the one where Claude's prompt cache and
 * thinking signatures work.
 */
export function createMessagesAPI(client: CometAPIClient): NativeAPI {
  return {
    name: "messages",
    packageKey: "anthropic",
    defaultOptions: {},
    load: async (id, nativeFetch) => {
      const { AnthropicLanguageModel } = await import("@ai-sdk/anthropic/internal");
      return new AnthropicLanguageModel(id, {
        provider: "cometapi.messages",
        baseURL: `${client.baseURL}/v1`,
        headers: { "anthropic-version": "2023-06-01" },
        fetch: nativeFetch,
        cacheControlProviderOptionsName: "cometapi",
      });
    },
  };
}
