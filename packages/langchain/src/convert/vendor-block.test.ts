import { expect, it } from "vitest";
import { convertVendorBlock } from "./vendor-block.ts";

const block = { type: "x" };
const toolCall = { id: "a", name: "search", arguments: '{"q":"sea"}' };
const toolResult = { id: "a", name: "search", result: { hits: 1 }, isError: false };

it("shows the call and the result of a vendor's tool, and keeps the block with the last of them", () => {
  expect(convertVendorBlock({ api: "messages", block, toolCall, toolResult })).toEqual([
    {
      type: "server_tool_call",
      id: "a",
      name: "search",
      args: { q: "sea" },
      vendor_block: true,
    },
    {
      type: "server_tool_call_result",
      toolCallId: "a",
      status: "success",
      output: { hits: 1 },
      vendor_block: { api: "messages", block, toolCall, toolResult },
    },
  ]);
});

it("says that a vendor's tool failed, and leaves arguments that are no JSON as text", () => {
  const failed = { ...toolResult, isError: true };
  const call = { ...toolCall, arguments: "sea" };
  expect(
    convertVendorBlock({ api: "messages", block, toolCall: call, toolResult: failed }),
  ).toMatchObject([{ args: "sea" }, { status: "error" }]);
});

it("keeps any other block whole", () => {
  expect(
    convertVendorBlock({ api: "gemini", block, toolCall: undefined, toolResult: undefined }),
  ).toEqual([{ type: "non_standard", value: block, vendor_block: { api: "gemini", block } }]);
});
