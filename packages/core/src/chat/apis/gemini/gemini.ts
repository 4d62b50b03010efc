import { resolveModelTraits } from "../../../models/resolve-model-traits.ts";
import type { ChatApi } from "../chat-api.ts";
import { chooseAnswerForm } from "./choose-answer-form.ts";
import { convertRequest } from "./convert-request.ts";
import { GeminiNormalizer } from "./gemini-normalizer.ts";

/** Google's generateContent. */
export const gemini: ChatApi = {
  convertRequest,
  createNormalizer: (context) => {
    const { request } = context;
    const form = chooseAnswerForm(request, resolveModelTraits(request.model));
    return new GeminiNormalizer(context, form.toolName);
  },
};
