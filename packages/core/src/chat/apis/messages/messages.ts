import type { ChatApi } from "../chat-api.ts";
import { adoptParts } from "./adopt-parts.ts";
import { chooseOutputMode } from "./choose-output-mode.ts";
import { convertRequest } from "./convert-request.ts";
import { MessagesNormalizer } from "./messages-normalizer.ts";
import { withoutRefused } from "./without-refused.ts";

/**
 * Anthropic's Messages, where Claude's thinking, its prompt cache and its own tools work.
 *
 * To read this folder: `convert-request.ts` and the converters in the order in which it calls them, `convert-messages.ts`
 * with the content of messages, `messages-normalizer.ts`, `block-reader.ts` and the blocks that it creates.
 */
export const messages: ChatApi = {
  adoptParts,
  convertRequest,
  withoutRefused,
  createNormalizer: (context) => {
    const { kind } = chooseOutputMode(context.request, context.traits);
    return new MessagesNormalizer(context, { usesResponseTool: kind === "tool" });
  },
};
