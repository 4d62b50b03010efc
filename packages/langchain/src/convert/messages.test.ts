import {
  AIMessage,
  ChatMessage,
  FunctionMessage,
  HumanMessage,
  RemoveMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { registerBlockTranslator } from "../block-translator.ts";
import { convertMessages } from "./messages.ts";

const call = {
  type: "tool_call" as const,
  id: "call_1",
  name: "get_weather",
  args: { city: "Oslo" },
};

const sentCall = {
  type: "tool-call",
  id: "call_1",
  name: "get_weather",
  arguments: '{"city":"Oslo"}',
};

describe("messages", () => {
  it("sends every role", () => {
    const { messages, warnings } = convertMessages([
      new SystemMessage("Be brief."),
      new HumanMessage({ content: "Weather?", name: "ada" }),
      new AIMessage({ content: "", tool_calls: [call] }),
      new ToolMessage({ content: "Sunny", tool_call_id: "call_1", name: "get_weather" }),
      new ChatMessage("Thanks", "user"),
      new ChatMessage("You are welcome.", "assistant"),
      new ChatMessage("Bye.", "ai"),
      new ChatMessage("Speak French.", "developer"),
    ]);
    expect(messages).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "Weather?", name: "ada" },
      {
        role: "assistant",
        content: [sentCall],
      },
      { role: "tool", toolCallId: "call_1", toolName: "get_weather", content: "Sunny" },
      { role: "user", content: "Thanks" },
      { role: "assistant", content: "You are welcome." },
      { role: "assistant", content: "Bye." },
      { role: "developer", content: "Speak French." },
    ]);
    expect(warnings).toEqual([]);
  });

  it("keeps the name of whoever speaks", () => {
    const generic = new ChatMessage({ content: "Hi", role: "assistant", name: "ada" });
    const { messages } = convertMessages([
      new SystemMessage({ content: "Be brief.", name: "ada" }),
      new AIMessage({ content: "Hi", name: "ada" }),
      generic,
    ]);
    expect(messages.map((message) => "name" in message && message.name)).toEqual([
      "ada",
      "ada",
      "ada",
    ]);
  });

  it("knows LangChain's mark of a developer message", () => {
    const message = new SystemMessage({
      content: "Be brief.",
      additional_kwargs: { __openai_role__: "developer" },
    });
    expect(convertMessages([message]).messages).toEqual([
      { role: "developer", content: "Be brief." },
    ]);
  });

  it("sends images in a tool's result", () => {
    const message = new ToolMessage({
      content: [{ type: "image", url: "https://a.test/a.png" }],
      tool_call_id: "call_1",
    });
    expect(convertMessages([message]).messages).toMatchObject([
      { role: "tool", content: [{ type: "image", source: { url: "https://a.test/a.png" } }] },
    ]);
  });

  it("says that a tool has failed", () => {
    const content = "No such city.";
    const message = new ToolMessage({ content, tool_call_id: "call_1", status: "error" });
    expect(convertMessages([message]).messages).toEqual([
      { role: "tool", toolCallId: "call_1", content, isError: true },
    ]);
  });

  it.each([
    [
      "an image in a system message",
      new SystemMessage([{ type: "image", url: "https://a.test" }]),
      "text only",
    ],
    [
      "a tool message without an id",
      new ToolMessage({ content: "", tool_call_id: "" }),
      "tool_call_id",
    ],
    ["a function message", new FunctionMessage({ content: "", name: "f" }), '"function"'],
    ["a message that removes another", new RemoveMessage({ id: "1" }), '"remove"'],
    [
      "a tool call without an id",
      new AIMessage({ content: "", tool_calls: [{ name: "f", args: {} }] }),
      "has no id",
    ],
  ])("refuses %s", (_what, message, text) => {
    expect(() => convertMessages([message])).toThrow(text);
    expect(() => convertMessages([message])).toThrow(
      expect.objectContaining({ code: "invalid-argument" }),
    );
  });
});

describe("earlier answers", () => {
  it("go back with reasoning, signed reasoning blocks and thought signatures", () => {
    const details = [{ type: "reasoning.text", text: "Hm", signature: "sig" }];
    const extra = { google: { thought_signature: "abc" } };
    const message = new AIMessage({
      content: "Oslo then",
      tool_calls: [call],
      additional_kwargs: {
        reasoning_content: "Hm",
        content_outline: [
          {
            type: "reasoning",
            length: 2,
            echo: { api: "chat", data: { reasoning_details: details } },
          },
          { type: "text", length: 9 },
          {
            type: "tool-call",
            id: "call_1",
            echo: { api: "chat", data: { extra_content: extra } },
          },
        ],
      },
      response_metadata: { model_provider: "cometapi" },
    });
    expect(convertMessages([message]).messages).toEqual([
      {
        role: "assistant",
        content: [
          {
            type: "reasoning",
            text: "Hm",
            echo: { api: "chat", data: { reasoning_details: details } },
          },
          { type: "text", text: "Oslo then" },
          { ...sentCall, echo: { api: "chat", data: { extra_content: extra } } },
        ],
      },
    ]);
  });

  it("go back alike when they are kept as v1 content", () => {
    const details = [{ type: "reasoning.encrypted", data: "…" }];
    const extra = { google: { thought_signature: "abc" } };
    const message = new AIMessage({
      contentBlocks: [
        {
          type: "reasoning",
          reasoning: "Hm",
          echo: { api: "chat", data: { reasoning_details: details } },
        },
        { type: "text", text: "Oslo then" },
        { ...call, echo: { api: "chat", data: { extra_content: extra } } },
      ],
      response_metadata: { output_version: "v1", model_provider: "cometapi" },
    });
    expect(convertMessages([message]).messages).toEqual([
      {
        role: "assistant",
        content: [
          {
            type: "reasoning",
            text: "Hm",
            echo: { api: "chat", data: { reasoning_details: details } },
          },
          { type: "text", text: "Oslo then" },
          { ...sentCall, echo: { api: "chat", data: { extra_content: extra } } },
        ],
      },
    ]);
  });

  it("go back with their refusal, wherever it is kept", () => {
    const kept = new AIMessage({ content: "", additional_kwargs: { refusal: "No." } });
    const block = { type: "non_standard", value: { type: "refusal", refusal: "No." } } as const;
    for (const message of [kept, new AIMessage({ contentBlocks: [block] })]) {
      const { messages, warnings } = convertMessages([message]);
      expect(messages).toEqual([{ role: "assistant", content: [], refusal: "No." }]);
      expect(warnings).toEqual([]);
    }
  });

  it("go back with a signature that stands on an empty text", () => {
    const echo = { api: "gemini", data: { thoughtSignature: "sig" } };
    const message = new AIMessage({
      contentBlocks: [call, { type: "text", text: "", echo }, { type: "text", text: "" }],
    });
    expect(convertMessages([message]).messages).toMatchObject([
      { content: [sentCall, { type: "text", text: "", echo }] },
    ]);
  });

  it("that were spoken go back as their transcript, wherever it is kept", () => {
    registerBlockTranslator();
    const audio = { id: "a1", data: "AAAA", transcript: "Hello" };
    const kept = new AIMessage({
      content: "",
      additional_kwargs: { audio },
      response_metadata: { model_provider: "cometapi" },
    });
    const block = { type: "audio", mimeType: "audio/wav", ...audio } as const;
    for (const message of [kept, new AIMessage({ contentBlocks: [block] })]) {
      const { messages, warnings } = convertMessages([message]);
      expect(messages).toEqual([{ role: "assistant", content: [{ type: "text", text: "Hello" }] }]);
      expect(warnings).toEqual([]);
    }
  });

  it("that were spoken before a signed call go back with both", () => {
    const echo = { api: "chat", data: { signature: "sig" } };
    const message = new AIMessage({
      content: "",
      tool_calls: [call],
      additional_kwargs: {
        audio: { id: "a1", data: "AAAA", transcript: "Let me look." },
        content_outline: [{ type: "tool-call", id: "call_1", echo }],
      },
    });
    expect(convertMessages([message]).messages).toMatchObject([
      {
        content: [
          { type: "text", text: "Let me look." },
          { ...sentCall, echo },
        ],
      },
    ]);
  });

  it("of Anthropic's form are understood, and bring back what Anthropic signed", () => {
    const message = new AIMessage({
      content: [
        { type: "thinking", thinking: "Hm", signature: "sig" },
        { type: "text", text: "Let me look." },
        { type: "tool_use", id: "call_1", name: "get_weather", input: { city: "Oslo" } },
      ],
      tool_calls: [call],
      response_metadata: { model_provider: "anthropic" },
    });
    expect(convertMessages([message]).messages).toEqual([
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hm", vendorOptions: { anthropic: { signature: "sig" } } },
          { type: "text", text: "Let me look." },
          sentCall,
        ],
      },
    ]);
  });

  it("of Anthropic's form are understood with their calls and results in the content alone", () => {
    const answer = new AIMessage({
      content: [
        { type: "text", text: "Let me look." },
        { type: "tool_use", id: "call_1", name: "get_weather", input: { city: "Oslo" } },
      ],
    });
    const results = new HumanMessage({
      content: [
        { type: "tool_result", tool_use_id: "call_1", content: "No such city.", is_error: true },
        { type: "text", text: "Try Bergen." },
      ],
    });
    expect(convertMessages([answer, results]).messages).toEqual([
      { role: "assistant", content: [{ type: "text", text: "Let me look." }, sentCall] },
      { role: "tool", toolCallId: "call_1", content: "No such city.", isError: true },
      { role: "user", content: [{ type: "text", text: "Try Bergen." }] },
    ]);
    const media_type = "image/png";
    const picture = { type: "image", source: { type: "base64", media_type, data: "aGk=" } };
    const shown = new HumanMessage({
      content: [{ type: "tool_result", tool_use_id: "call_1", content: [picture] }],
    });
    expect(convertMessages([answer, shown]).messages.slice(1)).toMatchObject([
      { role: "tool", content: [{ type: "image", source: { data: "aGk=" } }] },
    ]);
  });

  it("of Anthropic's form bring back redacted thinking", () => {
    const redacted = { type: "redacted_thinking", data: "sealed" };
    const answer = new AIMessage({
      content: [redacted, { type: "text", text: "Oslo then" }],
      response_metadata: { model_provider: "anthropic" },
    });
    const { messages, warnings } = convertMessages([answer]);
    expect(messages).toEqual([
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "", vendorOptions: { anthropic: { redactedData: "sealed" } } },
          { type: "text", text: "Oslo then" },
        ],
      },
    ]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ["by id", { __gemini_function_call_thought_signatures__: { call_1: "sig" } }],
    ["by position, after those of the texts", { signatures: ["", "sig"] }],
  ])("of Google's older packages bring back the signatures of calls, kept %s", (_how, kwargs) => {
    const message = new AIMessage({
      content: "Let me look.",
      tool_calls: [call],
      additional_kwargs: kwargs,
      response_metadata: { model_provider: "google-vertexai" },
    });
    expect(convertMessages([message]).messages).toEqual([
      {
        role: "assistant",
        content: [
          { type: "text", text: "Let me look." },
          { ...sentCall, vendorOptions: { google: { thoughtSignature: "sig" } } },
        ],
      },
    ]);
  });

  it.each(["google-vertexai", "google-genai"])(
    "of %s bring back signed thoughts to Google, not to Anthropic",
    (provider) => {
      const message = new AIMessage({
        content: [{ type: "thinking", thinking: "Hm", signature: "sig" }],
        response_metadata: { model_provider: provider },
      });
      expect(convertMessages([message]).messages).toEqual([
        {
          role: "assistant",
          content: [
            {
              type: "reasoning",
              text: "Hm",
              vendorOptions: { google: { thoughtSignature: "sig" } },
            },
          ],
        },
      ]);
    },
  );

  it("of ChatOpenAI bring back the phase of their texts", () => {
    const message = new AIMessage({
      content: [{ type: "text", text: "Let me look.", phase: "commentary" }],
      response_metadata: { model_provider: "openai" },
    });
    expect(convertMessages([message]).messages).toEqual([
      {
        role: "assistant",
        content: [
          {
            type: "text",
            text: "Let me look.",
            vendorOptions: { openai: { phase: "commentary" } },
          },
        ],
      },
    ]);
  });

  it.each([
    { type: "tool_call", id: "call_1", name: "get_weather", args: {} },
    { type: "tool_call_chunk", id: "call_1", name: "get_weather", args: "" },
    { type: "invalid_tool_call", id: "call_1", name: "get_weather", args: "" },
    { type: "tool_use", id: "call_1", name: "get_weather", input: {} },
  ])("keep a call where its block of type $type stands", (block) => {
    const message = new AIMessage({
      content: [{ type: "text", text: "A" }, block, { type: "text", text: "B" }],
      tool_calls: [call],
    });
    const { messages, warnings } = convertMessages([message]);
    expect(messages).toEqual([
      {
        role: "assistant",
        content: [{ type: "text", text: "A" }, sentCall, { type: "text", text: "B" }],
      },
    ]);
    expect(warnings).toEqual([]);
  });

  it("of ChatGoogle find a call by its name, where its block has the id of the message", () => {
    const other = { ...call, id: "call_0", name: "now", args: {} };
    const message = new AIMessage({
      id: "m1",
      content: [
        { type: "tool_use", id: "m1", name: "get_weather", thoughtSignature: "sig" },
        { type: "text", text: "B" },
      ],
      tool_calls: [other, call],
    });
    expect(convertMessages([message]).messages).toMatchObject([
      {
        content: [
          { ...sentCall, vendorOptions: { google: { thoughtSignature: "sig" } } },
          { type: "text", text: "B" },
          { type: "tool-call", id: "call_0" },
        ],
      },
    ]);
  });

  it("keep reasoning that has no block, before all else", () => {
    const message = new AIMessage({
      content: [{ type: "text", text: "Hi" }],
      additional_kwargs: { reasoning_content: "Hm" },
      response_metadata: { model_provider: "deepseek-of-mine" },
    });
    expect(convertMessages([message]).messages).toEqual([
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hm" },
          { type: "text", text: "Hi" },
        ],
      },
    ]);
  });

  it("keep an invalid call only when a tool message answers it", () => {
    const message = new AIMessage({
      content: "",
      invalid_tool_calls: [
        { type: "invalid_tool_call", id: "call_1", name: "f", args: '{"a":', error: "cut" },
        { type: "invalid_tool_call", id: "call_2", name: "f", args: "{", error: "cut" },
      ],
    });
    const answer = new ToolMessage({ content: "Bad arguments", tool_call_id: "call_1" });
    expect(convertMessages([message, answer]).messages[0]).toEqual({
      role: "assistant",
      content: [{ type: "tool-call", id: "call_1", name: "f", arguments: '{"a":' }],
    });
  });

  it("lose only blocks that only their own model understands, with a warning", () => {
    const message = new AIMessage({
      contentBlocks: [
        { type: "text", text: "Found it." },
        { type: "server_tool_call", id: "s1", name: "web_search", args: { query: "x" } },
      ],
    });
    const { messages, warnings } = convertMessages([message]);
    expect(messages).toEqual([
      { role: "assistant", content: [{ type: "text", text: "Found it." }] },
    ]);
    expect(warnings).toEqual([
      {
        option: "messages",
        action: "dropped",
        message: expect.stringContaining('"server_tool_call"'),
      },
    ]);
  });
});
