import { isJSONObject, parseJSON, textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type {
  AssistantMessage,
  AssistantPart,
  ReasoningPart,
  ToolCallPart,
  VendorBlockPart,
} from "../../../chat-request.ts";
import { echoOf } from "../../../echo.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { convertCacheMark } from "./convert-cache-mark.ts";
import { convertText } from "./convert-content.ts";
import { pickAnthropicOptions } from "./pick-anthropic-options.ts";
import type { RequestContext } from "./request-context.ts";

/** An earlier answer as blocks, in its order. Reasoning and vendor blocks of other APIs are left out. */
export function convertAssistant(
  { content, refusal = "" }: AssistantMessage,
  context: RequestContext,
): JSONObject[] {
  const blocks =
    typeof content === "string"
      ? convertText({ text: content })
      : content.flatMap((part) => convertPart(part, context));
  return [...blocks, ...convertText({ text: refusal })];
}

function convertPart(part: AssistantPart, context: RequestContext): JSONObject[] {
  switch (part.type) {
    case "text":
      return convertText(part);
    case "raw":
      return [{ ...part.value }];
    case "reasoning":
      return convertReasoning(part, context);
    case "tool-call":
      return [convertToolCall(part, context)];
    case "vendor-block":
      return convertVendorBlock(part, context);
    default: {
      const message = `The ${part.type} in an earlier answer was not sent: the Messages API does not take it there.`;
      context.notes.dropped("messages", message);
      return [];
    }
  }
}

/** Reasoning goes back only if Anthropic has signed it, and Anthropic's option `sendReasoning` is not false. */
function convertReasoning(
  { text, echo }: ReasoningPart,
  { request }: RequestContext,
): JSONObject[] {
  const data = echoOf(echo, "messages");
  const isSent = vendorOptionsOf(request, "anthropic")["sendReasoning"] !== false;
  if (data === undefined || !isSent) return [];
  const isRedacted = data["type"] === "redacted_thinking";
  return [isRedacted ? data : { type: "thinking", thinking: text, ...data }];
}

function convertToolCall(part: ToolCallPart, context: RequestContext): JSONObject {
  // `convertRequest` sends the container as a field of the request.
  const { container: _, ...others } =
    echoOf(part.echo, "messages") ?? pickAnthropicOptions(part, "caller", "toolset_name");
  const { id, toolset } = context.calls.add(part.id, textOf(others["toolset_name"]));
  const input = convertInput(part, context);
  const { action, ...inputOfAction } = input;
  // A tool of a set: the caller has its name as the argument `action` of a call of the set.
  const called =
    toolset !== undefined && typeof action === "string"
      ? { name: action, input: inputOfAction }
      : { name: context.names.toWire(part.name), input };
  return { type: "tool_use", id, ...called, ...others, ...convertCacheMark(part) };
}

/** The arguments as an object, because the API takes nothing else. Text that is no JSON object becomes a member of one. */
function convertInput(
  { name, arguments: text }: ToolCallPart,
  { notes }: RequestContext,
): JSONObject {
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

function convertVendorBlock(
  { api, block }: VendorBlockPart,
  { betas }: RequestContext,
): JSONObject[] {
  if (api !== "messages") return [];
  const { type } = block;
  const isSigned = type === "compaction" && typeof block["signature"] === "string";
  const beta = isSigned ? "compact-2026-09-04" : BLOCK_BETAS.get(type);
  if (beta !== undefined) betas.add(beta);
  return [block];
}
