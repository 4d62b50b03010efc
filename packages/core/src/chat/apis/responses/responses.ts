import type { ChatApi } from "../chat-api.ts";
import { adoptParts } from "./adopt-parts.ts";
import { convertRequest } from "./convert-request.ts";
import { ResponseNormalizer } from "./response-normalizer.ts";
import { withoutRefused } from "./without-refused.ts";

/** OpenAI's Responses: answers are lists of items, and reasoning goes back encrypted. */
export const responses: ChatApi = {
  adoptParts,
  convertRequest,
  createNormalizer: (context) => new ResponseNormalizer(context),
  withoutRefused,
};
