import type { VendorBlockPart } from "@cometapi/core";
import type { ContentBlock } from "@langchain/core/messages";
import { keepVendorBlock } from "./echo.ts";

/**
 * A vendor's block as content blocks: the call and the result of a tool that the vendor ran, or a
 * `non_standard` block for any other. The last of them keeps the vendor's block, which goes back with the
 * next request.
 */
export function convertVendorBlock(
  part: Pick<VendorBlockPart, "api" | "block" | "toolCall" | "toolResult">,
): ContentBlock[] {
  const { api, block, toolCall, toolResult } = part;
  const blocks: ContentBlock[] = [];
  if (toolCall !== undefined) {
    const { id, name } = toolCall;
    blocks.push({ type: "server_tool_call", id, name, args: parseArguments(toolCall.arguments) });
  }
  if (toolResult !== undefined) {
    const { id: toolCallId, result: output, isError } = toolResult;
    const status = isError ? "error" : "success";
    blocks.push({ type: "server_tool_call_result", toolCallId, status, output });
  }
  if (blocks.length === 0) blocks.push({ type: "non_standard", value: block });
  return keepVendorBlock(blocks, {
    api,
    block,
    ...(toolCall !== undefined && { toolCall }),
    ...(toolResult !== undefined && { toolResult }),
  });
}

function parseArguments(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
