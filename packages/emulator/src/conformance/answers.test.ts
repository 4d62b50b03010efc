import { useEmulator } from "@cometapi/testing/emulated";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { stream, type ScriptedPart } from "../scripting/reply.ts";
import { apiKey, weatherParameters } from "../../test/samples.ts";

// What models say beside plain text, as the official clients read it.
const emulator = useEmulator({ apiKey, seed: 1 });
const anthropic = () => new Anthropic({ baseURL: emulator.url, apiKey, maxRetries: 0 });
const openai = () => new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey, maxRetries: 0 });
const google = () => new GoogleGenAI({ apiKey, httpOptions: { baseUrl: emulator.url } });

const page = { url: "https://tides.example/", title: "Tides", text: "High water is at nine." };
const searched: ScriptedPart[] = [
  { reasoning: "I look it up." },
  { text: "Let me look." },
  { search: { query: "tide today", results: [page] } },
  {
    text: "It is high at nine.",
    citations: [{ url: page.url, title: page.title, quote: "high at nine" }],
  },
];

describe("Claude on Messages", () => {
  const ask = (
    content: Anthropic.MessageParam["content"],
    more: Partial<Anthropic.MessageStreamParams> = {},
  ) =>
    anthropic()
      .messages.stream({
        model: "claude-sonnet-4-6",
        max_tokens: 4000,
        messages: [{ role: "user", content }],
        ...more,
      })
      .finalMessage();
  const thinking = { type: "enabled", budget_tokens: 1024 } as const;

  it("sends the same blocks whole and streamed, in the order of the answer", async () => {
    const parts = [...searched, { toolCall: { name: "get_tide", arguments: { day: "today" } } }];
    emulator.on().reply({ parts });
    const streamed = await ask("When?");
    const whole = await anthropic().messages.create({
      model: "claude-sonnet-4-6",
      max_tokens: 4000,
      messages: [{ role: "user", content: "When?" }],
    });
    for (const { content, usage, stop_reason } of [streamed, whole]) {
      expect(content).toMatchObject([
        { type: "thinking", thinking: "I look it up.", signature: expect.any(String) },
        { type: "text", text: "Let me look." },
        { type: "server_tool_use", name: "web_search", input: { query: "tide today" } },
        {
          type: "web_search_tool_result",
          content: [{ type: "web_search_result", url: page.url, title: "Tides" }],
        },
        {
          type: "text",
          text: "It is high at nine.",
          citations: [{ type: "web_search_result_location", cited_text: "high at nine" }],
        },
        { type: "tool_use", name: "get_tide", input: { day: "today" } },
      ]);
      expect(usage.server_tool_use).toMatchObject({ web_search_requests: 1 });
      expect(stop_reason).toBe("tool_use");
    }
  });

  it("searches by itself when it may, and cites what it found", async () => {
    const tools = [
      { type: "web_search_20250305", name: "web_search" },
    ] satisfies Anthropic.ToolUnion[];
    const { content } = await ask("Who runs the ferry to Hestan?", { tools });
    expect(content.map((block) => block.type)).toEqual([
      "server_tool_use",
      "web_search_tool_result",
      "text",
    ]);
  });

  it("cites the documents it was given, when told to", async () => {
    const { content } = await ask([
      {
        type: "document",
        source: {
          type: "text",
          media_type: "text/plain",
          data: "The inn has nine rooms. The ferry leaves at noon.",
        },
        title: "Guide",
        citations: { enabled: true },
      },
      { type: "text", text: "When does the ferry leave?" },
    ]);
    expect(content).toEqual([
      {
        type: "text",
        text: "The ferry leaves at noon.",
        citations: [
          {
            type: "char_location",
            cited_text: "The ferry leaves at noon.",
            document_index: 0,
            document_title: "Guide",
            file_id: null,
            start_char_index: 24,
            end_char_index: 49,
          },
        ],
      },
    ]);
  });

  it("redacts its thoughts for the text that Anthropic documents, and takes them back", async () => {
    const trigger =
      "ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB";
    const first = await ask(trigger, { thinking });
    expect(first.content[0]).toMatchObject({ type: "redacted_thinking", data: expect.any(String) });
    const goOn = (content: Anthropic.ContentBlockParam[]) =>
      ask("", {
        thinking,
        messages: [
          { role: "user", content: trigger },
          { role: "assistant", content },
          { role: "user", content: "Go on." },
        ],
      });
    expect((await goOn(first.content)).stop_reason).toBe("end_turn");
    const forged = [{ type: "redacted_thinking" as const, data: "bWFkZSB1cA==" }];
    await expect(goOn(forged)).rejects.toThrow("Invalid `data` in `redacted_thinking` block");
  });

  it("sends thoughts of newer models without their words, unless asked for a summary", async () => {
    const think = (display?: "summarized") =>
      ask("What is 6 times 7?", {
        model: "claude-opus-5",
        thinking: { type: "adaptive", ...(display === undefined ? {} : { display }) },
      });
    expect((await think()).content[0]).toMatchObject({ type: "thinking", thinking: "" });
    const [thought] = (await think("summarized")).content;
    expect(thought).toMatchObject({ thinking: expect.stringContaining("6 times 7") });
  });

  it("takes back what it searched and cited", async () => {
    emulator.on("tide").reply({ parts: searched }).reply("At nine.");
    const { content } = await ask("tide?");
    const messages: Anthropic.MessageParam[] = [
      { role: "user", content: "tide?" },
      { role: "assistant", content },
      { role: "user", content: "So when is the tide?" },
    ];
    expect((await ask("", { messages })).content).toMatchObject([{ text: "At nine." }]);
  });

  it("pauses a long turn, and goes on when it is sent back", async () => {
    emulator
      .on("tide")
      .reply({ parts: searched.slice(1, 3), finish: "pause" })
      .reply("At nine.");
    const paused = await ask("tide?");
    expect(paused.stop_reason).toBe("pause_turn");
    const messages: Anthropic.MessageParam[] = [
      { role: "user", content: "tide?" },
      { role: "assistant", content: paused.content },
    ];
    expect((await ask("", { messages })).content).toMatchObject([{ text: "At nine." }]);
  });

  it("refuses in words", async () => {
    emulator.on().reply({ refusal: "That I will not do." });
    expect(await ask("Do it.")).toMatchObject({
      stop_reason: "refusal",
      content: [{ type: "text", text: "That I will not do." }],
    });
  });

  it("keeps what is marked in its cache for as long as the mark says", async () => {
    const text = "Tides turn. ".repeat(600);
    const cached = async () => {
      const { usage } = await ask("Say hi", {
        system: [{ type: "text", text, cache_control: { type: "ephemeral", ttl: "1h" } }],
        messages: [
          {
            role: "user",
            content: [{ type: "text", text: "Say hi", cache_control: { type: "ephemeral" } }],
          },
        ],
      });
      return usage;
    };
    const first = await cached();
    expect(first.cache_read_input_tokens).toBe(0);
    expect(first.cache_creation?.ephemeral_1h_input_tokens).toBeGreaterThan(1024);
    expect(first.cache_creation?.ephemeral_5m_input_tokens).toBeGreaterThan(0);
    const second = await cached();
    expect(second.cache_read_input_tokens).toBe(first.cache_creation_input_tokens);
    expect(second.cache_creation_input_tokens).toBe(0);
  });
});

describe("GPT on Responses", () => {
  const ask = (more: Partial<OpenAI.Responses.ResponseCreateParamsStreaming> = {}) =>
    openai()
      .responses.stream({ model: "gpt-5.6-sol", input: "When?", ...more })
      .finalResponse();

  it("sends reasoning, searches, texts with their sources and calls as items", async () => {
    const parts = [...searched, { toolCall: { name: "get_tide", arguments: { day: "today" } } }];
    emulator.on().reply({ parts });
    const request = {
      reasoning: { summary: "auto" },
      include: ["web_search_call.action.sources"],
    } as const;
    const streamed = await ask({ ...request, include: [...request.include] });
    const whole = await openai().responses.create({
      model: "gpt-5.6-sol",
      input: "When?",
      reasoning: request.reasoning,
      include: [...request.include],
    });
    for (const { output } of [streamed, whole]) {
      expect(output).toMatchObject([
        { type: "reasoning", summary: [{ text: "I look it up." }] },
        { type: "message", content: [{ text: "Let me look.", annotations: [] }] },
        { type: "web_search_call", action: { query: "tide today", sources: [{ url: page.url }] } },
        {
          type: "message",
          content: [
            {
              text: "It is high at nine.",
              annotations: [{ type: "url_citation", url: page.url, start_index: 6, end_index: 18 }],
            },
          ],
        },
        { type: "function_call", name: "get_tide", arguments: '{"day":"today"}' },
      ]);
    }
  });

  it("refuses in words", async () => {
    emulator.on().reply({ refusal: "That I will not do." });
    const { output } = await ask();
    const refused = { type: "refusal", refusal: "That I will not do." };
    expect(output.at(-1)).toMatchObject({ type: "message", content: [refused] });
  });

  it("takes back what it searched and wrote, whole or by reference", async () => {
    emulator.on("tide").reply({ parts: searched }).reply("At nine.").reply("At nine.");
    const { output } = await openai().responses.create({ model: "gpt-5.6-sol", input: "tide?" });
    const question = { role: "user", content: "So when is the tide?" } as const;
    const whole = output.flatMap((item) =>
      item.type === "reasoning" || item.type === "message" || item.type === "web_search_call"
        ? [item]
        : [],
    );
    const referred = whole.map(({ id }) => ({ type: "item_reference", id }) as const);
    for (const input of [
      [...whole, question],
      [...referred, question],
    ]) {
      const answer = await openai().responses.create({ model: "gpt-5.6-sol", input });
      expect(answer.output_text).toBe("At nine.");
    }
  });

  it("keeps the pieces of a script", async () => {
    emulator.on().reply(stream(["Hel", "lo"]));
    const deltas: string[] = [];
    for await (const event of await openai().responses.create({
      model: "gpt-4o",
      input: "x",
      stream: true,
    })) {
      if (event.type === "response.output_text.delta") deltas.push(event.delta);
    }
    expect(deltas).toEqual(["Hel", "lo"]);
  });
});

describe("Gemini on its own format", () => {
  it("grounds an answer in what it searched for", async () => {
    emulator.on().reply({ parts: searched });
    const response = await google().models.generateContent({
      model: "gemini-3-pro-preview",
      contents: "When?",
    });
    expect(response.text).toBe("Let me look.It is high at nine.");
    expect(response.candidates?.[0]?.groundingMetadata).toMatchObject({
      webSearchQueries: ["tide today"],
      groundingChunks: [{ web: { uri: page.url, title: "Tides" } }],
      groundingSupports: [
        {
          segment: { startIndex: 18, endIndex: 30, text: "high at nine" },
          groundingChunkIndices: [0],
        },
      ],
    });
  });

  it("searches by itself when it may", async () => {
    const response = await google().models.generateContent({
      model: "gemini-2.5-flash",
      contents: "Who runs the ferry to Hestan?",
      config: { tools: [{ googleSearch: {} }] },
    });
    expect(response.candidates?.[0]?.groundingMetadata?.groundingChunks).toHaveLength(1);
  });

  it("ends with SAFETY when it refuses", async () => {
    emulator.on().reply({ refusal: "No." });
    const response = await google().models.generateContent({
      model: "gemini-2.5-flash",
      contents: "Do it.",
    });
    expect(response.candidates?.[0]).toMatchObject({ finishReason: "SAFETY" });
  });
});

describe("a vendor's answer that the relay rewrites as a chat completion", () => {
  const messages = [{ role: "user" as const, content: "When?" }];

  async function readChunks(
    model: string,
    more: object = {},
  ): Promise<OpenAI.ChatCompletionChunk[]> {
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of await openai().chat.completions.create({
      model,
      messages,
      stream: true,
      ...more,
    })) {
      chunks.push(chunk);
    }
    return chunks;
  }

  it("numbers Claude's calls by block, and sends a signature as a line feed", async () => {
    emulator.on().reply({
      parts: [
        { reasoning: "Hm." },
        { text: "So." },
        { toolCall: { name: "f", arguments: { a: 1 } } },
        { toolCall: { name: "g", arguments: {} } },
      ],
    });
    const chunks = await readChunks("claude-sonnet-4-6");
    const deltas = chunks.map(({ choices }) => choices[0]?.delta);
    expect(chunks[0]?.id).toMatch(/^msg_/u);
    expect(deltas[0]).toEqual({ role: "assistant", content: "" });
    const thoughts = deltas.map((delta) =>
      delta === undefined ? undefined : Reflect.get(delta, "reasoning_content"),
    );
    expect(thoughts.findLast((thought) => thought !== undefined)).toBe("\n");
    const calls = deltas.flatMap((delta) => delta?.tool_calls ?? []);
    expect([...new Set(calls.map((call) => call.index))]).toEqual([2, 3]);
    expect(calls.filter((call) => call.index === 3)).toEqual([
      {
        index: 3,
        id: expect.any(String),
        type: "function",
        function: { name: "g", arguments: "" },
      },
    ]);
  });

  it("leaves of Claude's whole answer the last text and the last thought", async () => {
    emulator.on().reply({
      parts: [{ reasoning: "One." }, { text: "First." }, { reasoning: "Two." }, { text: "Last." }],
    });
    const { choices, usage } = await openai().chat.completions.create({
      model: "claude-sonnet-4-6",
      messages,
    });
    expect(choices[0]?.message).toMatchObject({ content: "Last.", reasoning_content: "Two." });
    expect(usage).toMatchObject({ usage_semantic: "openai", usage_source: "anthropic" });
  });

  it("sends Gemini's calls whole in two chunks, and its thoughts to those who ask Google's way", async () => {
    emulator.on().reply({ reasoning: "Hm.", toolCalls: [{ name: "f", arguments: { a: 1 } }] });
    const silent = await readChunks("gemini-3.5-flash");
    expect(silent.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? [])).toEqual([
      {
        index: 0,
        id: expect.any(String),
        type: "function",
        function: { name: "f", arguments: "" },
      },
      { index: 0, type: "function", function: { arguments: '{"a":1}' } },
    ]);
    expect(JSON.stringify(silent)).not.toContain("reasoning_content");
    const settings = { thinking_config: { include_thoughts: true } };
    const open = await readChunks("gemini-3.5-flash", { extra_body: { google: settings } });
    expect(JSON.stringify(open)).toContain("reasoning_content");
  });

  it("sends Gemini's image as Markdown in one chunk", async () => {
    const chunks = await readChunks("gemini-2.5-flash-image");
    const contents = chunks.map(({ choices }) => choices[0]?.delta.content ?? "");
    expect(contents).toContainEqual(expect.stringMatching(/^!\[image\]\(data:image\/png;base64,/u));
  });

  it("sends usage to everyone who does not say no", async () => {
    expect((await readChunks("gpt-4o")).at(-1)).toMatchObject({ choices: [], usage: {} });
    const without = await readChunks("gpt-4o", { stream_options: { include_usage: false } });
    expect(without.at(-1)?.choices).toHaveLength(1);
  });
});

describe("another vendor's answer that the relay rewrites as an Anthropic message", () => {
  it("has thoughts without a signature in a stream, and none in one piece", async () => {
    const request = {
      model: "deepseek-v4-pro",
      max_tokens: 500,
      messages: [{ role: "user" as const, content: "What is 6 times 7?" }],
    };
    const converted = { ...request, model: "gpt-oss-120b" };
    const streamed = await anthropic().messages.stream(converted).finalMessage();
    expect(streamed.content[0]).toMatchObject({ type: "thinking", signature: "" });
    const { content } = await anthropic().messages.create(converted);
    expect(content.map((block) => block.type)).toEqual(["text"]);
    const [own] = (await anthropic().messages.create(request)).content;
    expect(own).toMatchObject({ type: "thinking", signature: expect.stringMatching(/.{40}/u) });
  });

  it("takes tools all the same", async () => {
    const { content } = await anthropic().messages.create({
      model: "gpt-4o",
      max_tokens: 500,
      tools: [{ name: "get_weather", input_schema: weatherParameters }],
      messages: [{ role: "user", content: "What is the weather in Oslo?" }],
    });
    expect(content).toMatchObject([{ type: "tool_use", input: { city: "Oslo" } }]);
  });
});
