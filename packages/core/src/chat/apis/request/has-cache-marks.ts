import type { ChatRequest } from "../../chat-request.ts";

/** Whether a request, one of its tools or a part of its messages is marked for the prompt cache. */
export function hasCacheMarks({
  cacheControl,
  messages,
  tools = [],
}: Pick<ChatRequest, "cacheControl" | "messages" | "tools">): boolean {
  return (
    cacheControl !== undefined ||
    tools.some(isMarked) ||
    messages.some(({ content }) => typeof content !== "string" && content.some(isMarked))
  );
}

function isMarked(holder: object): boolean {
  return "cacheControl" in holder && holder.cacheControl !== undefined;
}
