import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { AssistantPart, ChatMessage, ChatRequest, ChatTool } from "../../../chat-request.ts";
import { hasCacheMarks } from "../../request/has-cache-marks.ts";
import type { RequestNotes } from "../../request/request-notes.ts";

const END_MARK_DROPPED =
  "The prompt-cache mark of the request was not sent: Chat Completions takes marks on parts and tools only.";

/** The request without prompt-cache marks, for a model on which they have no effect. Reported once. */
export function withoutCacheMarks(
  request: ChatRequest,
  { acceptsCacheControl }: ModelTraits,
  notes: RequestNotes,
): ChatRequest {
  const { cacheControl, messages, tools } = request;
  if (cacheControl !== undefined) notes.dropped("cacheControl", END_MARK_DROPPED);
  if (acceptsCacheControl || !hasCacheMarks({ messages, tools })) return request;
  notes.dropped("cacheControl", "Prompt-cache marks were not sent.", "acceptsCacheControl");
  return { ...request, messages: messages.map(withoutMarks), tools: tools?.map(withoutMark) };
}

function withoutMarks(message: ChatMessage): ChatMessage {
  if (typeof message.content === "string") return message;
  const parts: readonly AssistantPart[] = message.content;
  return Object.assign({}, message, { content: parts.map(withoutMark) });
}

function withoutMark<T extends AssistantPart | ChatTool>(marked: T): T {
  return "cacheControl" in marked ? { ...marked, cacheControl: undefined } : marked;
}
