import type { AssistantPart, ChatMessage } from "../chat-request.ts";

/**
 * The conversation with the earlier answers that the AI SDK's own package for an API wrote as if this
 * client had: what has to go back stands in the options of their parts there.
 *
 * @param adopt Reads the parts of one answer.
 */
export function adoptAnswers(
  messages: readonly ChatMessage[],
  adopt: (parts: readonly AssistantPart[]) => AssistantPart[],
): ChatMessage[] {
  return messages.map((message) =>
    message.role !== "assistant" || typeof message.content === "string"
      ? message
      : { ...message, content: adopt(message.content) },
  );
}
