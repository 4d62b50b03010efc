import { textOf } from "../../../json-access.ts";
import type { ChatMessage } from "../../chat-request.ts";
import { echoOf } from "../../echo.ts";

/**
 * The id of the container whose code made the latest tool calls and waits for their results. It came with
 * the calls, and the request that brings the results has to name it.
 */
export function findContainer(messages: readonly ChatMessage[]): string | undefined {
  const answer = messages.findLast(({ role }) => role === "assistant");
  if (answer?.role !== "assistant" || typeof answer.content === "string") return undefined;
  for (const part of answer.content) {
    if (part.type !== "tool-call") continue;
    const container = textOf(echoOf(part.echo, "messages")?.["container"]);
    if (container !== undefined) return container;
  }
  return undefined;
}
