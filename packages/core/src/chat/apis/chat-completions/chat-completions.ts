import type { ChatApi } from "../chat-api.ts";
import { ChunkNormalizer } from "./chunk-normalizer.ts";
import { convertRequest } from "./convert-request.ts";
import { withoutRefused } from "./without-refused.ts";

/** OpenAI's Chat Completions, the API that serves every text model. */
export const chatCompletions: ChatApi = {
  convertRequest,
  createNormalizer: (context) => new ChunkNormalizer(context),
  withoutRefused,
};
