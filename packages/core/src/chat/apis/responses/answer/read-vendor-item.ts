import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { VendorBlockEvent } from "../../../chat-event.ts";
import { toCamelCase, toCamelCaseName } from "../../request/to-snake-case.ts";
import { readShellCall } from "../client-tools.ts";
import type { ToolNames } from "./tool-names.ts";

/** The call, the result or the approval request in an item of one of OpenAI's own tools. */
export type VendorItemParts = Partial<
  Pick<VendorBlockEvent, "toolCall" | "toolResult" | "approvalRequest">
>;

type ReadItem = (item: JSONObject, toolNames: ToolNames) => VendorItemParts;

/**
 * Reads the items of tools that OpenAI runs, by type. Arguments and results have the names that `@ai-sdk/openai` gives
 * them. For any other item, only the item itself is passed on.
 */
const ITEM_READERS: Readonly<Record<string, ReadItem>> = {
  web_search_call: (item, toolNames) => {
    const status = textOf(item["status"]) ?? "completed";
    const result = status === "completed" ? readSearch(item["action"]) : { status };
    const name = toolNames.nameOf("web_search", "web_search_preview");
    return callWithResult(item, { name, result, isError: status !== "completed" });
  },
  file_search_call: (item, toolNames) => {
    const results = toCamelCase(item["results"] ?? null, new Set(["attributes"]));
    const name = toolNames.nameOf("file_search");
    return callWithResult(item, { name, result: { queries: item["queries"], results } });
  },
  code_interpreter_call: (item, toolNames) => {
    const { code, container_id: containerId, outputs } = item;
    const name = toolNames.nameOf("code_interpreter");
    return callWithResult(item, { name, input: { code, containerId }, result: { outputs } });
  },
  computer_call: (item, toolNames) => {
    const result = { type: "computer_use_tool_result", status: item["status"] };
    const name = toolNames.nameOf("computer_use", "computer");
    return callWithResult(item, { name, result });
  },
  shell_call: (item, toolNames) => ({
    toolCall: readCall(item, toolNames.nameOf("shell"), readShellCall(item)),
  }),
  shell_call_output: (item, toolNames) => {
    const { output = [], max_output_length: limit } = item;
    const maxOutputLength = limit === null ? undefined : limit;
    const result = { maxOutputLength, output: toCamelCase(output) };
    return { toolResult: readResult(item, toolNames.nameOf("shell"), result) };
  },
  tool_search_call: (item, toolNames) => {
    const call = { arguments: item["arguments"], call_id: item["call_id"] ?? null };
    return { toolCall: readCall(item, toolNames.nameOf("tool_search"), call) };
  },
  tool_search_output: (item, toolNames) => ({
    toolResult: readResult(item, toolNames.nameOf("tool_search"), { tools: item["tools"] }),
  }),
  program: (item, toolNames) => {
    const { code, fingerprint } = item;
    const name = toolNames.nameOf("programmatic_tool_calling");
    return { toolCall: readCall(item, name, { code, fingerprint }) };
  },
  program_output: (item, toolNames) => {
    const { result, status } = item;
    const name = toolNames.nameOf("programmatic_tool_calling");
    return { toolResult: readResult(item, name, { result, status }) };
  },
  mcp_call: (item) => {
    const { server_label: serverLabel, name, arguments: input, output, error } = item;
    const isError = (error ?? null) !== null;
    const result: JSONObject = { type: "call", serverLabel, name, arguments: input };
    if ((output ?? null) !== null) result["output"] = output;
    if (isError) result["error"] = error;
    // After an approval, the call has the id of the approval request, to which the user's answer refers.
    const id = textOf(item["approval_request_id"]) ?? textOf(item["id"]) ?? "";
    const tool = toMCPName(name);
    return {
      toolCall: { id, name: tool, arguments: textOf(input) ?? "{}" },
      toolResult: { id, name: tool, result, isError },
    };
  },
  mcp_approval_request: (item) => {
    const id = textOf(item["approval_request_id"]) ?? textOf(item["id"]) ?? "";
    return {
      toolCall: {
        id,
        name: toMCPName(item["name"]),
        arguments: textOf(item["arguments"]) ?? "{}",
      },
      approvalRequest: { id, toolCallId: id },
    };
  },
};

/** Reads an item of one of OpenAI's own tools. */
export function readVendorItem(item: JSONObject, toolNames: ToolNames): VendorItemParts {
  return ITEM_READERS[textOf(item["type"]) ?? ""]?.(item, toolNames) ?? {};
}

/** The result of a search: its action and its sources. */
function readSearch(action: JSONValue | undefined): JSONObject {
  if (!isJSONObject(action)) return {};
  const { type, sources, ...rest } = action;
  const result: JSONObject = {
    action: { type: toCamelCaseName(textOf(type) ?? "search"), ...toCamelCase(rest) },
  };
  if ((sources ?? null) !== null) result["sources"] = sources;
  return result;
}

/** A call together with its result, for tools with one item for both. */
interface FinishedCall {
  name: string;
  input?: JSONObject;
  result: JSONObject;
  isError?: boolean;
}

function callWithResult(
  item: JSONObject,
  { name, input = {}, result, isError = false }: FinishedCall,
): VendorItemParts {
  return {
    toolCall: readCall(item, name, input),
    toolResult: { id: idOf(item), name, result, isError },
  };
}

function readCall(item: JSONObject, name: string, input: JSONObject): VendorItemParts["toolCall"] {
  return { id: idOf(item), name, arguments: JSON.stringify(input) };
}

function readResult(
  item: JSONObject,
  name: string,
  result: JSONObject,
): VendorItemParts["toolResult"] {
  return { id: idOf(item), name, result, isError: false };
}

/** The id that a call and its result share: that of the call, if they are two items. */
function idOf(item: JSONObject): string {
  return textOf(item["call_id"]) ?? textOf(item["id"]) ?? "";
}

function toMCPName(name: JSONValue | undefined): string {
  return `mcp.${textOf(name) ?? ""}`;
}
