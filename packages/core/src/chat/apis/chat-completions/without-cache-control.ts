import type { AssistantPart, ChatMessage, ChatTool, ChatWarning } from "../../chat-request.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";

/** What of a request may carry prompt-cache marks. */
export interface Markable {
  messages: readonly ChatMessage[];
  tools: readonly ChatTool[];
}

/** The same without prompt-cache marks, for a model on which they have no effect; reported once. */
export function withoutCacheControl(
  marked: Markable,
  traits: ModelTraits,
  warnings: ChatWarning[],
): Markable {
  if (!hasMarks(marked)) return marked;
  const reason = traits.reasons.acceptsCacheControl;
  warnings.push({
    option: "cacheControl",
    action: "dropped",
    message: `Prompt-cache marks were not sent.${reason === undefined ? "" : ` ${reason}`}`,
  });
  return {
    messages: marked.messages.map(withoutMarks),
    tools: marked.tools.map((tool) =>
      tool.type === "function" ? { ...tool, cacheControl: undefined } : tool,
    ),
  };
}

function hasMarks({ messages, tools }: Markable): boolean {
  return (
    tools.some((tool) => tool.type === "function" && tool.cacheControl !== undefined) ||
    messages.some(({ content }) => Array.isArray(content) && content.some(isMarked))
  );
}

function isMarked(part: AssistantPart): boolean {
  return "cacheControl" in part && part.cacheControl !== undefined;
}

function withoutMarks(message: ChatMessage): ChatMessage {
  switch (message.role) {
    case "system":
    case "developer":
      return typeof message.content === "string"
        ? message
        : { ...message, content: message.content.map(withoutMark) };
    case "assistant":
      return typeof message.content === "string"
        ? message
        : { ...message, content: message.content.map((part) => withoutMark(part)) };
    default:
      return typeof message.content === "string"
        ? message
        : { ...message, content: message.content.map((part) => withoutMark(part)) };
  }
}

function withoutMark<T extends AssistantPart>(part: T): T {
  return "cacheControl" in part ? { ...part, cacheControl: undefined } : part;
}
