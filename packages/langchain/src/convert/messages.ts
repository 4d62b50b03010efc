import {
  CometAPIError,
  type ChatMessage,
  type ChatWarning,
  type ContentPart,
  type SystemMessage,
  type TextPart,
} from "@cometapi/core";
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  ChatMessage as GenericMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { readText } from "../read-field.ts";
import { convertAIMessage } from "./ai-message.ts";
import { convertContent } from "./content.ts";
import { unpackAnthropicBlocks } from "./unpack-anthropic-blocks.ts";

/** Core's messages, with a warning for each block that could not be sent. */
export interface ConvertedMessages {
  messages: ChatMessage[];
  warnings: ChatWarning[];
}

/**
 * Turns LangChain's messages into core's, in the same order.
 *
 * @throws {CometAPIError} `invalid-argument` for a message or block that cannot be sent.
 */
export function convertMessages(given: readonly BaseMessage[]): ConvertedMessages {
  const messages = given.flatMap(unpackAnthropicBlocks);
  const warnings: ChatWarning[] = [];
  const answeredCalls = new Set<string>();
  for (const message of messages) {
    if (ToolMessage.isInstance(message)) answeredCalls.add(message.tool_call_id);
  }
  return {
    messages: messages.map((message) => convertMessage(message, answeredCalls, warnings)),
    warnings,
  };
}

function convertMessage(
  message: BaseMessage,
  answeredCalls: ReadonlySet<string>,
  warnings: ChatWarning[],
): ChatMessage {
  if (AIMessage.isInstance(message) || AIMessageChunk.isInstance(message)) {
    return convertAIMessage(message, answeredCalls, warnings);
  }
  if (ToolMessage.isInstance(message)) return convertToolMessage(message);
  const role = GenericMessage.isInstance(message) ? message.role : message.type;
  switch (role) {
    case "human":
    case "user":
      return { role: "user", content: convertContent(message.content), ...nameOf(message) };
    case "system":
    case "developer":
      return convertSystemMessage(message, role);
    case "ai":
    case "assistant":
      return { role: "assistant", content: convertContent(message.content), ...nameOf(message) };
    default:
      throw new CometAPIError({
        code: "invalid-argument",
        message: `A message of type "${role}" cannot be sent. Use system, developer, human, ai or tool messages.`,
      });
  }
}

function convertSystemMessage(message: BaseMessage, role: "system" | "developer"): SystemMessage {
  // LangChain itself marks a developer message so.
  const isDeveloper =
    role === "developer" || message.additional_kwargs["__openai_role__"] === "developer";
  const content = convertContent(message.content);
  return {
    role: isDeveloper ? "developer" : "system",
    content: typeof content === "string" ? content : content.map(requireText),
    ...nameOf(message),
  };
}

function requireText(part: ContentPart): TextPart {
  if (part.type === "text") return part;
  throw new CometAPIError({
    code: "invalid-argument",
    message:
      "A system message can hold text only. Put images, audio and files into a human message.",
  });
}

function convertToolMessage(message: ToolMessage): ChatMessage {
  const { tool_call_id: toolCallId } = message;
  if (toolCallId === "" || toolCallId === undefined) {
    throw new CometAPIError({
      code: "invalid-argument",
      message: "A tool message needs tool_call_id: the id of the call it answers.",
    });
  }
  return {
    role: "tool",
    toolCallId,
    toolName: message.name,
    content: convertContent(message.content),
    ...(message.status === "error" ? { isError: true } : {}),
  };
}

function nameOf(message: BaseMessage): { name?: string } {
  const name = readText(message, "name");
  return name === undefined ? {} : { name };
}
