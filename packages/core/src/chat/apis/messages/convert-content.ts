import type { JSONObject } from "../../../json.ts";
import type { ChatTool, ContentPart, TextPart, ToolMessage } from "../../chat-request.ts";
import { echoOf } from "../../echo.ts";
import { convertMedia } from "./convert-media.ts";
import { convertCacheMark, pickAnthropicOptions } from "./anthropic-options.ts";
import type { MessagesNotes } from "./messages-notes.ts";
import type { ToolCallIds } from "./tool-call-ids.ts";
import type { ToolNames } from "./tool-names.ts";

/** A message in the API's form. */
export interface WireMessage {
  role: "user" | "assistant" | "system";
  content: JSONObject[];
  /** Its other fields. */
  others?: JSONObject;
}

/** What converting a conversation needs and finds out. */
export interface MessageContext {
  notes: MessagesNotes;
  names: ToolNames;
  ids: ToolCallIds;
  /** Whether earlier reasoning goes back. */
  sendsReasoning: boolean;
  /** By the id of a call, the set of tools it belongs to. */
  toolsets: Map<string, string>;
  /** A tool in the API's form; none for one that it does not take. */
  convertTool: (tool: ChatTool) => JSONObject[];
}

/** What the user says, as blocks. */
export function convertUserContent(
  content: string | readonly ContentPart[],
  notes: MessagesNotes,
): JSONObject[] {
  if (typeof content === "string") return convertText({ type: "text", text: content });
  return content.flatMap((part) => convertPart(part, notes));
}

function convertPart(part: ContentPart, notes: MessagesNotes): JSONObject[] {
  if (part.type === "text") return convertText(part);
  if (part.type === "raw") return [{ ...part.value }];
  const block = convertMedia(part, notes);
  return block === undefined ? [] : [{ ...block, ...convertCacheMark(part) }];
}

/** Text with the citations that came with it. An empty one the API refuses. */
export function convertText(part: TextPart): JSONObject[] {
  const { text } = part;
  if (text === "") return [];
  const citations = echoOf(part.echo, "messages") ?? pickAnthropicOptions(part, CITATIONS);
  return [{ type: "text", text, ...citations, ...convertCacheMark(part) }];
}

const CITATIONS: ReadonlySet<string> = new Set(["citations"]);

/** A tool's result as a block. Its content takes no marks of its own: they stand on the block. */
export function convertToolResult(message: ToolMessage, context: MessageContext): JSONObject {
  const { toolCallId, content, isError } = message;
  const toolset = context.toolsets.get(toolCallId);
  const blocks = typeof content === "string" ? [] : convertUserContent(content, context.notes);
  const marked = blocks.findLast((block) => block["cache_control"] !== undefined);
  const result = typeof content === "string" ? content : blocks.map(withoutMark);
  return {
    type: "tool_result",
    tool_use_id: context.ids.ofResult(toolCallId),
    toolset_name: toolset,
    content: result.length === 0 ? undefined : result,
    is_error: isError === true ? true : undefined,
    cache_control: marked?.["cache_control"],
  };
}

function withoutMark(block: JSONObject): JSONObject {
  const { cache_control: _, ...unmarked } = block;
  return unmarked;
}
