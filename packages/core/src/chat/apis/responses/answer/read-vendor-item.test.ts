import { expect, it } from "vitest";
import type { JSONObject } from "../../../../json.ts";
import { readVendorItem } from "./read-vendor-item.ts";
import { ToolNames } from "./tool-names.ts";

const read = (item: JSONObject) => readVendorItem(item, new ToolNames(undefined));

it.each<[string, JSONObject, string, JSONObject]>([
  [
    "a search for tools",
    { type: "tool_search_call", id: "t", arguments: { q: 1 }, call_id: "c" },
    "tool_search",
    { arguments: { q: 1 }, call_id: "c" },
  ],
  [
    "a program",
    { type: "program", id: "p", call_id: "c", code: "1", fingerprint: "f" },
    "programmatic_tool_calling",
    { code: "1", fingerprint: "f" },
  ],
])("reads the call in %s", (_what, item, name, input) => {
  expect(read(item)).toEqual({ toolCall: { id: "c", name, arguments: JSON.stringify(input) } });
});

it.each<[string, JSONObject, string, JSONObject]>([
  [
    "a shell",
    { type: "shell_call_output", call_id: "c", output: [], max_output_length: 9 },
    "shell",
    { output: [], maxOutputLength: 9 },
  ],
  [
    "a search for tools",
    { type: "tool_search_output", call_id: "c", tools: [1] },
    "tool_search",
    { tools: [1] },
  ],
  [
    "a program",
    { type: "program_output", call_id: "c", result: "r", status: "completed" },
    "programmatic_tool_calling",
    { result: "r", status: "completed" },
  ],
])("reads the result of %s", (_what, item, name, result) => {
  expect(read(item)).toEqual({ toolResult: { id: "c", name, result, isError: false } });
});

it("reads a computer that OpenAI has used", () => {
  expect(read({ type: "computer_call", id: "cu", status: "completed" })).toEqual({
    toolCall: { id: "cu", name: "computer_use", arguments: "{}" },
    toolResult: {
      id: "cu",
      name: "computer_use",
      result: { type: "computer_use_tool_result", status: "completed" },
      isError: false,
    },
  });
});

it("reads that a tool of an MCP server has failed", () => {
  const item = { type: "mcp_call", id: "m", name: "look", server_label: "s", arguments: "{}" };
  expect(read({ ...item, error: "no" }).toolResult).toEqual({
    id: "m",
    name: "mcp.look",
    result: { type: "call", serverLabel: "s", name: "look", arguments: "{}", error: "no" },
    isError: true,
  });
  expect(read({ ...item, output: "yes" }).toolResult).toMatchObject({
    result: { output: "yes" },
    isError: false,
  });
});

it("reads what an MCP server's tool wants to be approved for", () => {
  const item = { type: "mcp_approval_request", id: "m", name: "look", arguments: '{"a":1}' };
  expect(read(item)).toEqual({
    toolCall: { id: "m", name: "mcp.look", arguments: '{"a":1}' },
    approvalRequest: { id: "m", toolCallId: "m" },
  });
});
