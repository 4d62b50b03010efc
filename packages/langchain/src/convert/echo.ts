import { type Echo, parseEcho, parseVendorBlock, type VendorBlockPart } from "@cometapi/core";
import type { ContentBlock } from "@langchain/core/messages";

/** Where `additional_kwargs` keep the order of an answer and what goes back with it. */
export const outlineKey = "content_outline";

/** Where a content block keeps what goes back with it. */
const echoKey = "echo";

/** Where the last block made of a vendor's block keeps it. */
const vendorBlockKey = "vendor_block";

/** What goes back with a content block, as a field of the part it becomes. */
export function echoOf(block: Record<string, unknown>): { echo?: Echo } {
  const echo = readEcho(block);
  return echo === undefined ? {} : { echo };
}

/** What goes back with a content block. */
export function readEcho(block: Record<string, unknown>): Echo | undefined {
  return parseEcho(block[echoKey]);
}

/** A field of a content block that keeps what goes back with it. */
export function keepEcho(echo: Echo | undefined): { echo?: Echo } {
  return echo === undefined ? {} : { [echoKey]: echo };
}

/** The vendor's block that a content block brings back. */
export function readVendorBlock(block: Record<string, unknown>): VendorBlockPart | undefined {
  return parseVendorBlock(block[vendorBlockKey]);
}

/** Whether a block only shows what another one brings back. */
export function isShown(block: Record<string, unknown>): boolean {
  return block[vendorBlockKey] === true;
}

/**
 * A vendor's block as LangChain's: a call and the result of a tool that the vendor ran, or a block of
 * the vendor's own. The last of them brings the block back.
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
  const kept = {
    api,
    block,
    ...(toolCall !== undefined && { toolCall }),
    ...(toolResult !== undefined && { toolResult }),
  };
  const last = blocks.length - 1;
  return blocks.map((shown, index) => markAsVendors(shown, index === last ? kept : true));
}

/** @param kept What brings the vendor's block back; true where another block does. */
function markAsVendors(shown: ContentBlock, kept: object | true): ContentBlock {
  return { ...shown, [vendorBlockKey]: kept };
}

function parseArguments(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
