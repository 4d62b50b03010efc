import type {
  AssistantMessage,
  ChatMessage,
  ContentPart,
  Echo,
  JSONObject,
  ReasoningPart,
  TextPart,
  ToolCallPart,
} from "@cometapi/core";
import type { ChatMessage as LlamaIndexMessage } from "@llamaindex/core/llms";
import type {
  CometAPIMessageOptions,
  CometAPIToolCall,
  CometAPIToolResult,
} from "../message-options.ts";
import type { RememberedReasoning } from "../reasoning-cache.ts";
import { convertContent } from "./content.ts";

/** Finds what was remembered of a tool call. */
export type RecallReasoning = (call: CometAPIToolCall) => RememberedReasoning | undefined;

/** LlamaIndex messages as messages of a request. */
export function convertMessages(
  messages: readonly LlamaIndexMessage<CometAPIMessageOptions>[],
  recall: RecallReasoning = () => undefined,
): ChatMessage[] {
  return messages.map((message) => convertMessage(message, recall));
}

function convertMessage(
  message: LlamaIndexMessage<CometAPIMessageOptions>,
  recall: RecallReasoning,
): ChatMessage {
  const options = message.options ?? {};
  if (options.toolResult !== undefined) return convertToolResult(message, options.toolResult);
  switch (message.role) {
    case "assistant":
      return convertAssistant(message, options, recall);
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
  { content }: LlamaIndexMessage,
  role: "system" | "developer",
): ChatMessage {
  const converted = convertContent(content);
  if (typeof converted === "string") return { role, content: converted };
  const texts = converted.filter((part): part is TextPart => part.type === "text");
  if (texts.length < converted.length) return { role: "user", content: converted };
  return { role, content: texts };
}

function convertToolResult(message: LlamaIndexMessage, result: CometAPIToolResult): ChatMessage {
  const content = convertContent(hasContent(message) ? message.content : textOf(result.result));
  return {
    role: "tool",
    toolCallId: result.id,
    toolName: result.name,
    content: result.isError ? markError(content) : content,
  };
}

function hasContent({ content }: LlamaIndexMessage): boolean {
  return content !== undefined && content.length > 0;
}

function textOf(result: unknown): string {
  return typeof result === "string" ? result : (JSON.stringify(result) ?? "");
}

function markError(content: ReturnType<typeof convertContent>): ReturnType<typeof convertContent> {
  if (typeof content !== "string") return [{ type: "text", text: "Error:" }, ...content];
  return /^error/i.test(content) ? content : `Error: ${content}`;
}

function convertAssistant(
  message: LlamaIndexMessage,
  options: CometAPIMessageOptions,
  recall: RecallReasoning,
): AssistantMessage {
  const calls = options.toolCall ?? [];
  const remembered = calls.map(recall);
  const first = remembered.find((entry) => entry !== undefined);
  const toolCalls = calls.map((call, index) =>
    convertToolCall(call, call.extraContent ?? remembered[index]?.extraContent),
  );
  const reasoning = convertReasoning(
    options.thinking ?? first?.thinking,
    options.reasoningDetails ?? first?.reasoningDetails,
  );
  const { refusal = "" } = options;
  return {
    role: "assistant",
    content: [...reasoning, ...convertText(message, refusal), ...toolCalls],
    ...(refusal !== "" && { refusal }),
  };
}

/** What was said. A refusal stands at the end of a text that is shown, and goes back by itself. */
function convertText(message: LlamaIndexMessage, refusal: string): ContentPart[] {
  if (!hasContent(message)) return [];
  const content = convertContent(message.content);
  if (typeof content !== "string") return content;
  if (refusal === "" || !content.endsWith(refusal)) return [{ type: "text", text: content }];
  const text = content.slice(0, -refusal.length);
  return text === "" ? [] : [{ type: "text", text }];
}

function convertReasoning(
  text: string | undefined,
  details: JSONObject[] | undefined,
): ReasoningPart[] {
  if (text === undefined && details === undefined) return [];
  const echo: Echo | undefined =
    details === undefined ? undefined : { api: "chat", data: { reasoning_details: details } };
  return [{ type: "reasoning", text: text ?? "", echo }];
}

function convertToolCall(
  { id, name, input }: CometAPIToolCall,
  extraContent: JSONObject | undefined,
): ToolCallPart {
  const text = typeof input === "string" ? input : JSON.stringify(input ?? {});
  const echo: Echo | undefined =
    extraContent === undefined ? undefined : { api: "chat", data: { extra_content: extraContent } };
  return { type: "tool-call", id, name, arguments: text === "" ? "{}" : text, echo };
}
