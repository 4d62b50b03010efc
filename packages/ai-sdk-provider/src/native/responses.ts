import { type CometAPIClient, resolveModelTraits } from "@cometapi/core";
import type { NativeAPI } from "./native-api.ts";

/**
 * CometAPI's Responses API, by `@ai-sdk/openai`.
 *
 * Answers are not stored, so the conversation travels whole, encrypted reasoning included: an id of a
 * stored item means nothing to the upstream account the next request may reach.
 */
export function createResponsesAPI(client: CometAPIClient, modelId: string): NativeAPI {
  const isReasoning = resolveModelTraits(modelId).isReasoning === true;
  return {
    name: "responses",
    packageKey: "openai",
    defaultOptions: { store: false, ...(isReasoning ? { forceReasoning: true } : {}) },
    load: async (id, nativeFetch) => {
      const { OpenAIResponsesLanguageModel } = await import("@ai-sdk/openai/internal");
      return new OpenAIResponsesLanguageModel(id, {
        provider: "cometapi.responses",
        url: ({ path }) => `${client.baseURL}/v1${path}`,
        fetch: nativeFetch,
      });
    },
  };
}
