import type { ChatMessage as LlamaIndexMessage } from "@llamaindex/core/llms";
import { expect, it } from "vitest";
import { convertMessages } from "./messages.ts";

it("keeps the roles a vendor knows and sends memory as instructions", () => {
  const messages = convertMessages([
    { role: "system", content: "Be brief." },
    { role: "developer", content: "Use metres." },
    { role: "memory", content: "The user is called Ada." },
    { role: "user", content: "Hello" },
    { role: "assistant", content: "Hi" },
  ]);
  expect(messages).toMatchObject([
    { role: "system", content: "Be brief." },
    { role: "developer", content: "Use metres." },
    { role: "system", content: "The user is called Ada." },
    { role: "user", content: "Hello" },
    { role: "assistant", content: [{ type: "text", text: "Hi" }] },
  ]);
});

it("takes a message of a role that LlamaIndex does not know for the user's", () => {
  const message: LlamaIndexMessage = JSON.parse('{"role":"critic","content":"No."}');
  expect(convertMessages([message])).toEqual([{ role: "user", content: "No." }]);
});

it("marks a result of a tool that failed, also one with an image", () => {
  const image = { type: "image_url" as const, image_url: { url: "https://example.com/a.png" } };
  const toolResult = { id: "a", result: "", isError: true };
  const messages = convertMessages([{ role: "user", content: [image], options: { toolResult } }]);
  expect(messages).toMatchObject([
    {
      role: "tool",
      content: [
        { type: "text", text: "Error:" },
        { type: "image", source: { url: "https://example.com/a.png" } },
      ],
    },
  ]);
});

it("sends instructions that hold an image as the user's, because no vendor takes them otherwise", () => {
  const [message] = convertMessages([
    {
      role: "system",
      content: [
        { type: "text", text: "Context:" },
        { type: "image_url", image_url: { url: "https://example.com/a.png" } },
      ],
    },
  ]);
  expect(message).toMatchObject({
    role: "user",
    content: [
      { type: "text", text: "Context:" },
      { type: "image", source: { url: "https://example.com/a.png" } },
    ],
  });
});

it("turns tool calls into text arguments and tool results into tool messages", () => {
  const messages = convertMessages([
    {
      role: "assistant",
      content: "",
      options: {
        toolCall: [
          { id: "a", name: "get_weather", input: { city: "Lisbon" } },
          { id: "b", name: "get_time", input: "" },
          { id: "c", name: "broken", input: '{"x":' },
        ],
      },
    },
    {
      role: "user",
      content: "17",
      options: { toolResult: { id: "a", result: "17", isError: false } },
    },
    {
      role: "user",
      content: "",
      options: { toolResult: { id: "b", name: "get_time", result: { hour: 9 }, isError: false } },
    },
    {
      role: "user",
      content: "no",
      options: { toolResult: { id: "c", result: "no", isError: true } },
    },
  ]);
  expect(messages).toEqual([
    {
      role: "assistant",
      content: [
        { type: "tool-call", id: "a", name: "get_weather", arguments: '{"city":"Lisbon"}' },
        { type: "tool-call", id: "b", name: "get_time", arguments: "{}" },
        { type: "tool-call", id: "c", name: "broken", arguments: '{"x":' },
      ],
    },
    { role: "tool", toolCallId: "a", content: "17" },
    { role: "tool", toolCallId: "b", toolName: "get_time", content: '{"hour":9}' },
    { role: "tool", toolCallId: "c", content: "Error: no" },
  ]);
});

it("does not mark an error twice", () => {
  const toolResult = { id: "a", result: "", isError: true };
  const [message] = convertMessages([
    { role: "user", content: "Error: no such city", options: { toolResult } },
  ]);
  expect(message).toMatchObject({ content: "Error: no such city" });
});

it("sends reasoning back from the message, or from what was remembered of its calls", () => {
  const details = [{ type: "reasoning.text", signature: "sig" }];
  const extraContent = { google: { thought_signature: "g" } };
  const call = { id: "a", name: "get_weather", input: {} };
  const [told, stripped] = convertMessages(
    [
      {
        role: "assistant",
        content: "17",
        options: { thinking: "I think", reasoningDetails: details },
      },
      { role: "assistant", content: "", options: { toolCall: [call] } },
    ],
    () => ({ thinking: "I thought", reasoningDetails: details, extraContent }),
  );
  const signature = { api: "chat", data: { reasoning_details: details } };
  expect(told).toMatchObject({
    content: [
      { type: "reasoning", text: "I think", echo: signature },
      { type: "text", text: "17" },
    ],
  });
  expect(stripped).toMatchObject({
    content: [
      { type: "reasoning", text: "I thought", echo: signature },
      {
        type: "tool-call",
        id: "a",
        echo: { api: "chat", data: { extra_content: extraContent } },
      },
    ],
  });
});

it("sends an empty answer as an empty answer", () => {
  expect(convertMessages([{ role: "assistant", content: "" }])).toEqual([
    { role: "assistant", content: [] },
  ]);
});
