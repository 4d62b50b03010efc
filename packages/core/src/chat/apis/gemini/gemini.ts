import type { ChatApi } from "../chat-api.ts";
import { chooseOutputMode } from "./choose-output-mode.ts";
import { convertRequest } from "./convert-request.ts";
import { GeminiNormalizer } from "./gemini-normalizer.ts";

/**
 * Google's generateContent.
 *
 * To read this folder: `convert-request.ts` and the converters in the order in which it calls them,
 * `convert-messages.ts` with the content of messages, `gemini-normalizer.ts`, `candidate-normalizer.ts` and what it
 * reads with.
 */
export const gemini: ChatApi = {
  convertRequest,
  createNormalizer: (context) => {
    const { toolName } = chooseOutputMode(context.request, context.traits);
    return new GeminiNormalizer(context, toolName);
  },
};
