import type { CacheControl } from "@cometapi/core";
import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import type { ChatParameters } from "../chat-parameters.ts";

/**
 * Marks the end of the system prompt and the end of the conversation for Anthropic's prompt cache.
 * The first mark covers the tools as well, the second all that the next turn repeats. The given messages
 * are not changed.
 */
export function markForPromptCache(
  messages: readonly BaseMessage[],
  caching: ChatParameters["promptCaching"],
): readonly BaseMessage[] {
  if (caching === undefined || caching === false) return messages;
  const mark: CacheControl =
    caching === true ? { type: "ephemeral" } : { type: "ephemeral", ttl: caching };
  const lastSystem = messages.findLastIndex((message) => SystemMessage.isInstance(message));
  return messages.map((message, index) =>
    index === lastSystem || index === messages.length - 1 ? markMessage(message, mark) : message,
  );
}

function markMessage(message: BaseMessage, mark: CacheControl): BaseMessage {
  const blocks =
    typeof message.content === "string"
      ? [{ type: "text" as const, text: message.content }]
      : message.content;
  const last = blocks.at(-1);
  if (last === undefined || ("text" in last && last.text === "")) return message;
  const fields = {
    content: [...blocks.slice(0, -1), { ...last, cache_control: mark }],
    additional_kwargs: message.additional_kwargs,
    response_metadata: message.response_metadata,
    ...(message.name === undefined ? {} : { name: message.name }),
    ...(message.id === undefined ? {} : { id: message.id }),
  };
  if (SystemMessage.isInstance(message)) return new SystemMessage(fields);
  if (HumanMessage.isInstance(message)) return new HumanMessage(fields);
  if (ToolMessage.isInstance(message)) {
    return new ToolMessage({ ...fields, tool_call_id: message.tool_call_id });
  }
  if (AIMessage.isInstance(message)) {
    return new AIMessage({
      ...fields,
      tool_calls: message.tool_calls ?? [],
      invalid_tool_calls: message.invalid_tool_calls ?? [],
    });
  }
  return message;
}
