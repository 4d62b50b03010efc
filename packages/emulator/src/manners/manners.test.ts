import { useEmulator } from "@cometapi/testing/emulated";
import { describe, expect, it } from "vitest";
import { apiKey } from "../../test/samples.ts";
import { chatManners } from "./chat-manners.ts";
import { geminiManners } from "./gemini-manners.ts";
import { imageManners } from "./image-manners.ts";
import { messagesManners } from "./messages-manners.ts";
import { responsesManners } from "./responses-manners.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const hi = { role: "user", content: "Say hi" };
const call = { id: "a", type: "function", function: { name: "f", arguments: "{}" } };
const called = [hi, { role: "assistant", tool_calls: [call] }];
const result = { role: "tool", tool_call_id: "a", content: "x" };
const tools = [{ type: "function", function: { name: "f" } }];
const forced = { type: "function", function: { name: "f" } };
const text = "tide ".repeat(210_000);
const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const picture = (data: string) => ({
  type: "image_url",
  image_url: { url: `data:image/png;base64,${data}` },
});

async function ask(path: string, body: unknown): Promise<string> {
  const response = await fetch(`${emulator.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  const message = /"message":"(?<message>(?:[^"\\]|\\.)*?) \(request id: \w{31}\)"/u.exec(answer);
  const said = message?.groups?.["message"] ?? (response.ok ? "" : answer);
  return `${response.status} ${said.replaceAll('\\"', '"')}`.trim();
}

describe("a chat completion", () => {
  it.each<[string, object, string]>([
    [
      "o3",
      { messages: [hi], tools, parallel_tool_calls: true },
      "400 Unsupported parameter: 'parallel_tool_calls' is not supported with this model.",
    ],
    ["gpt-4o", { messages: [hi], tools, parallel_tool_calls: true }, "200"],
    [
      "gpt-5.6-sol",
      { messages: [hi], tools },
      "400 Function tools with reasoning_effort are not supported for gpt-5.6-sol in /v1/chat/completions. Please use /v1/responses instead.",
    ],
    ["gpt-5.6-sol", { messages: [hi], tools, reasoning_effort: "none" }, "200"],
    [
      "gpt-5-chat-latest",
      { messages: [hi], tools },
      "400 Unsupported parameter: 'tools' is not supported with this model.",
    ],
    [
      "gpt-5",
      { messages: [hi], reasoning_effort: "none" },
      "400 Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'minimal', 'low', 'medium', and 'high'.",
    ],
    [
      "gpt-4o",
      { messages: [hi], reasoning_effort: "low" },
      "400 Unsupported parameter: 'reasoning_effort' is not supported with this model.",
    ],
    [
      "grok-4-0709",
      { messages: [hi], reasoning_effort: "low" },
      "400 Argument not supported on this model: reasoningEffort",
    ],
    [
      "gpt-5",
      { messages: [hi], stop: "x" },
      "400 Unsupported parameter: 'stop' is not supported with this model.",
    ],
    ["gpt-5.1", { messages: [hi], temperature: 0.5, reasoning_effort: "none" }, "200"],
    ["gpt-4o", { messages: [hi], top_k: 4 }, "400 Unrecognized request argument supplied: top_k"],
    [
      "kimi-k3",
      { messages: [hi], temperature: 0.5 },
      "400 invalid temperature: only 1 is allowed for this model",
    ],
    [
      "claude-opus-5",
      { messages: [hi], temperature: 0.5 },
      "400 `temperature` is deprecated for this model.",
    ],
    [
      "claude-sonnet-4-5",
      { messages: [hi], temperature: 1.5 },
      "400 temperature: Input should be less than or equal to 1",
    ],
    [
      "claude-sonnet-4-5",
      { messages: [hi], temperature: 0.5, top_p: 0.5 },
      "400 `temperature` and `top_p` cannot both be specified for this model. Please use only one.",
    ],
    [
      "claude-opus-5",
      { messages: [hi], reasoning_effort: "low" },
      '400 "thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
    ],
    ["claude-opus-5", { messages: [hi], reasoning_effort: "xhigh" }, "200"],
    [
      "claude-sonnet-4-5",
      { messages: [hi], reasoning_effort: "high", max_tokens: 4096 },
      "400 `max_tokens` must be greater than `thinking.budget_tokens`.",
    ],
    [
      "claude-sonnet-4-5",
      { messages: [hi], reasoning_effort: "low", temperature: 0 },
      "400 `temperature` may only be set to 1 when thinking is enabled.",
    ],
    [
      "claude-sonnet-4-5",
      { messages: [hi], reasoning_effort: "low", tools, tool_choice: "required" },
      "400 Thinking may not be enabled when tool_choice forces tool use.",
    ],
    ["claude-sonnet-4-5", { messages: [hi], tools, tool_choice: "required" }, "200"],
    [
      "claude-sonnet-4-5",
      { messages: [...called, result], reasoning_effort: "low", tools },
      "400 messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `text`. When `thinking` is enabled, a final `assistant` message must start with a thinking block.",
    ],
    ["claude-sonnet-4-5", { messages: [...called, result], tools }, "200"],
    [
      "claude-sonnet-4-6",
      { messages: [hi, { role: "assistant", content: "Oh" }] },
      "400 This model does not support assistant message prefill. The conversation must end with a user message.",
    ],
    ["claude-sonnet-4-5", { messages: [hi, { role: "assistant", content: "Oh" }] }, "200"],
    [
      "claude-sonnet-4-5",
      { messages: [{ role: "developer", content: "Be kind." }, hi] },
      "400 messages.0.role: Input should be 'user' or 'assistant'",
    ],
    [
      "deepseek-v4-pro",
      { messages: [{ role: "developer", content: "Be kind." }, hi] },
      "400 Failed to deserialize the JSON body into the target type: messages[0].role: unknown variant `developer`, expected one of `system`, `user`, `assistant`, `tool`",
    ],
    [
      "deepseek-v4-pro",
      { messages: [hi], tools, tool_choice: forced },
      "400 Thinking mode does not support this tool_choice",
    ],
    [
      "deepseek-v4-pro",
      { messages: [hi], tools, tool_choice: forced, thinking: { type: "disabled" } },
      "200",
    ],
    [
      "deepseek-v4-pro",
      { messages: [...called, result], tools },
      "400 The `reasoning_content` in the thinking mode must be passed back to the API.",
    ],
    [
      "deepseek-v4-pro",
      {
        messages: [hi, { role: "assistant", tool_calls: [call], reasoning_content: "Hm." }, result],
        tools,
      },
      "200",
    ],
    [
      "deepseek-v4-pro",
      {
        messages: [hi],
        response_format: { type: "json_schema", json_schema: { name: "x", schema: {} } },
      },
      "400 This response_format type is unavailable now",
    ],
    [
      "gpt-4",
      { messages: [{ role: "user", content: "JSON!" }], response_format: { type: "json_object" } },
      "400 Invalid parameter: 'response_format' of type 'json_object' is not supported with this model.",
    ],
    [
      "kimi-k3",
      { messages: [...called, result], tools },
      "400 thinking is enabled but reasoning_content is missing in assistant tool call message at index 1",
    ],
    [
      "gpt-oss-120b",
      { messages: [{ role: "user", content: [picture(onePixel)] }] },
      "400 Invalid content type. image_url is only supported by certain models.",
    ],
    [
      "deepseek-v4-pro",
      { messages: [{ role: "user", content: [picture(onePixel)] }] },
      "400 Failed to deserialize the JSON body into the target type: messages[0]: unknown variant `image_url`, expected `text`",
    ],
    ["gpt-4o", { messages: [{ role: "user", content: [picture(onePixel)] }] }, "200"],
    [
      "gpt-4o",
      { messages: [{ role: "user", content: [picture("UE5H")] }] },
      "400 You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
    ],
    [
      "gpt-4o",
      { messages: [hi, { role: "assistant", content: [picture(onePixel)] }, hi] },
      "400 Invalid value: 'image_url'. Supported values are: 'text' and 'refusal'.",
    ],
    [
      "gemini-3.5-flash",
      {
        messages: [
          {
            role: "user",
            content: [{ type: "image_url", image_url: { url: "data:image/gif;base64,R0lG" } }],
          },
        ],
      },
      "500 mime type is not supported by Gemini: 'image/gif'",
    ],
    [
      "gpt-4o",
      { messages: [{ role: "user", content: text }] },
      "400 This model's maximum context length is 128000 tokens. However, your messages resulted in 210005 tokens. Please reduce the length of the messages.",
    ],
    [
      "gpt-4o",
      { messages: [hi], max_tokens: 20_000 },
      "400 max_tokens is too large: 20000. This model supports at most 16384 completion tokens, whereas you provided 20000.",
    ],
    [
      "gpt-4o",
      {
        messages: [hi],
        response_format: {
          type: "json_schema",
          json_schema: { name: "x", strict: true, schema: { type: "array", items: {} } },
        },
      },
      `400 Invalid schema for response_format 'x': schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`,
    ],
    [
      "gpt-4o",
      {
        messages: [hi],
        tools: [{ type: "function", function: { name: "f", parameters: { type: "string" } } }],
      },
      `400 Invalid schema for function 'f': schema must be a JSON Schema of 'type: "object"', got 'type: "string"'.`,
    ],
  ])("to %s with %j gets %s", async (model, body, answer) => {
    expect(await ask("/v1/chat/completions", { model, ...body })).toBe(answer);
  });

  it.each([
    ["claude-sonnet-5", /^Hello!/u],
    ["glm-5.3", /^Hello!/u],
    ["gpt-4o", /^\{/u],
  ])("to %s that wants JSON in a field is answered as %s", async (model, content) => {
    const response = await fetch(`${emulator.url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({
        model,
        messages: [{ role: "user", content: "Hello, JSON lover" }],
        response_format: { type: "json_object" },
      }),
    });
    const body: unknown = await response.json();
    expect(body).toMatchObject({
      choices: [{ message: { content: expect.stringMatching(content) } }],
    });
  });
});

describe("an Anthropic message", () => {
  const open = { type: "object", properties: {} };

  it.each<[string, object, string]>([
    [
      "claude-opus-4-8",
      { thinking: { type: "enabled", budget_tokens: 1024 } },
      '400 "thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
    ],
    [
      "claude-sonnet-4-5",
      { thinking: { type: "adaptive" } },
      "400 adaptive thinking is not supported on this model",
    ],
    ["claude-sonnet-4-6", { thinking: { type: "adaptive" } }, "200"],
    [
      "claude-sonnet-4-5",
      { output_config: { effort: "low" } },
      "400 This model does not support the effort parameter.",
    ],
    ["claude-opus-5", { output_config: { effort: "low" } }, "200"],
    [
      "claude-sonnet-4-20250514",
      { output_config: { format: { type: "json_schema", schema: open } } },
      "400 'claude-sonnet-4-20250514' does not support output format.",
    ],
    ["claude-opus-5", { temperature: 0.2 }, "400 `temperature` is deprecated for this model."],
    [
      "claude-sonnet-4-6",
      { temperature: 0.2, top_p: 0.9 },
      "400 `temperature` and `top_p` cannot both be specified for this model. Please use only one.",
    ],
    [
      "claude-sonnet-4-6",
      { thinking: { type: "adaptive" }, temperature: 0.2 },
      "400 `temperature` may only be set to 1 when thinking is enabled.",
    ],
    [
      "claude-sonnet-4-6",
      { thinking: { type: "adaptive" }, top_k: 4 },
      "400 `top_k` must be unset when thinking is enabled.",
    ],
    [
      "claude-sonnet-4-6",
      { thinking: { type: "adaptive" }, tool_choice: { type: "any" }, tools: [{ name: "f" }] },
      "400 Thinking may not be enabled when tool_choice forces tool use.",
    ],
    [
      "claude-sonnet-4-6",
      { messages: [hi, { role: "assistant", content: "{" }] },
      "400 This model does not support assistant message prefill. The conversation must end with a user message.",
    ],
    ["claude-sonnet-4-5", { messages: [hi, { role: "assistant", content: "{" }] }, "200"],
    [
      "claude-sonnet-4-6",
      { tools: [{ name: "f", strict: true, input_schema: open }] },
      "400 tools.0.custom: For 'object' type, 'additionalProperties' must be explicitly set to false",
    ],
    [
      "claude-sonnet-4-6",
      { output_config: { format: { type: "json_schema", schema: open } } },
      "400 output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
    ],
    [
      "claude-sonnet-4-6",
      {
        system: Array.from({ length: 5 }, () => ({
          type: "text",
          text: "x",
          cache_control: { type: "ephemeral" },
        })),
      },
      "400 A maximum of 4 blocks with cache_control may be provided. Found 5.",
    ],
    [
      "claude-sonnet-4-6",
      {
        system: [
          { type: "text", text: "x", cache_control: { type: "ephemeral" } },
          { type: "text", text: "x", cache_control: { type: "ephemeral", ttl: "1h" } },
        ],
      },
      "400 a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
    ],
    [
      "claude-sonnet-4-6",
      { messages: [hi, { role: "assistant", content: [] }, hi] },
      "400 messages.1: all messages must have non-empty content except for the optional final assistant message",
    ],
    [
      "claude-sonnet-4-6",
      { messages: [{ role: "user", content: [{ type: "text", text: "" }] }] },
      "400 messages: text content blocks must be non-empty",
    ],
    [
      "claude-sonnet-4-6",
      {
        messages: [
          {
            role: "user",
            content: [
              {
                type: "image",
                source: { type: "base64", media_type: "image/png", data: "UE5H" },
              },
            ],
          },
        ],
      },
      "400 Could not process image",
    ],
    [
      "claude-sonnet-4-5",
      { messages: [{ role: "user", content: text }] },
      "400 prompt is too long: 210005 tokens > 200000 maximum",
    ],
    [
      "claude-sonnet-4-5",
      { max_tokens: 100_000 },
      "400 max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-4-5",
    ],
    // Another vendor's model never sees what the relay does not translate.
    ["gpt-4o", { thinking: { type: "adaptive" }, top_k: 4, temperature: 0.2 }, "200"],
  ])("to %s with %j gets %s", async (model, body, answer) => {
    const usual = { model, max_tokens: 2000, messages: [hi] };
    expect(await ask("/v1/messages", { ...usual, ...body })).toBe(answer);
  });
});

describe("a response", () => {
  it.each<[string, object, string]>([
    [
      "gpt-5.6-sol",
      { temperature: 0.5 },
      "400 Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.",
    ],
    ["gpt-5.6-sol", { temperature: 0.5, reasoning: { effort: "none" } }, "200"],
    ["gpt-5.6-sol", { reasoning: { effort: "max" } }, "200"],
    [
      "gpt-4o",
      { reasoning: { effort: "low" } },
      "400 Unsupported parameter: 'reasoning.effort' is not supported with this model.",
    ],
    [
      "gpt-4o",
      { include: ["reasoning.encrypted_content"] },
      "400 Encrypted content is not supported with this model.",
    ],
    [
      "gpt-5-chat-latest",
      { tools: [{ type: "function", name: "f" }] },
      "400 Unsupported parameter: 'tools' is not supported with this model.",
    ],
    [
      "gpt-4o",
      { text: { format: { type: "json_object" } } },
      "400 Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    ],
    [
      "gpt-4o",
      { text: { format: { type: "json_schema", name: "x", schema: { type: "array" } } } },
      `400 Invalid schema for response_format 'x': schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`,
    ],
    [
      "gpt-4o",
      { input: text },
      "400 Your input exceeds the context window of this model. Please adjust your input and try again.",
    ],
  ])("of %s with %j gets %s", async (model, body, answer) => {
    expect(await ask("/v1/responses", { model, input: "Say hi", ...body })).toBe(answer);
  });
});

describe("a Gemini request", () => {
  const contents = [{ parts: [{ text: "Say hi" }] }];
  const functions = [{ functionDeclarations: [{ name: "f" }] }];

  it.each<[string, object, string]>([
    [
      "gemini-2.5-flash",
      { generationConfig: { thinkingConfig: { thinkingLevel: "low" } } },
      "400 Thinking level is not supported for this model.",
    ],
    [
      "gemini-2.5-pro",
      { generationConfig: { thinkingConfig: { thinkingBudget: 0 } } },
      "400 Budget 0 is invalid. This model only works in thinking mode.",
    ],
    [
      "gemini-3-pro-preview",
      { generationConfig: { thinkingConfig: { thinkingLevel: "MINIMAL" } } },
      "400 Thinking level MINIMAL is not supported for this model. Please retry with other thinking level.",
    ],
    [
      "gemini-2.5-flash",
      { tools: functions, generationConfig: { responseMimeType: "application/json" } },
      "400 Function calling with a response mime type: 'application/json' is unsupported",
    ],
    [
      "gemini-3.5-flash",
      { tools: functions, generationConfig: { responseMimeType: "application/json" } },
      "200",
    ],
    [
      "gemini-3.5-flash",
      {
        tools: functions,
        toolConfig: { functionCallingConfig: { mode: "AUTO", allowedFunctionNames: ["f"] } },
      },
      "400 Please set allowed_function_names only when function calling mode is ANY.",
    ],
    [
      "gemini-3.5-flash",
      { contents: [{ parts: [{ inlineData: { mimeType: "image/png", data: "UE5H" } }] }] },
      "400 Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting",
    ],
  ])("to %s with %j gets %s", async (model, body, answer) => {
    const path = `/v1beta/models/${model}:generateContent`;
    expect(await ask(path, { contents, ...body })).toBe(answer);
  });
});

describe("the tables of manners", () => {
  it("give a reason and a source for every row", () => {
    const tables = [chatManners, messagesManners, responsesManners, geminiManners, imageManners];
    for (const table of tables) {
      for (const row of table) {
        expect(row.reason).toMatch(/^[A-Z].{20,}\.$/u);
        expect(row.source.length).toBeGreaterThan(15);
        expect(row.ignores ?? row.refuses).toBeDefined();
      }
    }
  });
});
