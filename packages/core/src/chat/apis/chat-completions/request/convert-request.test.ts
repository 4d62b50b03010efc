import { describe, expect, it } from "vitest";
import type { ChatMessage, ChatRequest } from "../../../chat-request.ts";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { convertRequest } from "./convert-request.ts";

const HELLO: ChatMessage = { role: "user", content: "Hello?" };

function convert(request: Partial<ChatRequest>): ConvertedRequest {
  const whole = { model: "unknown-model", messages: [HELLO], ...request };
  return convertRequest(whole, resolveModelTraits(whole.model), false);
}

describe("a request", () => {
  it("says which options the API does not have", () => {
    const { body, warnings } = convert({
      safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }],
      reasoningSummary: "auto",
      cacheControl: { type: "ephemeral" },
    });
    expect(Object.keys(body)).toEqual(["model", "messages"]);
    expect(warnings.map(({ option, action }) => `${option} ${action}`)).toEqual([
      "reasoningSummary dropped",
      "cacheControl dropped",
      "safetySettings dropped",
    ]);
    expect(warnings.at(-1)?.message).toContain("Chat Completions");
  });

  it("sends the effort that a number of tokens to think with stands for", () => {
    const { body, warnings } = convert({ model: "gpt-5", reasoningBudget: 8000 });
    expect(body["reasoning_effort"]).toBe("medium");
    expect(warnings).toMatchObject([{ option: "reasoningBudget", action: "changed" }]);
    expect(convert({ model: "gpt-5", reasoningBudget: -1 }).body).not.toHaveProperty(
      "reasoning_effort",
    );
  });

  it("says nothing of options that ask for nothing", () => {
    const { warnings } = convert({ safetySettings: [], reasoningSummary: "none" });
    expect(warnings).toEqual([]);
  });

  it("to an unknown model goes out as it was given, in the API's names", () => {
    const { body, warnings } = convert({
      maxOutputTokens: 10,
      temperature: 0,
      topP: 0.5,
      topK: 3,
      presencePenalty: 0.1,
      frequencyPenalty: 0.2,
      stopSequences: ["END"],
      seed: 7,
      choiceCount: 2,
      logprobs: 5,
      logitBias: { "50256": -100 },
      reasoningEffort: "xhigh",
      modalities: ["text", "image"],
      user: "u1",
      parallelToolCalls: false,
      verbosity: "low",
      serviceTier: "flex",
      store: false,
      promptCacheKey: "k1",
      metadata: { team: "blue" },
    });
    expect(body).toEqual({
      model: "unknown-model",
      messages: [{ role: "user", content: "Hello?" }],
      max_tokens: 10,
      temperature: 0,
      top_p: 0.5,
      top_k: 3,
      presence_penalty: 0.1,
      frequency_penalty: 0.2,
      stop: ["END"],
      seed: 7,
      n: 2,
      logprobs: true,
      top_logprobs: 5,
      logit_bias: { "50256": -100 },
      reasoning_effort: "xhigh",
      modalities: ["text", "image"],
      user: "u1",
      verbosity: "low",
      service_tier: "flex",
      store: false,
      prompt_cache_key: "k1",
      metadata: { team: "blue" },
    });
    expect(warnings).toEqual([]);
  });

  it("for a stream asks for one, and for its usage unless that is not wanted", () => {
    const traits = resolveModelTraits("unknown-model");
    const stream = (includeUsage?: boolean): JSONObject =>
      convertRequest({ model: "unknown-model", messages: [HELLO], includeUsage }, traits, true)
        .body;
    expect(stream()).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    expect(stream(false)).toMatchObject({ stream: true });
    expect(stream(false)).not.toHaveProperty("stream_options");
  });

  it("says of every option that a relay passes over that it may have no effect", () => {
    const options = [
      "parallelToolCalls",
      "presencePenalty",
      "reasoningEffort",
      "responseFormat",
      "tools",
      "user",
    ] as const;
    const request: ChatRequest = {
      model: "unknown-model",
      messages: [HELLO],
      tools: [{ type: "function", name: "now" }],
      parallelToolCalls: false,
      presencePenalty: 1,
      reasoningEffort: "low",
      responseFormat: { type: "json-object" },
      user: "u1",
    };
    const traits = { ...resolveModelTraits(request.model), ignoredOptions: options };
    expect(convertRequest(request, traits, false).warnings).toMatchObject(
      options.map((option) => ({
        option,
        action: "ignored",
        message: expect.stringContaining(`${option} was sent to unknown-model and may have no`),
      })),
    );
  });

  it("holds nothing that was not asked for", () => {
    expect(
      convert({ stopSequences: [], logprobs: false, responseFormat: { type: "text" } }).body,
    ).toEqual({
      model: "unknown-model",
      messages: [{ role: "user", content: "Hello?" }],
    });
  });

  it("to a reasoning model leaves out what that refuses, and says so", () => {
    const { body, warnings } = convert({
      model: "gpt-5-mini",
      temperature: 0,
      topK: 3,
      maxOutputTokens: 9,
    });
    expect(body).toMatchObject({ max_completion_tokens: 9 });
    expect(Object.keys(body)).toEqual(["model", "messages", "max_completion_tokens"]);
    expect(warnings).toMatchObject([
      { option: "temperature", action: "dropped" },
      { option: "topK", action: "dropped" },
    ]);
    expect(warnings[0]?.message).toMatch(/^temperature was not sent to gpt-5-mini\. .+/);
  });

  it("to a model that takes one sampler keeps the temperature", () => {
    const { body, warnings } = convert({
      model: "claude-opus-4-1-20250805",
      temperature: 0.5,
      topP: 0.9,
    });
    expect(body).toMatchObject({ temperature: 0.5 });
    expect(body).not.toHaveProperty("top_p");
    expect(warnings).toMatchObject([{ option: "topP", action: "dropped" }]);
  });

  it("with an effort the model does not know sends the nearest one", () => {
    const { body, warnings } = convert({ model: "gpt-5", reasoningEffort: "max" });
    expect(body["reasoning_effort"]).toBe("high");
    expect(warnings).toMatchObject([
      {
        option: "reasoningEffort",
        action: "changed",
        message: expect.stringContaining("does not know the effort max; high was sent"),
      },
    ]);
  });

  it("with an effort to a model that takes none leaves it out", () => {
    const { body, warnings } = convert({ model: "gpt-4o", reasoningEffort: "low" });
    expect(body).not.toHaveProperty("reasoning_effort");
    expect(warnings).toMatchObject([{ option: "reasoningEffort", action: "dropped" }]);
  });

  it("offers tools in every form, with and without parameters", () => {
    const { body } = convert({
      tools: [
        { type: "function", name: "now" },
        {
          type: "function",
          name: "add",
          description: "Adds",
          parameters: { type: "object" },
          strict: true,
        },
        { type: "raw", value: { type: "web_search" } },
      ],
      toolChoice: { toolName: "now" },
      parallelToolCalls: false,
    });
    expect(body).toMatchObject({
      tools: [
        {
          type: "function",
          function: { name: "now", parameters: { type: "object", properties: {} } },
        },
        { type: "function", function: { name: "add", description: "Adds", strict: true } },
        { type: "web_search" },
      ],
      tool_choice: { type: "function", function: { name: "now" } },
      parallel_tool_calls: false,
    });
  });

  it("asks a model not to reason where it takes no tools while it does", () => {
    const { body, warnings } = convert({
      model: "gpt-5.6",
      reasoningEffort: "high",
      tools: [{ type: "function", name: "now" }],
    });
    expect(body["reasoning_effort"]).toBe("none");
    expect(warnings).toMatchObject([
      {
        option: "reasoningEffort",
        action: "changed",
        message: expect.stringContaining("was asked not to reason, because tools were offered"),
      },
    ]);
  });

  it("says that a vendor's own tool is not offered", () => {
    const tools = [{ type: "vendor" as const, id: "openai.web_search", name: "search", args: {} }];
    const { body, warnings } = convert({ tools });
    expect(body).not.toHaveProperty("tools");
    expect(warnings).toMatchObject([
      {
        option: "tools",
        action: "dropped",
        message: expect.stringContaining("openai.web_search was not offered"),
      },
    ]);
  });

  it("gives every schema of an object its properties, and no other schema", () => {
    const parametersOf = (parameters: JSONObject) =>
      convert({ tools: [{ type: "function", name: "f", parameters }] }).body["tools"];
    const withParameters = (parameters: JSONObject) => [{ function: { parameters } }];
    for (const bare of [{}, { type: "object" }]) {
      expect(parametersOf(bare)).toMatchObject(withParameters({ type: "object", properties: {} }));
    }
    const described = { type: "object", description: "d", additionalProperties: true };
    expect(parametersOf(described)).toMatchObject(withParameters({ ...described, properties: {} }));
    const other = { anyOf: [{ type: "object", properties: {} }] };
    expect(parametersOf(other)).toEqual([
      { type: "function", function: { name: "f", parameters: other } },
    ]);
  });

  it("leaves parallel_tool_calls out where it is an error", () => {
    const tools = [{ type: "function" as const, name: "f" }];
    const { body, warnings } = convert({ model: "o4-mini", tools, parallelToolCalls: false });
    expect(body).not.toHaveProperty("parallel_tool_calls");
    expect(warnings).toMatchObject([{ option: "parallelToolCalls", action: "dropped" }]);
    expect(convert({ model: "o4-mini", tools }).warnings).toEqual([]);
  });

  it("to a search preview has no samplers", () => {
    const { body, warnings } = convert({
      model: "gpt-4o-mini-search-preview-2025-03-11",
      temperature: 0,
      topP: 1,
    });
    expect(Object.keys(body)).toEqual(["model", "messages"]);
    expect(warnings.map(({ option }) => option)).toEqual(["temperature", "topP"]);
  });

  it("to Qwen has a top_p, because the relay's own makes it greedy", () => {
    expect(convert({ model: "qwen3-max" })).toMatchObject({ body: { top_p: 0.8 }, warnings: [] });
    expect(convert({ model: "qwen3-max", topP: 0.3 }).body["top_p"]).toBe(0.3);
  });

  it("to GLM has one stop sequence, as a text", () => {
    expect(convert({ model: "glm-5.2", stopSequences: ["a"] })).toMatchObject({
      body: { stop: "a" },
      warnings: [],
    });
    const { body, warnings } = convert({ model: "glm-5.2", stopSequences: ["a", "b"] });
    expect(body["stop"]).toBe("a");
    expect(warnings).toMatchObject([
      {
        option: "stopSequences",
        action: "changed",
        message: expect.stringContaining("Only the first of the stop sequences"),
      },
    ]);
  });

  it("says what the relay may pass over, and asks for JSON in words as well", () => {
    const { body, warnings } = convert({
      model: "claude-sonnet-4-5",
      seed: 1,
      responseFormat: { type: "json-object" },
    });
    expect(body).toMatchObject({
      seed: 1,
      response_format: { type: "json_object" },
      messages: [{ role: "system", content: expect.stringContaining("JSON only") }, {}],
    });
    expect(warnings).toMatchObject([
      { option: "seed", action: "ignored" },
      { option: "responseFormat", action: "ignored" },
    ]);
  });

  it("to Claude with an effort has no samplers, without one it has", () => {
    const request = { model: "claude-sonnet-4-5", temperature: 0.5 };
    for (const samplers of [{ temperature: 0.5 }, { topP: 0.5 }, { topK: 5 }]) {
      const asked = { model: request.model, ...samplers, reasoningEffort: "high" as const };
      expect(convert(asked)).toMatchObject({
        body: { reasoning_effort: "high" },
        warnings: [{ option: Object.keys(samplers)[0], action: "dropped" }],
      });
    }
    expect(convert({ ...request, reasoningEffort: "none" }).body["temperature"]).toBe(0.5);
    expect(convert(request).body["temperature"]).toBe(0.5);
  });

  it("to Claude sends the role developer as system", () => {
    const { body, warnings } = convert({
      model: "claude-sonnet-4-5",
      messages: [{ role: "developer", content: "Be brief." }, HELLO],
    });
    expect(body["messages"]).toMatchObject([{ role: "system" }, { role: "user" }]);
    expect(warnings).toMatchObject([
      {
        option: "messages",
        action: "changed",
        message: "Messages of the role developer were sent as system.",
      },
    ]);
  });

  it("asks for JSON by schema", () => {
    const schema = { type: "object", properties: { a: { type: "string" } } };
    expect(
      convert({ responseFormat: { type: "json-schema", schema, strict: true } }).body,
    ).toMatchObject({
      response_format: {
        type: "json_schema",
        json_schema: { name: "response", schema, strict: true },
      },
    });
    const named = { name: "city", description: "A city.", schema };
    const { body } = convert({ responseFormat: { type: "json-schema", ...named } });
    expect(body["response_format"]).toEqual({ type: "json_schema", json_schema: named });
    expect(convert({ responseFormat: { type: "json-object" } }).body["response_format"]).toEqual({
      type: "json_object",
    });
  });

  it("asks for JSON in words where the model knows no schema", () => {
    const { body, warnings } = convert({
      model: "gpt-3.5-turbo",
      messages: [{ role: "system", content: "Be brief." }, HELLO],
      responseFormat: {
        type: "json-schema",
        name: "x",
        description: "d",
        schema: { type: "object" },
      },
    });
    expect(body).toMatchObject({
      response_format: { type: "json_object" },
      messages: [
        {
          role: "system",
          content: expect.stringMatching(/^Be brief\.\n\n.*JSON Schema:\n\{"type"/s),
        },
        {},
      ],
    });
    expect(warnings).toMatchObject([
      {
        option: "responseFormat",
        action: "changed",
        message: expect.stringContaining("does not take this response format"),
      },
    ]);
  });

  it("asks for JSON in words alone where the model knows no JSON mode", () => {
    const { body } = convert({ model: "gpt-4", responseFormat: { type: "json-object" } });
    expect(body).not.toHaveProperty("response_format");
    expect(body["messages"]).toHaveLength(2);
  });

  it("adds the words to a system message of parts", () => {
    const { body } = convert({
      model: "gpt-4",
      messages: [{ role: "system", content: [{ type: "text", text: "Be brief." }] }, HELLO],
      responseFormat: { type: "json-object" },
    });
    expect(body["messages"]).toHaveLength(2);
  });

  it("drops prompt-cache marks where they have no effect, once for all", () => {
    const cacheControl = { type: "ephemeral" as const };
    const { body, warnings } = convert({
      model: "claude-sonnet-4-5",
      messages: [
        { role: "system", content: [{ type: "text", text: "a", cacheControl }] },
        {
          role: "user",
          content: [
            { type: "text", text: "b", cacheControl },
            { type: "raw", value: { type: "x" } },
          ],
        },
        { role: "assistant", content: [] },
      ],
      tools: [
        { type: "function", name: "now", cacheControl },
        { type: "raw", value: { type: "web" } },
      ],
    });
    expect(JSON.stringify(body)).not.toContain("cache_control");
    expect(warnings).toMatchObject([{ option: "cacheControl", action: "dropped" }]);
  });

  it("keeps prompt-cache marks on every kind of content", () => {
    const cacheControl = { type: "ephemeral" as const };
    const { body } = convert({
      messages: [
        {
          role: "user",
          content: [
            { type: "image", source: { url: "https://example.com/a.png" }, cacheControl },
            { type: "audio", source: { data: "aGk=", mediaType: "audio/wav" }, cacheControl },
            { type: "video", source: { url: "https://example.com/a.mp4" }, cacheControl },
            { type: "file", source: { data: "aGk=", mediaType: "text/plain" }, cacheControl },
            { type: "file", source: { fileId: "file-1" }, cacheControl },
          ],
        },
      ],
    });
    const content = ["image_url", "input_audio", "video_url", "text", "file"];
    expect(body["messages"]).toMatchObject([
      { content: content.map((type) => ({ type, cache_control: { type: "ephemeral" } })) },
    ]);
  });

  it("keeps prompt-cache marks where they may have one", () => {
    const cacheControl = { type: "ephemeral" as const, ttl: "1h" as const };
    const { body } = convert({
      messages: [{ role: "user", content: [{ type: "text", text: "b", cacheControl }] }],
      tools: [{ type: "function", name: "now", cacheControl }],
    });
    expect(body).toMatchObject({
      messages: [
        { content: [{ type: "text", text: "b", cache_control: { type: "ephemeral", ttl: "1h" } }] },
      ],
      tools: [{ cache_control: { type: "ephemeral", ttl: "1h" } }],
    });
  });
});

describe("a conversation", () => {
  function messages(...given: ChatMessage[]): unknown {
    return convert({ messages: given }).body["messages"];
  }

  it("names who speaks, whatever the role", () => {
    expect(
      messages(
        { role: "system", name: "house", content: "Be brief." },
        { role: "assistant", name: "bot", content: "Hi." },
      ),
    ).toEqual([
      { role: "system", name: "house", content: "Be brief." },
      { role: "assistant", name: "bot", content: "Hi." },
    ]);
  });

  it("sends back what an earlier answer showed", () => {
    expect(
      messages({
        role: "assistant",
        content: [
          { type: "text", text: "Here:" },
          { type: "image", source: { url: "https://example.com/a.png" } },
        ],
      }),
    ).toEqual([
      {
        role: "assistant",
        content: [
          { type: "text", text: "Here:" },
          { type: "image_url", image_url: { url: "https://example.com/a.png" } },
        ],
      },
    ]);
  });

  it("carries every kind of content", () => {
    expect(
      messages({
        role: "user",
        name: "ann",
        content: [
          { type: "text", text: "Look:" },
          { type: "image", source: { url: "https://example.com/a.png" }, detail: "low" },
          { type: "audio", source: { data: "aGk=", mediaType: "audio/mpeg" } },
          {
            type: "file",
            source: { data: "aGk=", mediaType: "application/pdf" },
            filename: "a.pdf",
          },
          { type: "file", source: { url: "https://example.com/a.pdf" } },
          { type: "file", source: { fileId: "file-1" } },
          { type: "video", source: { url: "https://example.com/a.mp4" } },
          { type: "raw", value: { type: "custom" } },
        ],
      }),
    ).toEqual([
      {
        role: "user",
        name: "ann",
        content: [
          { type: "text", text: "Look:" },
          { type: "image_url", image_url: { url: "https://example.com/a.png", detail: "low" } },
          { type: "input_audio", input_audio: { data: "aGk=", format: "mp3" } },
          {
            type: "file",
            file: { filename: "a.pdf", file_data: "data:application/pdf;base64,aGk=" },
          },
          { type: "file", file: { file_data: "https://example.com/a.pdf" } },
          { type: "file", file: { file_id: "file-1" } },
          { type: "video_url", video_url: { url: "https://example.com/a.mp4" } },
          { type: "custom" },
        ],
      },
    ]);
  });

  it.each([
    ["application/pdf", "file.pdf"],
    ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "file"],
    ["", "file"],
  ])("names a file of %j for which no name was given %s", (mediaType, filename) => {
    const content = [
      { type: "file" as const, source: { data: "aGk=", mediaType } },
      { type: "file" as const, source: { url: `data:${mediaType};base64,aGk=` } },
      { type: "file" as const, source: { data: "aGk=", mediaType }, filename: "" },
    ];
    const part = { type: "file", file: { filename, file_data: `data:${mediaType};base64,aGk=` } };
    expect(messages({ role: "user", content })).toEqual([
      { role: "user", content: [part, part, part] },
    ]);
  });

  it("sends a text file as the text in it, which every model reads", () => {
    const source = {
      data: btoa("Gr\u00c3\u00bc\u00c3\u009fe"),
      mediaType: "text/markdown; charset=utf-8",
    };
    expect(messages({ role: "user", content: [{ type: "file", source }] })).toEqual([
      { role: "user", content: [{ type: "text", text: "Grüße" }] },
    ]);
  });

  it("leaves out an answer to an approval, which belongs to tools this API has not", () => {
    const approval = { id: "a", isApproved: true };
    expect(messages({ role: "tool", toolCallId: "a", content: "", approval })).toEqual([]);
  });

  it.each([
    ["an image by its id", { type: "image", source: { fileId: "f" } }, "its data or its address"],
    ["a video by its id", { type: "video", source: { fileId: "f" } }, "its data or its address"],
    ["audio by its id", { type: "audio", source: { fileId: "f" } }, "its data"],
    ["audio by its address", { type: "audio", source: { url: "https://a.test/a" } }, "its data"],
  ] as const)("refuses %s, and says what it takes", (_what, part, remedy) => {
    expect(() => messages({ role: "user", content: [part] })).toThrow(
      expect.objectContaining({
        code: "invalid-argument",
        message: expect.stringContaining(`Give ${remedy}`),
      }),
    );
  });

  it("makes one text of several outside of user messages", () => {
    const content = [
      { type: "text" as const, text: "a" },
      { type: "text" as const, text: "b" },
    ];
    expect(
      messages(
        { role: "system", content },
        { role: "user", content },
        { role: "assistant", content },
        { role: "tool", toolCallId: "c1", content },
        { role: "user", content: content.slice(0, 1) },
      ),
    ).toEqual([
      { role: "system", content: "ab" },
      { role: "user", content },
      { role: "assistant", content: "ab" },
      { role: "tool", tool_call_id: "c1", content: "ab" },
      { role: "user", content: "a" },
    ]);
  });

  it("echoes calls with their signatures, and reasoning blocks under their own name", () => {
    expect(
      messages({
        role: "assistant",
        content: [
          {
            type: "reasoning",
            text: "not echoed to a model nobody has described",
            echo: {
              api: "chat",
              data: {
                reasoning_details: [
                  { type: "reasoning.text", text: "a", signature: "s" },
                  { type: "thinking", thinking: "b", signature: "t" },
                ],
              },
            },
          },
          { type: "tool-call", id: "c1", name: "now", arguments: "" },
          {
            type: "tool-call",
            id: "c2",
            name: "add",
            arguments: '{"a":1}',
            echo: {
              api: "chat",
              data: { extra_content: { google: { thought_signature: "x" } } },
            },
          },
        ],
      }),
    ).toEqual([
      {
        role: "assistant",
        content: null,
        reasoning_details: [{ type: "reasoning.text", text: "a", signature: "s" }],
        thinking_blocks: [{ type: "thinking", thinking: "b", signature: "t" }],
        tool_calls: [
          { id: "c1", type: "function", function: { name: "now", arguments: "{}" } },
          {
            id: "c2",
            type: "function",
            function: { name: "add", arguments: '{"a":1}' },
            extra_content: { google: { thought_signature: "x" } },
          },
        ],
      },
    ]);
  });

  it("echoes reasoning text to a model that asks for it", () => {
    const { body } = convert({
      model: "deepseek-v4-pro",
      messages: [
        {
          role: "assistant",
          content: [
            { type: "reasoning", text: "Two and two." },
            { type: "text", text: "4" },
          ],
        },
      ],
    });
    expect(body["messages"]).toEqual([
      { role: "assistant", content: "4", reasoning_content: "Two and two." },
    ]);
  });

  it("sends back a block of the vendor's own as it came", () => {
    const block = { type: "reference", reference_ids: [1] };
    const content = [
      { type: "text" as const, text: "Yes." },
      { type: "vendor-block" as const, api: "chat" as const, block },
    ];
    expect(messages({ role: "assistant", content })).toEqual([
      { role: "assistant", content: [{ type: "text", text: "Yes." }, block] },
    ]);
  });

  it("leaves out what belongs to another API", () => {
    const echo = { api: "messages" as const, data: { signature: "s" } };
    expect(
      messages({
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hm.", echo },
          { type: "vendor-block", api: "messages", block: { type: "server_tool_use" } },
          { type: "tool-call", id: "c1", name: "now", arguments: "{}", echo },
        ],
      }),
    ).toEqual([
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", type: "function", function: { name: "now", arguments: "{}" } }],
      },
    ]);
  });

  it("keeps a refusal, and an answer of nothing", () => {
    expect(
      messages(
        { role: "assistant", content: "", refusal: "No." },
        { role: "assistant", content: [] },
        { role: "assistant", content: [{ type: "text", text: "" }], refusal: "No." },
      ),
    ).toEqual([
      { role: "assistant", content: null, refusal: "No." },
      { role: "assistant", content: "" },
      { role: "assistant", content: null, refusal: "No." },
    ]);
  });
});

describe("a schema", () => {
  const properties = { city: { type: "string" } };
  const closed = { type: "object", properties, required: ["city"], additionalProperties: false };

  function strictOf(format: { schema: JSONObject; strict?: boolean }): unknown {
    const { body } = convert({ responseFormat: { type: "json-schema", ...format } });
    return body["response_format"];
  }

  it("is strict where strict mode takes it and nobody says otherwise", () => {
    const sent = { name: "response", schema: closed };
    const strict = { type: "json_schema", json_schema: { ...sent, strict: true } };
    expect(strictOf({ schema: closed })).toEqual(strict);
    expect(strictOf({ schema: closed, strict: false })).toMatchObject({
      json_schema: { strict: false },
    });
    const open = { type: "object", properties };
    expect(strictOf({ schema: open })).toEqual({
      type: "json_schema",
      json_schema: { name: "response", schema: open },
    });
  });
});

describe("a tool that must be called", () => {
  const tools = [{ type: "function" as const, name: "now" }];
  const forced = { type: "function", function: { name: "now" } };

  it.each<[string, string | undefined, unknown]>([
    ["deepseek-v4-flash", undefined, "auto"],
    ["deepseek-v4-flash", "high", "auto"],
    ["deepseek-reasoner", undefined, "auto"],
    ["deepseek-chat", undefined, forced],
    ["claude-sonnet-4-5", "high", "auto"],
    ["claude-sonnet-4-5", undefined, forced],
    ["claude-sonnet-4-5", "none", forced],
    ["gpt-4o", undefined, forced],
  ])("is not forced while %s thinks with the effort %s: %j", (model, reasoningEffort, choice) => {
    const { body, warnings } = convert({
      model,
      tools,
      reasoningEffort,
      toolChoice: { toolName: "now" },
    });
    expect(body["tool_choice"]).toEqual(choice);
    const changed = warnings.filter(({ option }) => option === "toolChoice");
    expect(changed).toHaveLength(choice === "auto" ? 1 : 0);
  });

  it("is never forced on a model that always refuses it", () => {
    const request = { model: "m", messages: [HELLO], tools, toolChoice: "required" as const };
    const traits = { ...resolveModelTraits("m"), refusesForcedTools: "always" as const };
    for (const reasoningEffort of ["none", undefined]) {
      const { body } = convertRequest({ ...request, reasoningEffort }, traits, false);
      expect(body["tool_choice"]).toBe("auto");
    }
  });

  it("is asked for in words where it is not forced", () => {
    const model = "deepseek-v4-flash";
    const named = convert({ model, tools, toolChoice: { toolName: "now" } });
    expect(named.body).toHaveProperty("messages.0", {
      role: "system",
      content: 'Answer by calling the tool "now", not in words.',
    });
    const any = convert({ model, tools, toolChoice: "required" });
    expect(any.body).toHaveProperty("messages.0.content", expect.stringContaining("one of the"));
    for (const request of [{ model }, { tools, toolChoice: "required" as const }]) {
      expect(JSON.stringify(convert(request).body)).not.toContain("Answer by calling");
    }
  });

  it("leaves other choices as they are", () => {
    const { body } = convert({ model: "deepseek-v4-flash", tools, toolChoice: "none" });
    expect(body["tool_choice"]).toBe("none");
  });
});
