import type { ChatMessage as LlamaIndexMessage } from "@llamaindex/core/llms";
import { expect, it } from "vitest";
import { markFailure } from "../agents/agent-failure.ts";
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

it("takes an answer without content, as OpenAI's API says it of tool calls alone", () => {
  const toolCall = [{ id: "a", name: "now", input: {} }];
  const messages: LlamaIndexMessage[] = JSON.parse(
    JSON.stringify([
      { role: "assistant", content: null, options: { toolCall } },
      { role: "assistant", options: { toolCall } },
    ]),
  );
  const call = { type: "tool-call", id: "a", name: "now", arguments: "{}" };
  expect(convertMessages(messages)).toEqual([
    { role: "assistant", content: [call] },
    { role: "assistant", content: [call] },
  ]);
});

it("refuses any other message without content", () => {
  const messages: LlamaIndexMessage[] = JSON.parse('[{"role":"user","content":null}]');
  expect(() => convertMessages(messages)).toThrow(
    expect.objectContaining({
      code: "invalid-argument",
      message: "A message has no content. Give it a text, or a list of parts.",
    }),
  );
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
    { role: "tool", toolCallId: "c", content: "Error: no", isError: true },
  ]);
});

it("does not mark an error twice", () => {
  const toolResult = { id: "a", result: "", isError: true };
  const [message] = convertMessages([
    { role: "user", content: "Error: no such city", options: { toolResult } },
  ]);
  expect(message).toMatchObject({ content: "Error: no such city" });
});

it("sends the parts of an answer back in their order, each with what goes back with it", () => {
  const echo = { api: "messages" as const, data: { signature: "s" } };
  const block = { type: "vendor-block" as const, api: "messages" as const, block: { type: "x" } };
  const [message] = convertMessages([
    {
      role: "assistant",
      content: "Let me look. Now.",
      options: {
        thinking: "HmAha",
        contentOutline: [
          { type: "reasoning", length: 2, echo },
          { type: "text", length: 12 },
          block,
          { type: "reasoning", length: 3 },
          { type: "tool-call", id: "a", echo },
          { type: "text", length: 5 },
        ],
        toolCall: [{ id: "a", name: "get_weather", input: {} }],
      },
    },
  ]);
  expect(message?.content).toEqual([
    { type: "reasoning", text: "Hm", echo },
    { type: "text", text: "Let me look." },
    block,
    { type: "reasoning", text: "Aha" },
    { type: "tool-call", id: "a", name: "get_weather", arguments: "{}", echo },
    { type: "text", text: " Now." },
  ]);
});

it("sends reasoning without an outline first, whatever else the message holds", () => {
  const audio = { type: "audio" as const, data: "QUJD", mimeType: "audio/wav" };
  const text = { type: "text" as const, text: "17" };
  const [message] = convertMessages([
    { role: "assistant", content: [text, audio], options: { thinking: "I think" } },
  ]);
  expect(message?.content).toEqual([
    { type: "reasoning", text: "I think" },
    text,
    { type: "audio", source: { data: "QUJD", mediaType: "audio/wav" } },
  ]);
});

it.each<[LlamaIndexMessage["role"], unknown]>([
  ["system", { role: "system" }],
  ["developer", { role: "developer" }],
  ["user", { role: "user" }],
  ["assistant", { role: "assistant" }],
])("marks the end of a message of the %s for the prompt cache", (role, expected) => {
  const cacheControl = { type: "ephemeral" as const, ttl: "1h" as const };
  const text = { type: "text" as const, text: "Much" };
  const options = { cache_control: cacheControl };
  const messages = convertMessages([
    { role, content: "Much", options },
    { role, content: [text, text], options },
  ]);
  const marked = { ...text, cacheControl };
  expect(messages).toMatchObject([{ content: [marked] }, { content: [text, marked] }]);
  expect(messages).toMatchObject([expected, expected]);
});

it("marks calls and results of tools for the prompt cache, and no reasoning", () => {
  const cacheControl = { type: "ephemeral" as const };
  const options = { cache_control: cacheControl };
  const call = { id: "a", name: "now", input: {} };
  const result = { id: "a", result: "9", isError: false };
  const messages = convertMessages([
    { role: "assistant", content: "", options: { ...options, thinking: "Hm", toolCall: [call] } },
    { role: "user", content: "9", options: { ...options, toolResult: result } },
    { role: "assistant", content: "", options: { ...options, thinking: "Hm" } },
  ]);
  expect(messages.map(({ content }) => content)).toEqual([
    [
      { type: "reasoning", text: "Hm" },
      { type: "tool-call", id: "a", name: "now", arguments: "{}", cacheControl },
    ],
    [{ type: "text", text: "9", cacheControl }],
    [{ type: "reasoning", text: "Hm" }],
  ]);
});

it("sends no words for a failure, and no message that has no others", () => {
  const content = `It is${markFailure("The model could not answer: enough", "It is")}`;
  const messages = convertMessages([
    { role: "user", content: "Hello" },
    { role: "assistant", content: markFailure("The model could not answer: enough", "") },
    { role: "assistant", content },
    { role: "assistant", content: [{ type: "text", text: content }] },
    { role: "user", content },
  ]);
  expect(messages).toEqual([
    { role: "user", content: "Hello" },
    { role: "assistant", content: [{ type: "text", text: "It is" }] },
    { role: "assistant", content: [{ type: "text", text: "It is" }] },
    { role: "user", content },
  ]);
});

it("sends an empty answer as an empty answer", () => {
  expect(convertMessages([{ role: "assistant", content: "" }])).toEqual([
    { role: "assistant", content: [] },
  ]);
});
