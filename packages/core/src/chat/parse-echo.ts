import { isJSONObject, isObject } from "../json-access.ts";
import { CHAT_API_NAMES, type ChatApiName } from "./chat-api-name.ts";
import type { VendorBlockPart } from "./chat-request.ts";
import type { Echo } from "./echo.ts";
import type { VendorToolCall, VendorToolResult } from "./vendor-tool.ts";

/** What goes back with a part, read from where it was stored. Undefined for anything else. */
export function parseEcho(value: unknown): Echo | undefined {
  if (!isObject(value)) return undefined;
  const { api, data } = value;
  return isApiName(api) && isJSONObject(data) ? { api, data } : undefined;
}

/** A block of the vendor's, read from where it was stored. Undefined for anything else. */
export function parseVendorBlock(value: unknown): VendorBlockPart | undefined {
  if (!isObject(value)) return undefined;
  const { api, block } = value;
  if (!isApiName(api) || !isJSONObject(block)) return undefined;
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

function isApiName(value: unknown): value is ChatApiName {
  return CHAT_API_NAMES.some((name) => name === value);
}
