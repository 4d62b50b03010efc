import { isJSONObject, parseJSON } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ContentPart, ToolMessage } from "../../../chat-request.ts";
import { urlOf } from "../../request/media-source.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { CLIENT_TOOLS, readToolOutput } from "../client-tools.ts";
import type { ConvertedCall } from "./converted-calls.ts";
import { convertContent } from "./convert-content.ts";
import { createAdditionalTools } from "./convert-system.ts";
import type { RequestContext } from "./request-context.ts";

/** A tool's result, in the form that fits its call, or the user's answer to an approval request. */
export function convertToolResult(message: ToolMessage, context: RequestContext): JSONObject[] {
  const { approval } = message;
  if (approval !== undefined) {
    const { id, isApproved, reason } = approval;
    return [
      { type: "mcp_approval_response", approval_request_id: id, approve: isApproved, reason },
    ];
  }
  const call = context.calls.find(message.toolCallId, message.toolName);
  const { additionalTools } = vendorOptionsOf(message, "openai");
  return [
    convertResult(message, call, context),
    ...(additionalTools === undefined ? [] : [createAdditionalTools(additionalTools)]),
  ];
}

function convertResult(
  message: ToolMessage,
  { type, callId, name, caller }: ConvertedCall,
  context: RequestContext,
): JSONObject {
  const tool = CLIENT_TOOLS[type];
  if (tool !== undefined) {
    const output = readToolOutput(textOfContent(message.content), {
      isError: message.isError === true,
      imageURL: findImage(message.content),
    });
    return { ...tool.convertResult(output), call_id: callId };
  }
  return {
    type: type === "custom_tool_call" ? "custom_tool_call_output" : "function_call_output",
    call_id: callId,
    output: convertOutput(message, context.jsonTools.has(name), context),
    caller,
  };
}

function convertOutput(
  { content, isError = false, vendorOptions }: ToolMessage,
  isJSONWanted: boolean,
  context: RequestContext,
): JSONValue {
  const parts: readonly ContentPart[] =
    typeof content === "string" ? [{ type: "text", text: content, vendorOptions }] : content;
  const [first, ...others] = parts;
  if (first === undefined) return "";
  if (first.type !== "text" || others.length > 0) {
    const converted = convertContent(parts, context);
    return isError ? [{ type: "input_text", text: "The tool failed:" }, ...converted] : converted;
  }
  const text = convertText(first.text, { isError, isJSONWanted });
  const converted = convertContent([{ ...first, text }], context);
  return converted.some((part) => "prompt_cache_breakpoint" in part) ? converted : text;
}

/** The API has no field for a failure, so the text says it, as in `@ai-sdk/openai`. */
function convertText(
  text: string,
  { isError, isJSONWanted }: { isError: boolean; isJSONWanted: boolean },
): string {
  if (isError) {
    const value = parseJSON(text);
    if (isJSONObject(value) && "error" in value) return text;
    return JSON.stringify({ error: isJSONObject(value) ? value : text });
  }
  return isJSONWanted && parseJSON(text) === undefined ? JSON.stringify(text) : text;
}

function textOfContent(content: ToolMessage["content"]): string {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

function findImage(content: ToolMessage["content"]): string | undefined {
  if (typeof content === "string") return undefined;
  const image = content.find((part) => part.type === "image");
  if (image === undefined || "fileId" in image.source) return undefined;
  return urlOf(image.source);
}
