import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { expect, it } from "vitest";
import { unpackAnthropicBlocks } from "./unpack-anthropic-blocks.ts";

const text = { type: "text", text: "Hi" };

it.each([
  new HumanMessage("Hi"),
  new HumanMessage({ content: [text] }),
  new AIMessage({ content: [text] }),
])("leaves a message without calls or results as it is", (message) => {
  expect(unpackAnthropicBlocks(message)).toEqual([message]);
});

it("makes calls of an answer's blocks, and keeps all else of the answer", () => {
  const content = [text, { type: "tool_use", id: "c", name: "now", input: { a: 1 } }];
  const kept = {
    id: "m1",
    additional_kwargs: { kept: 1 },
    response_metadata: { model_provider: "anthropic" },
  };
  expect(unpackAnthropicBlocks(new AIMessage({ content, ...kept }))).toMatchObject([
    { content, ...kept, tool_calls: [{ id: "c", name: "now", args: { a: 1 } }] },
  ]);
});

it("makes messages of a user's results, and keeps the name of who said the rest", () => {
  const result = { type: "tool_result", tool_use_id: "c", content: "12:00" };
  const unpacked = unpackAnthropicBlocks(
    new HumanMessage({ content: [result, text], name: "ada" }),
  );
  expect(unpacked).toMatchObject([
    { tool_call_id: "c", content: "12:00", status: "success" },
    { content: [text], name: "ada" },
  ]);
  expect(unpacked[0]).toBeInstanceOf(ToolMessage);
});
