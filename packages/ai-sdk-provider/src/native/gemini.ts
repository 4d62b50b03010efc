import { type CometAPIClient, parseModelId } from "@cometapi/core";
import type { NativeAPI } from "./native-api.ts";

/** CometAPI's Gemini API, by `@ai-sdk/google`. */
export function createGeminiAPI(client: CometAPIClient, generateId: () => string): NativeAPI {
  return {
    name: "gemini",
    packageKey: "google",
    defaultOptions: {},
    load: async (id) => {
      const { GoogleLanguageModel } = await import("@ai-sdk/google/internal");
      return new GoogleLanguageModel(parseModelId(id), {
        provider: "cometapi.gemini",
        baseURL: `${client.baseURL}/v1beta`,
        fetch: client.fetch,
        generateId,
      });
    },
  };
}
