import type { CometAPIClient } from "@cometapi/core";
import type { NativeAPI } from "./native-api.ts";

/** CometAPI's Gemini API, by `@ai-sdk/google`. */
export function createGeminiAPI(client: CometAPIClient, generateId: () => string): NativeAPI {
  return {
    name: "gemini",
    packageKey: "google",
    defaultOptions: {},
    load: async (id, nativeFetch) => {
      const { GoogleLanguageModel } = await import("@ai-sdk/google/internal");
      return new GoogleLanguageModel(id, {
        provider: "cometapi.gemini",
        baseURL: `${client.baseURL}/v1beta`,
        fetch: nativeFetch,
        generateId,
      });
    },
  };
}
