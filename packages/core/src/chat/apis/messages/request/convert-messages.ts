import { textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ChatMessage, SystemMessage } from "../../../chat-request.ts";
import { convertAssistant } from "./convert-assistant.ts";
import { convertContent } from "./convert-content.ts";
import { convertInlineInstruction, convertInstruction } from "./convert-inline-instruction.ts";
import { convertToolResult } from "./convert-tool-result.ts";
import type { RequestContext } from "./request-context.ts";
import type { WireMessage, WirePrompt } from "./wire-prompt.ts";

/**
 * The conversation in the API's form. Consecutive messages of one role are joined. In a user message, the results of
 * tools come first. Blank texts are left out. The API refuses anything else.
 */
export function convertMessages(context: RequestContext): Pick<WirePrompt, "system" | "messages"> {
  const { notes, request } = context;
  const system: JSONObject[] = [];
  const turns: WireMessage[] = [];
  for (const message of request.messages) {
    if (!isSystem(message)) {
      addTurn(turns, convertTurn(message, context));
      continue;
    }
    const inline = convertInlineInstruction(message, context);
    if (inline !== undefined) {
      turns.push(inline);
      continue;
    }
    if (turns.length > 0) notes.changed("messages", SYSTEM_MOVED);
    system.push(...convertInstruction(message));
  }
  if (request.messages.some((message) => "name" in message && textOf(message.name))) {
    notes.dropped("messages", NAMES_DROPPED);
  }
  const wire = turns.map(withoutBlankText).filter(isSent);
  if (wire.find(({ role }) => role !== "system")?.role === "assistant") {
    notes.changed("messages", PLACEHOLDER_ADDED);
    wire.unshift({ role: "user", content: [{ type: "text", text: PLACEHOLDER }] });
  }
  const instructions = system.filter(hasText);
  if (wire.length === 0 && instructions.length > 0) {
    notes.changed("messages", INSTRUCTION_ALONE);
    return { system: [], messages: [{ role: "user", content: instructions }] };
  }
  return { system: instructions, messages: wire };
}

const INSTRUCTION_ALONE =
  "The Messages API does not answer instructions alone, so they were sent as the user's message.";

const SYSTEM_MOVED =
  "Instructions within the conversation were moved to its beginning: the Messages API takes them only there.";
const NAMES_DROPPED = "Names of participants were not sent: the Messages API does not have them.";
const PLACEHOLDER = "...";
const PLACEHOLDER_ADDED = `A user message "${PLACEHOLDER}" was put before the first one: in the Messages API the user must begin.`;

function isSystem(message: ChatMessage): message is SystemMessage {
  return message.role === "system" || message.role === "developer";
}

function convertTurn(
  message: Exclude<ChatMessage, SystemMessage>,
  context: RequestContext,
): WireMessage {
  switch (message.role) {
    case "user":
      return { role: "user", content: convertContent(message.content, context) };
    case "assistant":
      return { role: "assistant", content: convertAssistant(message, context) };
    case "tool":
      return { role: "user", content: convertToolResult(message, context) };
  }
}

function addTurn(turns: WireMessage[], turn: WireMessage): void {
  const last = turns.at(-1);
  if (turn.content.length === 0) return;
  if (last?.role !== turn.role) turns.push(turn);
  else {
    const content = [...last.content, ...turn.content];
    last.content = turn.role === "user" ? withResultsFirst(content) : content;
  }
}

function withResultsFirst(content: readonly JSONObject[]): JSONObject[] {
  return content.toSorted((a, b) => Number(isResult(b)) - Number(isResult(a)));
}

function isResult({ type }: JSONObject): boolean {
  return type === "tool_result";
}

/** The API takes blank text only beside other text (LibreChat-AI/agents pull request 124, which tried it). */
function withoutBlankText(turn: WireMessage): WireMessage {
  if (turn.content.some((block) => block["type"] === "text" && hasText(block))) return turn;
  return { ...turn, content: turn.content.filter(({ type }) => type !== "text") };
}

/** An instruction within the conversation may have no content, only fields beside it. */
function isSent({ role, content }: WireMessage): boolean {
  return content.length > 0 || role === "system";
}

function hasText({ text }: JSONObject): boolean {
  return typeof text === "string" && text.trim() !== "";
}
