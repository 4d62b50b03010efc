import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { expect, it } from "vitest";
import { markForPromptCache } from "./prompt-cache.ts";

const fields = {
  content: [
    { type: "text" as const, text: "A" },
    { type: "text" as const, text: "B" },
  ],
  additional_kwargs: { kept: 1 },
  response_metadata: { model_provider: "cometapi" },
};
const named = { ...fields, name: "ada", id: "m1" };
const call = { type: "tool_call" as const, id: "c", name: "now", args: {} };
const cutOff = { type: "invalid_tool_call" as const, id: "d", name: "now", args: "{" };

it.each<[string, BaseMessage]>([
  ["the system's", new SystemMessage(named)],
  ["the user's", new HumanMessage(named)],
  ["a tool's", new ToolMessage({ ...named, tool_call_id: "c" })],
  ["the model's", new AIMessage({ ...named, tool_calls: [call], invalid_tool_calls: [cutOff] })],
  ["one without name and id", new HumanMessage(fields)],
])("marks the last block of a message, and keeps all else: %s", (_whose, message) => {
  const [marked] = markForPromptCache([message], "1h");
  const [first, last] = fields.content;
  const before = message.toDict().data;
  expect(marked).not.toBe(message);
  expect(marked?.toDict()).toEqual({
    type: message.type,
    data: {
      ...before,
      content: [first, { ...last, cache_control: { type: "ephemeral", ttl: "1h" } }],
    },
  });
  expect(Object.hasOwn(marked?.toDict().data ?? {}, "name")).toBe(Object.hasOwn(before, "name"));
});

it("marks the last system message and the last message of all, also where they are texts", () => {
  const messages = [new SystemMessage("A"), new HumanMessage("Hi"), new HumanMessage("Bye")];
  const marked = (text: string) => [{ type: "text", text, cache_control: { type: "ephemeral" } }];
  expect(markForPromptCache(messages, true).map(({ content }) => content)).toEqual([
    marked("A"),
    "Hi",
    marked("Bye"),
  ]);
});
