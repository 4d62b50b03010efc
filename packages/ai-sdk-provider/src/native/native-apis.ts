import type { ModelConfig } from "../model-config.ts";
import { createGeminiAPI } from "./gemini.ts";
import { createMessagesAPI } from "./messages.ts";
import type { NativeAPI, NativeAPIName } from "./native-api.ts";
import { createResponsesAPI } from "./responses.ts";

/** How each native API is made for a model. */
export const nativeAPIs: Record<
  NativeAPIName,
  (modelId: string, config: ModelConfig) => NativeAPI
> = {
  responses: (modelId, { client }) => createResponsesAPI(client, modelId),
  messages: (_, { client }) => createMessagesAPI(client),
  gemini: (_, { client, generateId }) => createGeminiAPI(client, generateId),
};
