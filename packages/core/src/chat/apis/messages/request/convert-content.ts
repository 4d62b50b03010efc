import type { JSONObject } from "../../../../json.ts";
import type { ChatTool, ContentPart, TextPart, ToolMessage } from "../../../chat-request.ts";
import { echoOf } from "../../../echo.ts";
import { convertMedia } from "./convert-media.ts";
import { pickAnthropicOptions } from "./anthropic-options.ts";
import { convertCacheMark, withoutCacheMark } from "./convert-cache-mark.ts";
import type { MessagesNotes } from "./messages-notes.ts";
import type { ToolCallIds } from "./tool-call-ids.ts";
import type { ToolNames } from "../vendor-tools.ts";

/** A message in the API's form. */
export interface WireMessage {
  role: "user" | "assistant" | "system";
  content: JSONObject[];
  /** Further fields of the message. */
  others?: JSONObject;
}

/** What converting the messages of one request needs, and what it remembers between them. */
export interface MessageContext {
  notes: MessagesNotes;
  names: ToolNames;
  ids: ToolCallIds;
  /** Whether reasoning of earlier answers is sent. */
  sendsReasoning: boolean;
  /** The toolset of each call so far, by the id of the call. Its result has to name the set too. */
  toolsets: Map<string, string>;
  /** A tool in the API's form. Empty for a tool that the API does not take. */
  convertTool: (tool: ChatTool) => JSONObject[];
}

/** The content of a user message as blocks. */
export function convertUserContent(
  content: string | readonly ContentPart[],
  notes: MessagesNotes,
): JSONObject[] {
  if (typeof content === "string") return convertText({ text: content });
  return content.flatMap((part) => convertPart(part, notes));
}

function convertPart(part: ContentPart, notes: MessagesNotes): JSONObject[] {
  if (part.type === "text") return convertText(part);
  if (part.type === "raw") return [{ ...part.value }];
  const block = convertMedia(part, notes);
  return block === undefined ? [] : [{ ...block, ...convertCacheMark(part) }];
}

/** Text as a block, with its citations if it is part of an earlier answer. The API refuses empty text. */
export function convertText(part: Omit<TextPart, "type">): JSONObject[] {
  const { text } = part;
  if (text === "") return [];
  const citations = echoOf(part.echo, "messages") ?? pickAnthropicOptions(part, CITATIONS);
  return [{ type: "text", text, ...citations, ...convertCacheMark(part) }];
}

const CITATIONS: ReadonlySet<string> = new Set(["citations"]);

/** A tool's result as a block. A cache mark within its content is moved to the block, which alone may have one. */
export function convertToolResult(message: ToolMessage, context: MessageContext): JSONObject {
  const { toolCallId, content, isError } = message;
  const toolset = context.toolsets.get(toolCallId);
  const blocks = typeof content === "string" ? [] : convertUserContent(content, context.notes);
  const marked = blocks.findLast((block) => block["cache_control"] !== undefined);
  const result = typeof content === "string" ? content : blocks.map(withoutCacheMark);
  return {
    type: "tool_result",
    tool_use_id: context.ids.ofResult(toolCallId),
    toolset_name: toolset,
    content: result.length === 0 ? undefined : result,
    is_error: isError === true ? true : undefined,
    cache_control: marked?.["cache_control"],
  };
}
