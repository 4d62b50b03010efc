import { isJSONObject, textOf } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";
import type { ChatMessage } from "../../chat-request.ts";
import type { VendorToolCall, VendorToolResult } from "../../vendor-tool.ts";
import { toCamelCase } from "../to-snake-case.ts";
import type { ToolNames } from "./tool-names.ts";

/**
 * Code execution is one tool with several kinds of call, each with a name of its own. As in
 * `@ai-sdk/anthropic` they are calls of the one tool, and their arguments say which kind they are.
 */
const CODE_EXECUTION = "code_execution";
const CODE_EXECUTION_KINDS: ReadonlyMap<string, string> = new Map([
  [CODE_EXECUTION, "programmatic-tool-call"],
  ["bash_code_execution", "bash_code_execution"],
  ["text_editor_code_execution", "text_editor_code_execution"],
]);

/** The call in a block of the vendor's; undefined for a block that is none. */
export function readVendorCall(block: JSONObject, names: ToolNames): VendorToolCall | undefined {
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

/** Finds the call of a result that comes in a later answer than its call. */
export function findVendorCall(
  messages: readonly ChatMessage[],
  id: string,
  names: ToolNames,
): VendorToolCall | undefined {
  for (const { role, content } of messages) {
    if (role !== "assistant" || typeof content === "string") continue;
    for (const part of content) {
      const isCalled = part.type === "vendor-block" && part.block["id"] === id;
      if (isCalled && part.api === "messages") return readVendorCall(part.block, names);
    }
  }
  return undefined;
}

/**
 * The result in a block of the vendor's: a block that names the call it belongs to, whatever it is
 * called, so that tools of tomorrow are read too.
 *
 * @param findCall Gives the call of an id.
 */
export function readVendorResult(
  block: JSONObject,
  names: ToolNames,
  findCall: (id: string) => VendorToolCall | undefined,
): VendorToolResult | undefined {
  const id = textOf(block["tool_use_id"]);
  if (id === undefined) return undefined;
  const ownName = textOf(block["type"])?.replace(/_tool_result$/, "") ?? "";
  const toolName = CODE_EXECUTION_KINDS.has(ownName) ? CODE_EXECUTION : ownName;
  const content = block["content"] ?? null;
  return {
    id,
    name: findCall(id)?.name ?? names.toCaller(toolName),
    result: VERBATIM.has(toolName) ? content : respell(content),
    isError: block["is_error"] === true || isErrorContent(content),
  };
}

/** Tools whose results `@ai-sdk/anthropic` hands on in the API's own spelling. */
const VERBATIM: ReadonlySet<string> = new Set([CODE_EXECUTION, "mcp"]);

/** A result as `@ai-sdk/anthropic` spells it; a search for tools gives the tools alone. */
function respell(content: JSONValue): JSONValue {
  const found = isJSONObject(content) ? content["tool_references"] : undefined;
  return toCamelCase(found ?? content);
}

function isErrorContent(content: JSONValue): boolean {
  return isJSONObject(content) && textOf(content["type"])?.endsWith("_error") === true;
}
