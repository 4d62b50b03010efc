import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { VendorBlockEvent } from "../../../chat-event.ts";
import type { VendorToolCall, VendorToolResult } from "../../../vendor-tool.ts";
import { toCamelCase } from "../../request/to-snake-case.ts";
import type { ToolNames } from "../tool-names.ts";
import type { BlockContext } from "./open-block.ts";

type VendorBlockContext = Pick<BlockContext, "names" | "request" | "vendorCalls">;

/** The call or the result in a block that belongs to one of Anthropic's own tools. Remembers the call for its result. */
export function readVendorBlock(
  block: JSONObject,
  context: VendorBlockContext,
): Pick<VendorBlockEvent, "toolCall" | "toolResult"> {
  const toolCall = readCall(block, context.names);
  if (toolCall !== undefined) context.vendorCalls.set(toolCall.id, toolCall);
  return { toolCall, toolResult: readResult(block, context) };
}

/**
 * Code execution is one tool, but each kind of its calls has a name. As in `@ai-sdk/anthropic`, they become calls of
 * the one tool, and their arguments name the kind.
 */
const CODE_EXECUTION = "code_execution";
const CODE_EXECUTION_KINDS: ReadonlyMap<string, string> = new Map([
  [CODE_EXECUTION, "programmatic-tool-call"],
  ["bash_code_execution", "bash_code_execution"],
  ["text_editor_code_execution", "text_editor_code_execution"],
]);

/** The call in a vendor block. Undefined if the block is no call. */
function readCall(block: JSONObject, names: ToolNames): VendorToolCall | undefined {
  const type = textOf(block["type"]);
  const id = textOf(block["id"]);
  const name = textOf(block["name"]);
  if (id === undefined || name === undefined || !type?.endsWith("_tool_use")) return undefined;
  const input = isJSONObject(block["input"]) ? block["input"] : {};
  // An MCP server may give its tool the name of another tool, so this name is not translated.
  if (type !== "server_tool_use") return { id, name, arguments: JSON.stringify(input) };
  const kind = CODE_EXECUTION_KINDS.get(name);
  return {
    id,
    name: names.toCaller(kind === undefined ? name : CODE_EXECUTION),
    arguments: JSON.stringify(kind === undefined ? input : { type: kind, ...input }),
  };
}

/**
 * The result in a block. Any block that names a call is one, whatever its type, so that results of tools newer than this
 * package are read too.
 */
function readResult(block: JSONObject, context: VendorBlockContext): VendorToolResult | undefined {
  const id = textOf(block["tool_use_id"]);
  if (id === undefined) return undefined;
  const typeName = textOf(block["type"])?.replace(/_tool_result$/, "") ?? "";
  const toolName = CODE_EXECUTION_KINDS.has(typeName) ? CODE_EXECUTION : typeName;
  const content = block["content"] ?? null;
  return {
    id,
    name: findCall(id, context)?.name ?? context.names.toCaller(toolName),
    result: VERBATIM.has(toolName) ? content : respell(content),
    isError: block["is_error"] === true || isErrorContent(content),
  };
}

/** The call of a result. It may be in an earlier answer. */
function findCall(
  id: string,
  { names, request, vendorCalls }: VendorBlockContext,
): VendorToolCall | undefined {
  const known = vendorCalls.get(id);
  if (known !== undefined) return known;
  for (const { role, content } of request.messages) {
    if (role !== "assistant" || typeof content === "string") continue;
    for (const part of content) {
      const isCalled = part.type === "vendor-block" && part.block["id"] === id;
      if (isCalled && part.api === "messages") return readCall(part.block, names);
    }
  }
  return undefined;
}

/** Tools whose results `@ai-sdk/anthropic` gives with the API's names, in snake_case. */
const VERBATIM: ReadonlySet<string> = new Set([CODE_EXECUTION, "mcp"]);

/** A result as `@ai-sdk/anthropic` gives it: names in camelCase, and of a search for tools only the tools. */
function respell(content: JSONValue): JSONValue {
  const found = isJSONObject(content) ? content["tool_references"] : undefined;
  return toCamelCase(found ?? content);
}

function isErrorContent(content: JSONValue): boolean {
  return isJSONObject(content) && textOf(content["type"])?.endsWith("_error") === true;
}
