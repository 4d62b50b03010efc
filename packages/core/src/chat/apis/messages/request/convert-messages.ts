import { textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ChatMessage, SystemMessage } from "../../../chat-request.ts";
import { convertAssistantContent } from "./convert-assistant-content.ts";
import {
  type MessageContext,
  convertToolResult,
  convertUserContent,
  type WireMessage,
} from "./convert-content.ts";
import { convertInlineInstruction, convertInstruction } from "./convert-inline-instruction.ts";

/** A conversation in the API's form: instructions are a field of their own, user and assistant take turns. */
export interface WireConversation {
  system: JSONObject[];
  messages: WireMessage[];
}

/**
 * The conversation in the API's form. Consecutive messages of one role are joined. In a user message, the results of
 * tools come first. Blank texts are left out. The API refuses anything else.
 */
export function convertMessages(
  messages: readonly ChatMessage[],
  context: MessageContext,
): WireConversation {
  const system: JSONObject[] = [];
  const turns: WireMessage[] = [];
  for (const message of messages) {
    if (isSystem(message)) {
      const inline = convertInlineInstruction(message, context);
      if (inline !== undefined) {
        turns.push(inline);
      } else {
        if (turns.length > 0) context.notes.changed("messages", SYSTEM_MOVED);
        system.push(...convertInstruction(message));
      }
    } else {
      const role = message.role === "assistant" ? "assistant" : "user";
      addTurn(turns, role, convertTurn(message, context));
    }
    if ("name" in message && textOf(message.name) !== undefined) {
      context.notes.dropped("messages", NAME_DROPPED);
    }
  }
  const wire = turns.map(withoutBlankText).filter(isSent);
  if (wire.find(({ role }) => role !== "system")?.role === "assistant") {
    context.notes.changed("messages", PLACEHOLDER_ADDED);
    wire.unshift({ role: "user", content: [{ type: "text", text: PLACEHOLDER }] });
  }
  return { system: system.filter(hasText), messages: wire };
}

const SYSTEM_MOVED =
  "Instructions within the conversation were moved to its beginning: the Messages API takes them only there.";
const NAME_DROPPED = "The name in a message was not sent: the Messages API has no names.";
const PLACEHOLDER = "...";
const PLACEHOLDER_ADDED = `A user message "${PLACEHOLDER}" was put before the first one: in the Messages API the user must begin.`;

function isSystem(message: ChatMessage): message is SystemMessage {
  return message.role === "system" || message.role === "developer";
}

function convertTurn(
  message: Exclude<ChatMessage, SystemMessage>,
  context: MessageContext,
): JSONObject[] {
  switch (message.role) {
    case "user":
      return convertUserContent(message.content, context.notes);
    case "assistant":
      return convertAssistantContent(message, context);
    case "tool": {
      if (message.approval === undefined) return [convertToolResult(message, context)];
      const reason =
        "The answer to an approval request was not sent: the Messages API has no such requests.";
      context.notes.dropped("messages", reason);
      return [];
    }
  }
}

function addTurn(turns: WireMessage[], role: WireMessage["role"], content: JSONObject[]): void {
  const last = turns.at(-1);
  if (content.length === 0) return;
  if (last?.role !== role) turns.push({ role, content });
  else if (role === "user") last.content = withResultsFirst([...last.content, ...content]);
  else last.content = [...last.content, ...content];
}

function withResultsFirst(content: JSONObject[]): JSONObject[] {
  const results = content.filter(isResult);
  return results.length === 0
    ? content
    : [...results, ...content.filter((block) => !isResult(block))];
}

function isResult({ type }: JSONObject): boolean {
  return type === "tool_result";
}

/** The API takes blank text only beside other text (LibreChat-AI/agents pull request 124, which tried it). */
function withoutBlankText(turn: WireMessage): WireMessage {
  if (turn.content.some((block) => block["type"] === "text" && hasText(block))) return turn;
  return { ...turn, content: turn.content.filter(({ type }) => type !== "text") };
}

function isSent({ content, others }: WireMessage): boolean {
  return content.length > 0 || others !== undefined;
}

function hasText({ text }: JSONObject): boolean {
  return typeof text === "string" && text.trim() !== "";
}
