import { isJSONObject } from "../../../../json-access.ts";
import type {
  AssistantMessage,
  ChatMessage,
  ContentPart,
  ReasoningPart,
  SystemMessage,
  ToolCallPart,
} from "../../../chat-request.ts";
import { echoOf } from "../../../echo.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import { convertContent, convertJoinedContent } from "./convert-content.ts";
import { moveMediaOutOfResults } from "./move-media-out-of-results.ts";

/** The conversation in the API's form. Answers to approval requests are left out: this API has no such tools. */
export function convertMessages(
  messages: readonly ChatMessage[],
  traits: ModelTraits,
  notes: RequestNotes,
): JSONObject[] {
  const known = messages.filter(
    (message) => message.role !== "tool" || message.approval === undefined,
  );
  return moveMediaOutOfResults(known).map((message) => convertMessage(message, traits, notes));
}

function convertMessage(
  message: ChatMessage,
  traits: ModelTraits,
  notes: RequestNotes,
): JSONObject {
  switch (message.role) {
    case "system":
    case "developer":
      return {
        role: chooseRole(message, traits, notes),
        content: convertJoinedContent(message.content),
        name: message.name,
      };
    case "user":
      return {
        role: "user",
        content: convertContent(message.content),
        name: message.name,
      };
    case "assistant":
      return convertAssistant(message, traits);
    case "tool":
      return {
        role: "tool",
        tool_call_id: message.toolCallId,
        content: convertJoinedContent(message.content),
      };
  }
}

function chooseRole(
  { role }: SystemMessage,
  { acceptsDeveloperRole }: ModelTraits,
  notes: RequestNotes,
): JSONValue {
  if (role !== "developer" || acceptsDeveloperRole) return role;
  notes.changed("messages", "Messages of the role developer were sent as system.");
  return "system";
}

function convertAssistant(message: AssistantMessage, { echoesReasoning }: ModelTraits): JSONObject {
  const { content, reasoning, details, toolCalls } = splitAssistantContent(message.content);
  const { refusal } = message;
  const wire: JSONObject = {
    role: "assistant",
    // An answer that was only tool calls has no content; some vendors refuse an empty text there.
    content: content.length === 0 ? null : convertJoinedContent(content),
    name: message.name,
    refusal,
  };
  if (echoesReasoning && reasoning !== "") wire["reasoning_content"] = reasoning;
  // Signed blocks go back under the name of the field in which they came.
  const blocks = details.filter(isThinkingBlock);
  const others = details.filter((detail) => !isThinkingBlock(detail));
  if (others.length > 0) wire["reasoning_details"] = others;
  if (blocks.length > 0) wire["thinking_blocks"] = blocks;
  if (toolCalls.length > 0) {
    wire["tool_calls"] = toolCalls.map(convertToolCall);
  } else if (wire["content"] === null && refusal === undefined) {
    // The answer has no text and no calls. With `null` the message would be empty.
    wire["content"] = "";
  }
  return wire;
}

/** An earlier answer's parts, sorted by the fields of this API. */
interface AssistantContent {
  content: ContentPart[];
  reasoning: string;
  /** Reasoning blocks that this API sent. */
  details: JSONObject[];
  toolCalls: ToolCallPart[];
}

function splitAssistantContent(parts: AssistantMessage["content"]): AssistantContent {
  const split: AssistantContent = { content: [], reasoning: "", details: [], toolCalls: [] };
  if (typeof parts === "string") {
    if (parts !== "") split.content.push({ type: "text", text: parts });
    return split;
  }
  for (const part of parts) {
    switch (part.type) {
      case "reasoning":
        split.reasoning += part.text;
        split.details.push(...readDetails(part));
        break;
      case "tool-call":
        split.toolCalls.push(part);
        break;
      case "vendor-block":
        if (part.api === "chat") split.content.push({ type: "raw", value: part.block });
        break;
      case "text":
        if (part.text !== "") split.content.push(part);
        break;
      default:
        split.content.push(part);
    }
  }
  return split;
}

function readDetails({ echo }: ReasoningPart): JSONObject[] {
  const details = echoOf(echo, "chat")?.["reasoning_details"];
  return Array.isArray(details) ? details.filter(isJSONObject) : [];
}

function isThinkingBlock(detail: JSONObject): boolean {
  return detail["type"] === "thinking" || detail["type"] === "redacted_thinking";
}

function convertToolCall(call: ToolCallPart): JSONObject {
  return {
    id: call.id,
    type: "function",
    function: { name: call.name, arguments: call.arguments === "" ? "{}" : call.arguments },
    extra_content: echoOf(call.echo, "chat")?.["extra_content"],
  };
}
