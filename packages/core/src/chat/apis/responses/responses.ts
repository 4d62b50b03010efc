import type { ChatApi } from "../chat-api.ts";
import { adoptParts } from "./adopt-parts.ts";
import { convertRequest } from "./convert-request.ts";
import { ResponseNormalizer } from "./response-normalizer.ts";
import { withoutRefused } from "./without-refused.ts";

/**
 * OpenAI's Responses: an answer is a list of items, and reasoning goes back encrypted.
 *
 * To read this folder: `convert-request.ts` and the converters in the order in which it calls them, `convert-input.ts`
 * with the content of messages, `event-types.ts`, `response-normalizer.ts`, `output-reader.ts` and the items that it
 * creates.
 */
export const responses: ChatApi = {
  adoptParts,
  convertRequest,
  createNormalizer: (context) => new ResponseNormalizer(context),
  withoutRefused,
};
