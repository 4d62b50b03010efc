import { useEmulator } from "@cometapi/testing/emulated";
import { describe, expect, it } from "vitest";
import { apiKey } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const user = [{ role: "user", content: "Say hi" }];
const call = { id: "a", type: "function", function: { name: "f", arguments: "{}" } };

async function refuse(path: string, body: unknown): Promise<string> {
  const response = await fetch(`${emulator.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const message = /"message":"(?<message>.*?) \(request id: \w{31}\)"/u.exec(text);
  return `${response.status} ${message?.groups?.["message"] ?? text}`;
}

describe("a wrong chat completion", () => {
  it.each([
    [{}, "400 model name is required"],
    [{ model: "gpt-4o" }, "500 field messages is required"],
    [{ model: "gpt-4o", messages: [] }, "500 field messages is required"],
    [
      { model: "gpt-9", messages: user },
      "503 no available channel for group default and model gpt-9 (distributor); the emulator takes models that it does not list with anyModel: true (--any-model)",
    ],
    [
      { model: "claude-haiku-4-5", messages: user },
      "400 model claude-haiku-4-5 has not been priced by the administrator yet, please contact the administrator",
    ],
    [
      { model: "gpt-4o", messages: "hi" },
      "400 Invalid type for 'messages': expected an array, but got a string instead.",
    ],
    [
      { model: "gpt-4o", messages: [{ content: "x" }] },
      "400 Missing required parameter: 'messages[0].role'.",
    ],
    [
      { model: "gpt-4o", messages: user, temperature: 3 },
      "400 Invalid 'temperature': integer above maximum value. Expected a value <= 2, but got 3 instead.",
    ],
    [
      { model: "gpt-4o", messages: user, stop: ["1", "2", "3", "4", "5"] },
      "400 Invalid 'stop': array above maximum length. Expected a length <= 4, but got one of length 5 instead.",
    ],
    [
      { model: "gpt-4o", messages: user, tool_choice: "required" },
      "400 'tool_choice' is only allowed when 'tools' are specified.",
    ],
    [
      { model: "gpt-5-mini", messages: user, temperature: 0.5 },
      "400 Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.",
    ],
    [
      { model: "gpt-5-mini", messages: user, max_tokens: 5 },
      "400 Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    ],
    [
      { model: "gpt-4o", messages: [...user, { role: "assistant", tool_calls: [call] }] },
      "400 An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: a",
    ],
    [
      { model: "gpt-4o", messages: [...user, { role: "tool", tool_call_id: "a", content: "x" }] },
      "400 Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
    ],
    [
      { model: "gpt-4o", messages: user, response_format: { type: "json_object" } },
      "400 'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    ],
    [
      {
        model: "gpt-4o",
        messages: user,
        response_format: {
          type: "json_schema",
          json_schema: { name: "x", strict: true, schema: { type: "object", properties: {} } },
        },
      },
      "400 Invalid schema for response_format 'x': In context=(), 'additionalProperties' is required to be supplied and to be false.",
    ],
    [
      {
        model: "gpt-4o",
        messages: user,
        response_format: {
          type: "json_schema",
          json_schema: {
            name: "x",
            strict: true,
            schema: {
              type: "object",
              additionalProperties: false,
              required: ["a"],
              properties: { a: { $ref: "#/$defs/open" } },
              $defs: { open: { type: "object", properties: {} } },
            },
          },
        },
      },
      "400 Invalid schema for response_format 'x': In context=('$defs', 'open'), 'additionalProperties' is required to be supplied and to be false.",
    ],
    [
      { model: "o3-pro", messages: user },
      "404 This model is only supported in v1/responses and not in v1/chat/completions.",
    ],
    [{ model: "dall-e-3", messages: user }, "400 The model 'dall-e-3' does not make text."],
  ])("%j gets %s", async (body, message) => {
    expect(await refuse("/v1/chat/completions", body)).toBe(message);
  });

  it("may have fields nobody knows, because the relay drops them", async () => {
    const body = { model: "gpt-4o", messages: user, fallbacks: ["gpt-4"], made_up: true };
    expect(await refuse("/v1/chat/completions", body)).toMatch(/^200 /u);
  });
});

describe("a wrong request in the other formats", () => {
  const claude = { model: "claude-sonnet-4-6", max_tokens: 50 };
  const result = { type: "tool_result", tool_use_id: "a", content: "x" };

  it.each([
    [
      "/v1/messages",
      { model: "claude-sonnet-4-6", messages: user },
      "400 max_tokens: Field required",
    ],
    [
      "/v1/messages",
      { ...claude, messages: user, temperature: 1.5 },
      "400 temperature: Input should be less than or equal to 1",
    ],
    [
      "/v1/messages",
      { ...claude, messages: [{ role: "user", content: [{ type: "txt" }] }] },
      "400 messages.0.content.0.type: Input tag 'txt' found using 'type' does not match any of the expected tags: 'text', 'image', 'document', 'tool_use', 'tool_result', 'thinking', 'redacted_thinking', 'server_tool_use', 'web_search_tool_result', 'search_result', 'web_fetch_tool_result', 'code_execution_tool_result', 'bash_code_execution_tool_result', 'text_editor_code_execution_tool_result', 'tool_search_tool_result', 'mcp_tool_use', 'mcp_tool_result', 'container_upload', 'compaction'",
    ],
    [
      "/v1/messages",
      { ...claude, messages: [{ role: "user", content: [result] }] },
      "400 messages.0.content: unexpected `tool_use_id` found in `tool_result` blocks: a. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
    ],
    [
      "/v1/messages",
      { ...claude, messages: user, thinking: { type: "enabled", budget_tokens: 2000 } },
      "400 `max_tokens` must be greater than `thinking.budget_tokens`.",
    ],
    [
      "/v1/responses",
      { model: "gpt-4o", input: "x", previous_response_id: "resp_none" },
      "400 Previous response with id 'resp_none' not found.",
    ],
    [
      "/v1/responses",
      {
        model: "gpt-4o",
        input: [{ type: "function_call", call_id: "a", name: "f", arguments: "{}" }],
      },
      "400 No tool output found for function call a.",
    ],
    ["/v1beta/models/gemini-2.5-pro:generateContent", {}, "500 field contents is required"],
    [
      "/v1beta/models/gemini-2.5-pro:generateContent",
      { contents: [{ parts: [{ functionResponse: { name: "f", response: {} } }] }] },
      "400 Please ensure that function response turn comes immediately after a function call turn.",
    ],
    [
      "/v1/embeddings",
      { model: "text-embedding-ada-002", input: "x", dimensions: 9 },
      "400 This model does not support specifying dimensions.",
    ],
    [
      "/v1/embeddings",
      { model: "gpt-4o", input: "x" },
      "400 The model 'gpt-4o' is no embedding model.",
    ],
    [
      "/v1/images/generations",
      { model: "gpt-4o", prompt: "x" },
      "400 not supported model for image generation, only imagen models are supported",
    ],
    [
      "/v1/images/generations",
      { model: "seedream-4-0-250828", prompt: "x", size: "1024x1024" },
      "400 image size must be at least 3686400 pixels, not 1024x1024.",
    ],
    [
      "/v1/images/generations",
      { model: "gpt-image-2", prompt: "x", response_format: "url" },
      "400 Unknown parameter: 'response_format'.",
    ],
    ["/v1/audio/speech", { model: "tts-1", input: "x" }, "500 field voice is required"],
    ["/v1/videos", { model: "sora-2" }, "500 field prompt is required"],
  ])("%s %j gets %s", async (path, body, message) => {
    expect(await refuse(path, body)).toBe(message);
  });
});
