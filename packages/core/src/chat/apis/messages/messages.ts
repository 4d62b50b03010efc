import type { ChatApi } from "../chat-api.ts";
import { adoptParts } from "./request/adopt-parts.ts";
import { chooseOutputMode } from "./choose-output-mode.ts";
import { convertRequest } from "./request/convert-request.ts";
import { MessagesNormalizer } from "./answer/messages-normalizer.ts";
import { refusableParts } from "./request/refusable-parts.ts";

/**
 * Anthropic's Messages, where Claude's thinking, its prompt cache and its own tools work.
 *
 * To read this folder, begin with `answer`: `../../call/open-stream.ts` and `../../call/answer-reader.ts` feed
 * `messages-normalizer.ts`, whose `block-reader.ts` opens a block for each kind (`open-block.ts`, `*-block.ts`).
 * Blocks write events by `../answer/answer-writer.ts`. Then `request`: `convert-request.ts` and
 * `request-context.ts`, which every converter gets; the converters in the order in which they are called; and
 * `convert-messages.ts` with the content of messages.
 */
export const messages: ChatApi = {
  adoptParts,
  convertRequest,
  refusableParts,
  createNormalizer: (context) => {
    const mode = chooseOutputMode(context.request, context.traits);
    return new MessagesNormalizer(context, mode.kind === "tool" ? mode.toolName : undefined);
  },
};
