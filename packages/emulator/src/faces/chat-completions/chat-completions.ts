import type { TextFace } from "../text-face.ts";
import type { ChatBody } from "./chat-body.ts";
import { encodeChatResponse } from "./encode-response.ts";
import { encodeChatStream } from "./encode-stream.ts";
import { parseChatRequest } from "./parse-request.ts";

/** Chat Completions, the format every text model speaks. */
export const chatCompletions: TextFace<ChatBody> = {
  endpoint: "openai",
  toolCallIdPrefix: "call_",
  parseRequest: parseChatRequest,
  encodeResponse: encodeChatResponse,
  encodeStream: encodeChatStream,
};
