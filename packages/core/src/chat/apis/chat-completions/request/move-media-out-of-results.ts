import type { ChatMessage, ContentPart, ToolMessage } from "../../../chat-request.ts";

/**
 * The conversation with images, files and recordings of tool results in a user message after them: on
 * Chat Completions a result is text, and vendors answer anything else with 400. The message follows the
 * last result of its step, because nothing may stand between a call and its results.
 */
export function moveMediaOutOfResults(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  if (!messages.some((message) => message.role === "tool" && mediaOf(message).length > 0)) {
    return messages;
  }
  const moved: ChatMessage[] = [];
  let media: ContentPart[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role !== "tool") {
      moved.push(message);
      continue;
    }
    moved.push(withoutMedia(message));
    media.push(...introduce(message));
    if (media.length === 0 || messages[index + 1]?.role === "tool") continue;
    moved.push({ role: "user", content: media });
    media = [];
  }
  return moved;
}

function mediaOf({ content }: ToolMessage): ContentPart[] {
  return typeof content === "string" ? [] : content.filter((part) => !isText(part));
}

function withoutMedia(message: ToolMessage): ToolMessage {
  const { content } = message;
  if (typeof content === "string" || content.every(isText)) return message;
  const texts = content.filter(isText);
  return { ...message, content: texts.length > 0 ? texts : SHOWN_LATER };
}

/** The text of a result that has no text of its own. */
const SHOWN_LATER = "The result is shown in the next message.";

/** Says to which call the media belong. */
function introduce(message: ToolMessage): ContentPart[] {
  const media = mediaOf(message);
  if (media.length === 0) return [];
  const { toolName, toolCallId } = message;
  const tool = toolName === undefined ? "the tool" : `the tool ${toolName}`;
  return [{ type: "text", text: `Returned by ${tool} (call ${toolCallId}):` }, ...media];
}

function isText(part: ContentPart): boolean {
  return part.type === "text" || part.type === "raw";
}
