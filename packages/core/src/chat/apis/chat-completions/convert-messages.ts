import type { AssistantMessage, ChatMessage, ChatToolCall } from "../../chat-request.ts";
import type { JSONObject } from "../../../json.ts";
import { convertContent, convertJoinedContent } from "./convert-content.ts";

/** What of an earlier answer's reasoning a model wants to see again. */
export interface EchoOptions {
  /** Whether reasoning text is sent back as `reasoning_content`. */
  echoesReasoning: boolean;
}

/** The conversation in the API's form. */
export function convertMessages(
  messages: readonly ChatMessage[],
  options: EchoOptions,
): JSONObject[] {
  return messages.map((message) => convertMessage(message, options));
}

function convertMessage(message: ChatMessage, options: EchoOptions): JSONObject {
  switch (message.role) {
    case "system":
    case "developer":
      return {
        role: message.role,
        content: convertJoinedContent(message.content),
        ...convertName(message.name),
      };
    case "user":
      return {
        role: "user",
        content: convertContent(message.content),
        ...convertName(message.name),
      };
    case "assistant":
      return convertAssistant(message, options);
    case "tool":
      return {
        role: "tool",
        tool_call_id: message.toolCallId,
        content: convertJoinedContent(message.content),
      };
  }
}

function convertAssistant(message: AssistantMessage, options: EchoOptions): JSONObject {
  const { content, reasoning, reasoningDetails, toolCalls, refusal } = message;
  const wire: JSONObject = {
    role: "assistant",
    // An answer that was only tool calls has no content; some vendors refuse an empty text there.
    content: content === undefined || content.length === 0 ? null : convertJoinedContent(content),
    ...convertName(message.name),
  };
  if (refusal !== undefined) wire["refusal"] = refusal;
  if (options.echoesReasoning && reasoning !== undefined && reasoning !== "") {
    wire["reasoning_content"] = reasoning;
  }
  // Signed blocks go back under the name under which they came.
  const blocks = reasoningDetails?.filter(isThinkingBlock) ?? [];
  const details = reasoningDetails?.filter((detail) => !isThinkingBlock(detail)) ?? [];
  if (details.length > 0) wire["reasoning_details"] = details;
  if (blocks.length > 0) wire["thinking_blocks"] = blocks;
  if (toolCalls !== undefined && toolCalls.length > 0) {
    wire["tool_calls"] = toolCalls.map(convertToolCall);
  } else if (wire["content"] === null && refusal === undefined) {
    // Neither text nor calls: `null` would be no message at all.
    wire["content"] = "";
  }
  return wire;
}

function isThinkingBlock(detail: JSONObject): boolean {
  return detail["type"] === "thinking" || detail["type"] === "redacted_thinking";
}

function convertToolCall(call: ChatToolCall): JSONObject {
  return {
    id: call.id,
    type: "function",
    function: { name: call.name, arguments: call.arguments === "" ? "{}" : call.arguments },
    ...(call.extraContent === undefined ? {} : { extra_content: call.extraContent }),
  };
}

function convertName(name: string | undefined): JSONObject {
  return name === undefined ? {} : { name };
}
