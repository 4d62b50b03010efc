import type { ChatApi } from "../chat-api.ts";
import { ChatCompletionsNormalizer } from "./answer/chat-completions-normalizer.ts";
import { convertRequest } from "./request/convert-request.ts";
import { refusableParts } from "./request/refusable-parts.ts";

/**
 * OpenAI's Chat Completions, the API that serves every text model.
 *
 * To read this folder, begin with `answer`: `chat-completions-normalizer.ts`, `choice-normalizer.ts` and what they
 * read with; its many small files are oddities of the vendors that speak this API. Then `request`:
 * `convert-request.ts`, the converters in the order in which it calls them, and `convert-messages.ts` with the
 * content of messages.
 * `refusable-parts.ts` says what is left out when a server refuses it.
 */
export const chatCompletions: ChatApi = {
  convertRequest,
  createNormalizer: (context) => new ChatCompletionsNormalizer(context),
  refusableParts,
};
