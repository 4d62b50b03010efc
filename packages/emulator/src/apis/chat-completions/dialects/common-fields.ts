import type { JsonObject, ToolCall } from "../../../engine/conversation.ts";

/** The finish reasons that OpenAI documents, by the end of an answer. */
export const finishReasons = {
  stop: "stop",
  length: "length",
  "tool-calls": "tool_calls",
  "content-filter": "content_filter",
  pause: "stop",
} as const;

/** The calls of a whole message. A message without calls has no such field. */
export function encodeToolCalls(calls: readonly ToolCall[]): JsonObject {
  if (calls.length === 0) return {};
  return {
    tool_calls: calls.map((call) => ({
      id: call.id,
      type: "function",
      function: { name: call.name, arguments: call.arguments },
    })),
  };
}
