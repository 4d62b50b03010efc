import type { ChatMessage } from "../../chat-request.ts";

/**
 * The container whose running code made the latest calls: it waits there for their results. It came
 * with the calls and has to be named when they are answered.
 */
export function findContainer(messages: readonly ChatMessage[]): string | undefined {
  const answer = messages.findLast(({ role }) => role === "assistant");
  if (answer?.role !== "assistant" || typeof answer.content === "string") return undefined;
  for (const part of answer.content) {
    if (part.type !== "tool-call" || part.echo?.api !== "messages") continue;
    const { container } = part.echo.data;
    if (typeof container === "string") return container;
  }
  return undefined;
}
