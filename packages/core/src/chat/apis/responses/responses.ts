import type { ChatApi } from "../chat-api.ts";
import { adoptParts } from "./request/adopt-parts.ts";
import { convertRequest } from "./request/convert-request.ts";
import { ResponsesNormalizer } from "./answer/responses-normalizer.ts";
import { refusableParts } from "./request/refusable-parts.ts";

/**
 * OpenAI's Responses: an answer is a list of items, and reasoning goes back encrypted.
 *
 * To read this folder, begin with `answer`: `event-types.ts`, `responses-normalizer.ts`, `output-reader.ts` and the items
 * that it creates. Then `request`: `convert-request.ts` and `request-context.ts`, which the converters get; the
 * converters in the order in which they are called; and `convert-input.ts` with the content of messages.
 * `refusable-parts.ts` says what is left out when a server refuses it.
 */
export const responses: ChatApi = {
  adoptParts,
  convertRequest,
  createNormalizer: (context) => new ResponsesNormalizer(context),
  refusableParts,
};
