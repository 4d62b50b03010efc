import type { ChatApi } from "../chat-api.ts";
import { chooseOutputMode } from "./choose-output-mode.ts";
import { convertRequest } from "./convert-request.ts";
import { GeminiNormalizer } from "./gemini-normalizer.ts";

/** Google's generateContent. */
export const gemini: ChatApi = {
  convertRequest,
  createNormalizer: (context) => {
    const mode = chooseOutputMode(context.request, context.traits);
    return new GeminiNormalizer(context, mode.toolName);
  },
};
