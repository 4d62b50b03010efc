import type { ChatApi } from "../chat-api.ts";
import { adoptParts } from "./adopt-parts.ts";
import { chooseOutputMode } from "./choose-output-mode.ts";
import { convertRequest } from "./convert-request.ts";
import { MessagesNormalizer } from "./messages-normalizer.ts";
import { withoutRefused } from "./without-refused.ts";

/** Anthropic's Messages, where Claude's thinking, its prompt cache and its own tools work. */
export const messages: ChatApi = {
  adoptParts,
  convertRequest,
  withoutRefused,
  createNormalizer: (context) => {
    const outputMode = chooseOutputMode(context.request, context.traits);
    return new MessagesNormalizer(context, outputMode.kind === "tool");
  },
};
