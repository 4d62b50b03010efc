import { isObject } from "@cometapi/core";
import type { MessageContent, MessageContentDetail } from "@llamaindex/core/llms";

/**
 * What a tool returned, as content: text, or a list with images and recordings. The tool may return such a
 * list as LlamaIndex's details or as an MCP server's `{ content }`; both have the same form.
 */
export function convertToolOutput(output: unknown): MessageContent {
  if (typeof output === "string") return output;
  const parts = listOf(output);
  const hasMedia = parts.some(({ type }) => type !== "text");
  return hasMedia ? parts : (JSON.stringify(output) ?? "");
}

/** The list of details. Empty for any other value. */
function listOf(output: unknown): MessageContentDetail[] {
  const list = isObject(output) && "content" in output ? output["content"] : output;
  return Array.isArray(list) && list.every(isDetail) ? list : [];
}

function isDetail(value: unknown): value is MessageContentDetail {
  if (!isObject(value)) return false;
  const { type, text, data } = value;
  switch (type) {
    case "text":
      return typeof text === "string";
    case "image_url":
      return "image_url" in value;
    case "image":
    case "audio":
    case "video":
    case "file":
      return typeof data === "string" && "mimeType" in value;
    default:
      return false;
  }
}
