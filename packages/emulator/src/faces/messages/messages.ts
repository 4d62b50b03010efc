import { signThought } from "../../signing/sign-thought.ts";
import type { TextFace } from "../text-face.ts";
import { encodeMessagesResponse } from "./encode-response.ts";
import { encodeMessagesStream } from "./encode-stream.ts";
import type { MessagesBody } from "./messages-body.ts";

/** Anthropic Messages: the format with signed thoughts and marked prompt caching. */
export const messages: TextFace<MessagesBody> = {
  api: "messages",
  toolCallIdPrefix: "toolu_",
  encodeResponse: encodeMessagesResponse,
  encodeStream: encodeMessagesStream,
  onAnswer: ({ reasoning, toolCalls }, _reply, { reasoningMemory }) => {
    const marks = reasoning === "" ? [] : [signThought(reasoning)];
    reasoningMemory.remember(
      toolCalls.map((call) => call.id),
      marks,
    );
  },
};
