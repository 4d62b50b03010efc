import type { AssistantPart, CacheControl, ChatMessage, TextPart } from "@cometapi/core";

/** Marks the end of a message for the vendor's prompt cache: the last part that can be marked. */
export function markForCache(message: ChatMessage, cacheControl: CacheControl): ChatMessage {
  switch (message.role) {
    case "system":
    case "developer":
      return { ...message, content: markLast(toParts(message.content), cacheControl) };
    case "user":
    case "tool":
      return { ...message, content: markLast(toParts(message.content), cacheControl) };
    case "assistant":
      return { ...message, content: markLast(toParts(message.content), cacheControl) };
  }
}

function toParts<Part>(content: string | readonly Part[]): readonly (Part | TextPart)[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

const UNMARKED: ReadonlySet<AssistantPart["type"]> = new Set(["raw", "reasoning", "vendor-block"]);

function markLast<Part extends AssistantPart>(
  parts: readonly Part[],
  cacheControl: CacheControl,
): Part[] {
  const last = parts.findLastIndex(({ type }) => !UNMARKED.has(type));
  return parts.map((part, index) => (index === last ? { ...part, cacheControl } : part));
}
