import type { TextAPI } from "../text-api.ts";
import { encodeMessagesResponse } from "./encode-response.ts";
import { encodeMessagesStream } from "./encode-stream.ts";
import { markThought } from "./list-blocks.ts";
import type { MessagesBody } from "./messages-body.ts";

/** Anthropic Messages: the format with signed thoughts and marked prompt caching. */
export const messages: TextAPI<MessagesBody> = {
  name: "messages",
  toolCallIdPrefix: "toolu_",
  encodeResponse: encodeMessagesResponse,
  encodeStream: encodeMessagesStream,
  onAnswer: ({ parts }, reply, { messagesThoughts }) => {
    messagesThoughts.remember(
      parts.flatMap((part) => (part.kind === "call" ? [part.id] : [])),
      parts.flatMap((part) => (part.kind === "thought" ? [markThought(part, reply)] : [])),
    );
  },
};
