import type { AssistantPart, ChatMessage, ChatTool } from "../../../chat-request.ts";
import { hasCacheMarks } from "../../request/has-cache-marks.ts";
import type { RequestNotes } from "../../request/request-notes.ts";

/** The parts of a request that may have prompt-cache marks. */
export interface Markable {
  messages: readonly ChatMessage[];
  tools: readonly ChatTool[];
}

/** Removes prompt-cache marks, for a model on which they have no effect. Reported once. */
export function withoutCacheControl(marked: Markable, notes: RequestNotes): Markable {
  if (!hasCacheMarks(marked)) return marked;
  notes.dropped("cacheControl", "Prompt-cache marks were not sent.", "acceptsCacheControl");
  return { messages: marked.messages.map(withoutMarks), tools: marked.tools.map(withoutMark) };
}

function withoutMarks(message: ChatMessage): ChatMessage {
  if (typeof message.content === "string") return message;
  const parts: readonly AssistantPart[] = message.content;
  return Object.assign({}, message, { content: parts.map(withoutMark) });
}

function withoutMark<T extends AssistantPart | ChatTool>(marked: T): T {
  return "cacheControl" in marked ? { ...marked, cacheControl: undefined } : marked;
}
