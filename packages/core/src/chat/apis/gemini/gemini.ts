import type { ChatApi } from "../chat-api.ts";
import { chooseAnswerForm } from "./choose-answer-form.ts";
import { convertRequest } from "./convert-request.ts";
import { GeminiNormalizer } from "./gemini-normalizer.ts";

/** Google's generateContent. */
export const gemini: ChatApi = {
  convertRequest,
  createNormalizer: (context) => {
    const form = chooseAnswerForm(context.request, context.traits);
    return new GeminiNormalizer(context, form.toolName);
  },
};
