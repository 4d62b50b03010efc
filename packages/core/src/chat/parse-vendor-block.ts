import { isJSONObject, isObject } from "../json-access.ts";
import { isChatApiName } from "./chat-api-name.ts";
import type { VendorBlockPart } from "./chat-request.ts";
import type { VendorToolCall, VendorToolResult } from "./vendor-tool.ts";

/** A block of the vendor's, read from where it was stored. Undefined for anything else. */
export function parseVendorBlock(value: unknown): VendorBlockPart | undefined {
  if (!isObject(value)) return undefined;
  const { api, block } = value;
  if (!isChatApiName(api) || !isJSONObject(block)) return undefined;
  return { type: "vendor-block", api, block, ...parseTool(value) };
}

function parseTool({
  toolCall,
  toolResult,
}: Record<string, unknown>): Pick<VendorBlockPart, "toolCall" | "toolResult"> {
  return {
    ...(isVendorToolCall(toolCall) && { toolCall }),
    ...(isVendorToolResult(toolResult) && { toolResult }),
  };
}

function isVendorToolCall(value: unknown): value is VendorToolCall {
  return (
    isObject(value) &&
    typeof value["id"] === "string" &&
    typeof value["name"] === "string" &&
    typeof value["arguments"] === "string"
  );
}

function isVendorToolResult(value: unknown): value is VendorToolResult {
  return (
    isObject(value) &&
    typeof value["id"] === "string" &&
    typeof value["name"] === "string" &&
    typeof value["isError"] === "boolean"
  );
}
