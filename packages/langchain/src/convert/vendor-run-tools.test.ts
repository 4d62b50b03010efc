import { AIMessage, type MessageContent } from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { findVendorRunParts, readVendorRunTools, type VendorRunTools } from "./vendor-run-tools.ts";

const search = { type: "server_tool_use", id: "s1", name: "web_search", input: { query: "x" } };
const found = { type: "web_search_tool_result", tool_use_id: "s1", content: [] };
const text = { type: "text", text: "Found it." };
const none: VendorRunTools = { calls: new Map(), results: new Map() };
const searched: VendorRunTools = {
  calls: new Map([["s1", { type: "vendor-block", api: "messages", block: search }]]),
  results: new Map([["s1", { type: "vendor-block", api: "messages", block: found }]]),
};

function readAnthropic(content: MessageContent): VendorRunTools {
  return readVendorRunTools(new AIMessage({ content }), "anthropic");
}

describe("what a tool of the vendor did", () => {
  it("is read from ChatAnthropic's content, call and result", () => {
    expect(readAnthropic([text, search, found])).toEqual(searched);
  });

  it("is read from ChatAnthropic's streamed content, where the input stands in another block", () => {
    const streamed = [
      { ...search, index: 0, input: "" },
      { type: "input_json_delta", index: 0, input: '{"query":"x"}' },
      { ...found, index: 1 },
    ];
    expect(readAnthropic(streamed)).toEqual(searched);
  });

  it("is read from a server of MCP too", () => {
    const call = { ...search, type: "mcp_tool_use" };
    expect([...readAnthropic([call]).calls.keys()]).toEqual(["s1"]);
  });

  it.each<[string, MessageContent]>([
    ["a text", "Found it."],
    ["a block of text", [text]],
    ["a result without its call", [found]],
    ["a call without an id", [{ type: "server_tool_use", name: "web_search", input: {} }]],
    ["a call with a broken input", [{ ...search, input: "" }, inputOf("{")]],
    ["a call whose input is no object", [{ ...search, input: "" }, inputOf("1")]],
    ["a call of the caller's tool", [{ ...search, type: "tool_use" }]],
  ])("is nothing in %s", (_what, content) => {
    expect(readAnthropic(content)).toEqual(none);
  });

  it("is read from what ChatOpenAI keeps, with the reasoning that led to it or not at all", () => {
    const item = { type: "web_search_call", id: "ws_1" };
    const read = (reasoning: object): VendorRunTools => {
      const additional_kwargs = { tool_outputs: [item], reasoning };
      return readVendorRunTools(new AIMessage({ content: "", additional_kwargs }), "openai");
    };
    expect(read({ encrypted_content: "sealed" })).toEqual({
      calls: new Map([["ws_1", { type: "vendor-block", api: "responses", block: item }]]),
      results: new Map(),
    });
    expect(read({})).toEqual(none);
  });

  it("is nothing in messages of other packages", () => {
    const message = new AIMessage({ content: [search, found] });
    expect(readVendorRunTools(message, "groq")).toEqual(none);
    expect(readVendorRunTools(message, undefined)).toEqual(none);
  });
});

describe("what goes back for a block", () => {
  const call = { type: "server_tool_call", id: "s1" };
  const result = { type: "server_tool_call_result", toolCallId: "s1" };
  const input = { type: "non_standard", value: { type: "input_json_delta" } };

  it("is the vendor's call and the vendor's result, without the input by itself", () => {
    expect(findVendorRunParts(call, searched)).toEqual([searched.calls.get("s1")]);
    expect(findVendorRunParts(result, searched)).toEqual([searched.results.get("s1")]);
    expect(findVendorRunParts(input, searched)).toEqual([]);
  });

  it("is nothing for a result that is part of its call", () => {
    expect(findVendorRunParts(result, { ...searched, results: new Map() })).toEqual([]);
  });

  it.each([call, result, input, text])("is not known for $type of no such tool", (block) => {
    expect(findVendorRunParts(block, none)).toBeUndefined();
  });
});

function inputOf(json: string): { type: string; input: string } {
  return { type: "input_json_delta", input: json };
}
