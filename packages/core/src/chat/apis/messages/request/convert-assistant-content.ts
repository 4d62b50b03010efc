import { isJSONObject, parseJSON } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type {
  AssistantMessage,
  AssistantPart,
  ReasoningPart,
  ToolCallPart,
  VendorBlockPart,
} from "../../../chat-request.ts";
import { echoOf } from "../../../echo.ts";
import { type MessageContext, convertText } from "./convert-content.ts";
import { pickAnthropicOptions } from "./anthropic-options.ts";
import { convertCacheMark } from "./convert-cache-mark.ts";
import type { MessagesNotes } from "./messages-notes.ts";

/** An earlier answer as blocks, in its order. Reasoning and vendor blocks of other APIs are left out. */
export function convertAssistantContent(
  { content, refusal = "" }: AssistantMessage,
  context: MessageContext,
): JSONObject[] {
  const blocks =
    typeof content === "string"
      ? convertText({ text: content })
      : content.flatMap((part) => convertPart(part, context));
  return [...blocks, ...convertText({ text: refusal })];
}

function convertPart(part: AssistantPart, context: MessageContext): JSONObject[] {
  switch (part.type) {
    case "text":
      return convertText(part);
    case "raw":
      return [{ ...part.value }];
    case "reasoning":
      return context.sendsReasoning ? convertReasoning(part) : [];
    case "tool-call":
      return [convertToolCall(part, context)];
    case "vendor-block":
      return convertVendorBlock(part, context.notes);
    default: {
      const message = `The ${part.type} in an earlier answer was not sent: the Messages API does not take it there.`;
      context.notes.dropped("messages", message);
      return [];
    }
  }
}

/** Reasoning goes back only if Anthropic has signed it. */
function convertReasoning({ text, echo }: ReasoningPart): JSONObject[] {
  const data = echoOf(echo, "messages");
  if (data === undefined) return [];
  const isRedacted = data["type"] === "redacted_thinking";
  return [isRedacted ? data : { type: "thinking", thinking: text, ...data }];
}

/** Fields of a call that `@ai-sdk/anthropic` keeps in its options. */
const CALL_OPTIONS: ReadonlySet<string> = new Set(["caller", "toolset_name"]);

function convertToolCall(part: ToolCallPart, context: MessageContext): JSONObject {
  const { container: _, ...others } =
    echoOf(part.echo, "messages") ?? pickAnthropicOptions(part, CALL_OPTIONS);
  const input = convertInput(part, context.notes);
  const call = {
    type: "tool_use",
    id: context.ids.ofCall(part.id),
    name: context.names.toWire(part.name),
    input,
    ...others,
    ...convertCacheMark(part),
  };
  const toolset = others["toolset_name"];
  if (typeof toolset !== "string") return call;
  context.toolsets.set(part.id, toolset);
  const { action, ...rest } = input;
  return typeof action === "string" ? { ...call, name: action, input: rest } : call;
}

/** The arguments as an object, because the API takes nothing else. Text that is no JSON object becomes a member of one. */
function convertInput({ name, arguments: text }: ToolCallPart, notes: MessagesNotes): JSONObject {
  if (text.trim() === "") return {};
  const input = parseJSON(text);
  if (isJSONObject(input)) return input;
  const message = `The arguments of an earlier call of ${name} are not a JSON object; they were sent as text.`;
  notes.changed("messages", message);
  return { invalid_arguments: text };
}

/** The beta flags that blocks of earlier answers need when they are sent back. */
const BLOCK_BETAS: ReadonlyMap<unknown, string> = new Map([
  ["compaction", "compact-2026-01-12"],
  ["fallback", "server-side-fallback-2026-06-01"],
]);

function convertVendorBlock({ api, block }: VendorBlockPart, notes: MessagesNotes): JSONObject[] {
  if (api !== "messages") return [];
  const { type } = block;
  const isSigned = type === "compaction" && typeof block["signature"] === "string";
  const beta = isSigned ? "compact-2026-09-04" : BLOCK_BETAS.get(type);
  if (beta !== undefined) notes.betas.add(beta);
  return [block];
}
