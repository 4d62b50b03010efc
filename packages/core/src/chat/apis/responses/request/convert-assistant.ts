import { parseJSON, textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type {
  AssistantMessage,
  AssistantPart,
  ImagePart,
  ReasoningPart,
  TextPart,
  ToolCallPart,
} from "../../../chat-request.ts";
import { echoOf } from "../../../echo.ts";
import { CLIENT_TOOLS } from "../client-tools.ts";
import { toCallId } from "./converted-calls.ts";
import type { RequestContext } from "./request-context.ts";
import { canGoBack } from "../answer/reasoning-item.ts";

/**
 * An earlier answer as items, in its order.
 *
 * Items go back whole and without their ids, because the next request may reach another account, which has not stored
 * them.
 */
export function convertAssistant(
  { content, refusal }: AssistantMessage,
  context: RequestContext,
): JSONObject[] {
  const parts = typeof content === "string" ? [{ type: "text" as const, text: content }] : content;
  const items = parts.flatMap((part) => convertPart(part, context));
  if (refusal !== undefined) {
    items.push({ type: "message", role: "assistant", content: [{ type: "refusal", refusal }] });
  }
  return items;
}

function convertPart(part: AssistantPart, context: RequestContext): JSONObject[] {
  const echo = "echo" in part ? echoOf(part.echo, "responses") : undefined;
  const isStored = context.hasConversation && textOf(echo?.["id"]) !== undefined;
  switch (part.type) {
    case "text":
      return part.text === "" || isStored ? [] : [convertText(part, echo)];
    case "reasoning":
      if (echo === undefined || isStored) return [];
      // A comment on the work, in an answer that was to be JSON.
      if (echo["type"] === "message") return [convertText(part, echo)];
      return canGoBack(echo) ? [convertReasoning(echo)] : [];
    case "tool-call": {
      const item = convertCall(part, echo, context);
      return isStored ? [] : [item];
    }
    case "vendor-block": {
      const isOwn = part.api === "responses";
      return isOwn && !context.hasConversation ? [part.block] : [];
    }
    case "image":
      return isStored ? [] : convertImage(part, echo, context);
    case "raw":
      return [{ ...part.value }];
    default:
      dropPart(part.type, context);
      return [];
  }
}

function convertText({ text }: TextPart | ReasoningPart, echo: JSONObject | undefined): JSONObject {
  const { phase, annotations = [] } = echo ?? {};
  return {
    type: "message",
    role: "assistant",
    content: [{ type: "output_text", text, annotations }],
    phase,
  };
}

function convertReasoning(echo: JSONObject): JSONObject {
  const { content, summary = [], ...item } = withoutId(echo);
  const isEmpty = !Array.isArray(content) || content.length === 0;
  return { ...item, summary, ...(isEmpty ? {} : { content }) };
}

function convertCall(
  part: ToolCallPart,
  echo: JSONObject | undefined,
  { calls }: RequestContext,
): JSONObject {
  const { id, name } = part;
  const type = textOf(echo?.["type"]) ?? calls.typeOf(name);
  const callId = textOf(echo?.["call_id"]) ?? toCallId(id);
  calls.add(id, { type, callId, name, caller: echo?.["caller"] });
  if (echo !== undefined && Object.hasOwn(CLIENT_TOOLS, type)) return echo;
  const call = { ...withoutId(echo ?? {}), type, call_id: callId, name };
  return type === "custom_tool_call"
    ? { ...call, input: readText(part.arguments) }
    : { ...call, arguments: part.arguments === "" ? "{}" : part.arguments };
}

/** The input of a custom tool. In a `ToolCallPart` it is a JSON string. */
function readText(argumentsText: string): string {
  const value = parseJSON(argumentsText);
  return typeof value === "string" ? value : argumentsText;
}

function convertImage(
  { source }: ImagePart,
  echo: JSONObject | undefined,
  context: RequestContext,
): JSONObject[] {
  if (echo !== undefined && "data" in source) return [{ ...echo, result: source.data }];
  dropPart("image", context);
  return [];
}

function dropPart(type: string, { notes }: RequestContext): void {
  const message = `The ${type} in an earlier answer was not sent: the Responses API takes back only what it made itself.`;
  notes.dropped("messages", message);
}

/** An item without the members that only the server that made it knows. */
function withoutId({ id: _id, status: _status, ...item }: JSONObject): JSONObject {
  return item;
}
