import { useEmulator } from "@cometapi/testing/emulated";
import { readFileSync } from "node:fs";
import { error, toolCall } from "@cometapi/emulator";
import { Settings } from "@llamaindex/core/global";
import { CallbackManager } from "llamaindex";
import { expect, it, vi } from "vitest";
import { z } from "zod";
import { CometAPIEmbedding, cometapi, type CometAPI, type CometAPISettings } from "./index.ts";

const emulator = useEmulator({ anyModel: true, tokenDelayMs: 1 });

function create(settings: CometAPISettings = {}): CometAPI {
  return cometapi({ apiKey: "sk-features-test", baseURL: emulator.url, ...settings });
}

function ask(content: string): { role: "user"; content: string }[] {
  return [{ role: "user", content }];
}

function sent(): unknown {
  return emulator.requests.at(-1)?.body;
}

const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const weather = {
  metadata: { name: "get_weather", description: "Weather", parameters: { type: "object" } },
  call: ({ city }: { city: string }) => `17.3 degrees in ${city}`,
};

/** The rows of the README's table, each with what proves its first column. */
const features: Record<string, () => Promise<void>> = {
  "text APIs": async () => {
    const models = {
      chat: "gpt-4o-mini",
      responses: "gpt-5-mini",
      messages: "claude-sonnet-4-5",
      gemini: "gemini-2.5-flash",
    } as const;
    for (const api of ["chat", "responses", "messages", "gemini"] as const) {
      const { message } = await create({ api, model: models[api] }).chat({ messages: ask("Hi") });
      expect(message.options?.api).toBe(api);
    }
  },
  chat: async () => {
    const { message } = await create().chat({ messages: ask("Say hello") });
    expect(message.content).toBe("hello");
  },
  stream: async () => {
    const stream = await create().chat({ stream: true, messages: ask("Count to 900") });
    for await (const { delta } of stream) if (delta !== "") break;
    await vi.waitFor(() => expect(emulator.requests.at(-1)?.outcome).toBe("client-closed"));
  },
  complete: async () => {
    const { text } = await create().complete({ prompt: "Say hello" });
    expect(text).toBe("hello");
    const raws: unknown[] = [];
    const stream = await create().complete({ prompt: "Say hello", stream: true });
    for await (const { raw } of stream) raws.push(raw);
    expect(raws.at(-1)).toMatchObject({ usage: { completion_tokens: 1 } });
  },
  async: async () => {
    const answers = ["Say one", "Say two"].map((prompt) => create().complete({ prompt }));
    expect((await Promise.all(answers)).map(({ text }) => text)).toEqual(["one", "two"]);
  },
  tools: async () => {
    emulator.on().reply(toolCall("get_weather", { city: "Lisbon" }));
    const { message } = await create().chat({ messages: ask("Weather?"), tools: [weather] });
    expect(message.options?.toolCall).toMatchObject([{ input: { city: "Lisbon" } }]);
  },
  "parallel tools": async () => {
    const both = toolCall("get_weather", { city: "Lisbon" }, toolCall("get_weather", {}));
    emulator.on().reply(both);
    const { message } = await create().chat({ messages: ask("Weather?"), tools: [weather] });
    expect(message.options?.toolCall).toHaveLength(2);
  },
  "streamed tools": async () => {
    const both = toolCall("get_weather", { city: "Lisbon" }, toolCall("get_weather", {}));
    emulator.on().reply(both);
    const calls: unknown[] = [];
    const params = { messages: ask("Weather?"), tools: [weather], stream: true as const };
    for await (const { options } of await create().chat(params)) {
      calls.push(...(options?.toolCall ?? []));
    }
    expect(calls).toMatchObject([{ input: { city: "Lisbon" } }, { input: {} }]);
  },
  "tool choice": async () => {
    const toolChoice = { toolName: "get_weather" };
    await create({ toolChoice }).chat({ messages: ask("Weather?"), tools: [weather] });
    expect(sent()).toMatchObject({ tool_choice: { function: { name: "get_weather" } } });
  },
  "structured output": async () => {
    const responseFormat = z.object({ name: z.string() });
    const { object } = await create().exec({ messages: ask("I am Ada."), responseFormat });
    expect(object).toEqual({ name: expect.any(String) });
    expect(sent()).toMatchObject({ response_format: { type: "json_schema" } });
  },
  "reasoning out": async () => {
    emulator.on().reply({ text: "42", reasoning: "6 times 7" });
    const { message } = await create().chat({ messages: ask("6 * 7?") });
    expect(message).toMatchObject({ content: "42", options: { thinking: "6 times 7" } });
  },
  "reasoning sent back": async () => {
    const llm = create({ model: "deepseek-reasoner" });
    const call = toolCall("get_weather", { city: "Lisbon" });
    emulator
      .on()
      .reply({ ...call, reasoning: "I must look." })
      .reply("Sunny.");
    const { message } = await llm.chat({ messages: ask("Weather?"), tools: [weather] });
    const toolCalls = message.options?.toolCall ?? [];
    const stripped = { role: "assistant" as const, content: "", options: { toolCall: toolCalls } };
    const id = toolCalls[0]?.id ?? "";
    const toolResult = { id, result: "17.3", isError: false };
    const result = { role: "user" as const, content: "17.3", options: { toolResult } };
    await llm.chat({ messages: [...ask("Weather?"), stripped, result], tools: [weather] });
    expect(sent()).toMatchObject({
      messages: [{}, { role: "assistant", reasoning_content: "I must look." }, { role: "tool" }],
    });
  },
  "reasoning effort": async () => {
    await create({ model: "unheard-of-1", reasoningEffort: "high" }).chat({ messages: ask("Hi") });
    expect(sent()).toMatchObject({ reasoning_effort: "high" });
    const claude = { model: "claude-sonnet-4-5", api: "messages" } as const;
    await create({ ...claude, reasoningBudget: 2048 }).chat({ messages: ask("Hi") });
    expect(sent()).toMatchObject({ thinking: { budget_tokens: 2048 } });
    const gpt = { model: "gpt-5-mini", api: "responses", reasoningSummary: "auto" } as const;
    await create(gpt).chat({ messages: ask("Hi") });
    expect(sent()).toMatchObject({ reasoning: { summary: "auto" } });
  },
  "prompt caching": async () => {
    const mark = { type: "ephemeral" as const };
    const marked = { role: "user" as const, content: "Hi", options: { cache_control: mark } };
    await create({ model: "claude-sonnet-4-5", api: "messages" }).chat({ messages: [marked] });
    expect(sent()).toMatchObject({ messages: [{ content: [{ cache_control: mark }] }] });
    const settings = { model: "claude-sonnet-4-5", api: "messages", cacheControl: mark } as const;
    await create(settings).chat({ messages: ask("Hi") });
    expect(JSON.stringify(sent())).toContain('"cache_control":{"type":"ephemeral"}');
    const keyed = create({ model: "gpt-5-mini", api: "responses", promptCacheKey: "book" });
    await keyed.chat({ messages: ask("Hi") });
    expect(sent()).toMatchObject({ prompt_cache_key: "book" });
  },
  "safety settings": async () => {
    const safetySettings = [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }];
    const llm = create({ model: "gemini-2.5-flash", api: "gemini", safetySettings });
    await llm.chat({ messages: ask("Hi") });
    expect(sent()).toMatchObject({ safetySettings });
  },
  "vendors' own tools": async () => {
    const vendorTools = [{ id: "google.google_search" }];
    const llm = create({ model: "gemini-2.5-flash", api: "gemini", vendorTools });
    await llm.chat({ messages: ask("Hi") });
    expect(sent()).toMatchObject({ tools: [{ googleSearch: {} }] });
    const source = { uri: "https://example.com/a", title: "A" };
    const grounded = {
      content: { role: "model", parts: [{ text: "So." }] },
      finishReason: "STOP",
      groundingMetadata: { groundingChunks: [{ web: source }] },
    };
    emulator.on().reply(Response.json({ candidates: [grounded] }));
    const { message } = await llm.chat({ messages: ask("Hi") });
    expect(message.options?.citations).toMatchObject([{ url: source.uri, title: "A" }]);
  },
  images: async () => {
    await create().chat({
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "What is this?" },
            { type: "image", data: onePixel, mimeType: "image/png" },
            { type: "image_url", image_url: { url: "https://example.com/a.png" } },
          ],
        },
      ],
    });
    expect(sent()).toMatchObject({
      messages: [
        {
          content: [
            { type: "text" },
            { image_url: { url: `data:image/png;base64,${onePixel}` } },
            { image_url: { url: "https://example.com/a.png" } },
          ],
        },
      ],
    });
  },
  "audio, video, files": async () => {
    await create({ model: "unheard-of-1" }).chat({
      messages: [
        {
          role: "user",
          content: [
            { type: "audio", data: "QUJD", mimeType: "audio/mpeg" },
            { type: "video", data: "QUJD", mimeType: "video/mp4" },
            { type: "file", data: "JVBERi0=", mimeType: "application/pdf" },
            { type: "file", data: "QUJD", mimeType: "text/plain" },
          ],
        },
      ],
    });
    expect(sent()).toMatchObject({
      messages: [
        {
          content: [
            { type: "input_audio", input_audio: { format: "mp3" } },
            { type: "video_url" },
            { type: "file" },
            { type: "text", text: "ABC" },
          ],
        },
      ],
    });
  },
  usage: async () => {
    const used: unknown[] = [];
    const llm = create({ onUsage: ({ usage: counted }) => used.push(counted) });
    const { message, raw } = await llm.chat({ messages: ask("Say hello") });
    expect(message.options?.usage?.outputTokens.total).toBe(1);
    expect(raw).toHaveProperty("usage");
    expect(used).toEqual([message.options?.usage]);
  },
  "retries, timeout": async () => {
    emulator
      .on()
      .reply(error(503, { retryAfterSeconds: 0 }))
      .reply("hello");
    expect((await create().complete({ prompt: "Hi" })).text).toBe("hello");
    expect(emulator.requests).toHaveLength(2);
    emulator.reset();
    emulator.on().reply(() => new Promise<never>(() => {}));
    const impatient = create({ timeout: 20, maxRetries: 0 });
    await expect(impatient.complete({ prompt: "Hi" })).rejects.toMatchObject({ code: "timeout" });
  },
  "abort signal": async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(create({ signal }).complete({ prompt: "Hi" })).rejects.toThrow("enough");
  },
  "context window": async () => {
    expect(create({ model: "unheard-of-1" }).metadata.contextWindow).toBe(128_000);
    expect(create({ contextWindow: 7 }).metadata.contextWindow).toBe(7);
    expect(create({ model: "gpt-4.1" }).metadata.contextWindow).toBeGreaterThan(1_000_000);
  },
  "chat model flag": async () => {
    await create({ model: "unheard-of-1" }).complete({ prompt: "Hi" });
    expect(emulator.requests.at(-1)?.path).toBe("/v1/chat/completions");
  },
  "tool support": async () => {
    expect(create({ model: "unheard-of-1" }).supportToolCall).toBe(true);
    expect(create({ supportToolCall: false }).supportToolCall).toBe(false);
  },
  embeddings: async () => {
    const embedding = new CometAPIEmbedding({ apiKey: "k", baseURL: emulator.url });
    const texts = Array.from({ length: 250 }, (_value, index) => `text ${index}`);
    expect(await embedding.getTextEmbeddingsBatch(texts)).toHaveLength(250);
    expect(emulator.requests).toHaveLength(3);
  },
  "model look-up": async () => {
    const model = { id: "unheard-of-1", model_type: "text", context_length: "64K" };
    const body = { success: true, page: 0, page_size: 0, total: 1, data: [model] };
    const fetch = (): Promise<Response> => Promise.resolve(Response.json(body));
    const llm = cometapi({ model: "unheard-of-1", fetch });
    expect(llm.metadata.contextWindow).toBe(128_000);
    expect((await llm.loadMetadata()).contextWindow).toBe(64_000);
    expect(llm.metadata.contextWindow).toBe(64_000);
  },
  "additional fields": async () => {
    await create({ extraBody: { service_tier: "flex" } }).chat({
      messages: ask("Hi"),
      additionalChatOptions: { temperature: 0.5, max_tokens: 3, enable_thinking: true },
    });
    expect(sent()).toMatchObject({
      service_tier: "flex",
      temperature: 0.5,
      max_tokens: 3,
      enable_thinking: true,
    });
  },
  "default headers": async () => {
    await create({ headers: { "x-team": "blue" } }).chat({ messages: ask("Hi") });
    expect(emulator.requests.at(-1)?.headers).toMatchObject({ "x-team": "blue" });
  },
  callbacks: async () => {
    const manager = new CallbackManager();
    const log: string[] = [];
    manager.on("llm-start", () => log.push("start"));
    manager.on("llm-end", () => log.push("end"));
    await Settings.withCallbackManager(manager, async () => {
      for await (const { delta } of await create().chat({ stream: true, messages: ask("Hi") })) {
        if (delta !== "") break;
      }
    });
    await vi.waitFor(() => expect(log).toEqual(["start", "end"]));
  },
};

it.each(Object.entries(features))("%s", async (_feature, prove) => {
  await prove();
});

it("has a test for every row of the README's table", () => {
  const readme = readFileSync(`${import.meta.dirname}/../README.md`, "utf8");
  const [, table = ""] = readme.split("## Beside the others");
  const rows = [...table.matchAll(/^\| (?<name>[a-z][^|]*?) +\|/gm)].map(
    ({ groups }) => groups?.["name"],
  );
  expect(rows).toEqual(Object.keys(features));
});
