import type { TextAPI } from "../text-api.ts";
import type { ChatBody } from "./chat-body.ts";
import { encodeChatResponse } from "./encode-response.ts";
import { encodeChatStream } from "./encode-stream.ts";

/** Chat Completions, the format every text model speaks. */
export const chatCompletions: TextAPI<ChatBody> = {
  name: "chat",
  toolCallIdPrefix: "call_",
  encodeResponse: encodeChatResponse,
  encodeStream: encodeChatStream,
};
