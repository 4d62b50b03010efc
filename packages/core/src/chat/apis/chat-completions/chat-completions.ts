import type { ChatApi } from "../chat-api.ts";
import { ChunkNormalizer } from "./chunk-normalizer.ts";
import { convertRequest } from "./convert-request.ts";
import { withoutRefused } from "./without-refused.ts";

/**
 * OpenAI's Chat Completions, the API that serves every text model.
 *
 * To read this folder: `convert-request.ts` and the converters in the order in which it calls them,
 * `convert-messages.ts` with the content of messages, `chunk-normalizer.ts`, `choice-normalizer.ts` and what they read
 * with. Its many small files are oddities of the vendors that speak this API.
 */
export const chatCompletions: ChatApi = {
  convertRequest,
  createNormalizer: (context) => new ChunkNormalizer(context),
  withoutRefused,
};
