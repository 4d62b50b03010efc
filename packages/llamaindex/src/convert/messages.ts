import {
  applyContentOutline,
  type AssistantMessage,
  type AssistantPart,
  type ChatMessage,
  type ContentPart,
  type TextPart,
  type ToolCallPart,
} from "@cometapi/core";
import { isAgentFailure, withoutFailures } from "../agents/agent-failure.ts";
import type {
  CometAPIMessage,
  CometAPIMessageOptions,
  CometAPIToolResult,
} from "../chat/message-options.ts";
import { convertContent } from "./content.ts";
import { markForCache } from "./mark-for-cache.ts";
import type { CometAPIToolCall } from "./tool-call.ts";
import { convertToolOutput } from "./tool-output.ts";

/** LlamaIndex messages as messages of a request. Text that reported a failure to an agent's user is left out. */
export function convertMessages(messages: readonly CometAPIMessage[]): ChatMessage[] {
  return messages.flatMap((message) => {
    if (message.role !== "assistant") return [convertMessage(message)];
    // OpenAI's API gives an answer of nothing but calls `null`, and code without types keeps that.
    const answer = { ...message, content: message.content ?? "" };
    if (!isAgentFailure(answer)) return [convertMessage(answer)];
    const said = convertMessage({ ...answer, content: withoutFailures(answer.content) });
    return said.content.length === 0 ? [] : [said];
  });
}

function convertMessage(message: CometAPIMessage): ChatMessage {
  const options = message.options ?? {};
  const converted = convertRole(message, options);
  // `@llamaindex/anthropic` writes null for no mark.
  return options.cache_control ? markForCache(converted, options.cache_control) : converted;
}

function convertRole(message: CometAPIMessage, options: CometAPIMessageOptions): ChatMessage {
  if (options.toolResult !== undefined) return convertToolResult(message, options.toolResult);
  switch (message.role) {
    case "assistant":
      return convertAssistant(message, options);
    case "developer":
      return convertInstructions(message, "developer");
    case "system":
    case "memory":
      return convertInstructions(message, "system");
    default:
      // The user's, or of a role that LlamaIndex does not know, from code without types.
      return { role: "user", content: convertContent(message.content) };
  }
}

// Chat engines put retrieved images into a system message, where no vendor takes them.
function convertInstructions(
  { content }: CometAPIMessage,
  role: "system" | "developer",
): ChatMessage {
  const converted = convertContent(content);
  if (typeof converted === "string") return { role, content: converted };
  const texts = converted.filter((part): part is TextPart => part.type === "text");
  if (texts.length < converted.length) return { role: "user", content: converted };
  return { role, content: texts };
}

function convertToolResult(message: CometAPIMessage, result: CometAPIToolResult): ChatMessage {
  const content = convertContent(
    hasContent(message) ? message.content : convertToolOutput(result.result),
  );
  return {
    role: "tool",
    toolCallId: result.id,
    toolName: result.name,
    content: result.isError ? markError(content) : content,
    ...(result.isError && { isError: true }),
  };
}

function hasContent({ content }: CometAPIMessage): boolean {
  return content !== undefined && content.length > 0;
}

function markError(content: ReturnType<typeof convertContent>): ReturnType<typeof convertContent> {
  if (typeof content !== "string") return [{ type: "text", text: "Error:" }, ...content];
  return /^error/i.test(content) ? content : `Error: ${content}`;
}

function convertAssistant(
  message: CometAPIMessage,
  options: CometAPIMessageOptions,
): AssistantMessage {
  const { refusal = "", thinking = "", contentOutline } = options;
  const toolCalls = (options.toolCall ?? []).map(convertToolCall);
  const said = convertText(message, refusal);
  return {
    role: "assistant",
    content:
      contentOutline === undefined
        ? [...convertThinking(thinking), ...said, ...toolCalls]
        : applyContentOutline(contentOutline, {
            text: said.map((part) => (part.type === "text" ? part.text : "")).join(""),
            reasoning: thinking,
            toolCalls,
            images: said.filter((part) => part.type === "image"),
          }),
    ...(refusal !== "" && { refusal }),
  };
}

function convertThinking(thinking: string): AssistantPart[] {
  return thinking === "" ? [] : [{ type: "reasoning", text: thinking }];
}

/** What was said. A refusal stands at the end of a text that is shown, and goes back by itself. */
function convertText(message: CometAPIMessage, refusal: string): ContentPart[] {
  if (!hasContent(message)) return [];
  const content = convertContent(message.content);
  if (typeof content !== "string") return content;
  if (refusal === "" || !content.endsWith(refusal)) return [{ type: "text", text: content }];
  const text = content.slice(0, -refusal.length);
  return text === "" ? [] : [{ type: "text", text }];
}

function convertToolCall({ id, name, input }: CometAPIToolCall): ToolCallPart {
  const text = typeof input === "string" ? input : JSON.stringify(input ?? {});
  return { type: "tool-call", id, name, arguments: text === "" ? "{}" : text };
}
