import type { ChatApi } from "../chat-api.ts";
import { chooseOutputMode } from "./request/choose-output-mode.ts";
import { convertRequest } from "./request/convert-request.ts";
import { GeminiNormalizer } from "./answer/gemini-normalizer.ts";

/**
 * Google's generateContent.
 *
 * To read this folder, begin with `answer`: `gemini-normalizer.ts`, `candidate-normalizer.ts` and what it reads with.
 * Then `request`: `convert-request.ts`, the converters in the order in which it calls them, and `convert-messages.ts`
 * with the content of messages.
 */
export const gemini: ChatApi = {
  convertRequest,
  createNormalizer: (context) => {
    const { toolName } = chooseOutputMode(context.request, context.traits);
    return new GeminiNormalizer(context, toolName);
  },
};
