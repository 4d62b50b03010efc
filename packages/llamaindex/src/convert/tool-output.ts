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
  const isResult = typeof output === "object" && output !== null && "content" in output;
  const list = isResult ? output.content : output;
  return Array.isArray(list) && list.every(isDetail) ? list : [];
}

function isDetail(value: unknown): value is MessageContentDetail {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  switch (value.type) {
    case "text":
      return "text" in value && typeof value.text === "string";
    case "image_url":
      return "image_url" in value;
    case "image":
    case "audio":
    case "video":
    case "file":
      return "data" in value && typeof value.data === "string" && "mimeType" in value;
    default:
      return false;
  }
}
