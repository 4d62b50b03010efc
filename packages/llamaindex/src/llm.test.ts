import { useEmulator } from "@cometapi/testing/emulated";
import { Readable } from "node:stream";
import { type Emulator, startEmulator } from "@cometapi/emulator";
import { sseResponse } from "@cometapi/testing";
import { Settings } from "@llamaindex/core/global";
import type { ChatMessage } from "@llamaindex/core/llms";
import { CallbackManager } from "llamaindex";
import { expect, it, vi } from "vitest";
import { z } from "zod";
import {
  CometAPI,
  type CometAPIChunk,
  cometapi,
  type CometAPIResponse,
  type CometAPISettings,
} from "./index.ts";

type StreamingParams = Parameters<CometAPI["streamExec"]>[0];
type Params = Omit<StreamingParams, "stream"> & { stream?: false };

const emulator = useEmulator({ apiKey: "sk-llamaindex-test", tokenDelayMs: 1 });

function create(settings: CometAPISettings = {}): ReturnType<typeof cometapi> {
  return cometapi({ apiKey: "sk-llamaindex-test", baseURL: emulator.url, ...settings });
}

function ask(content: string): ChatMessage[] {
  return [{ role: "user", content }];
}

async function readAll<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of stream) values.push(value);
  return values;
}

function textOf(chunks: readonly CometAPIChunk[]): string {
  return chunks.map(({ delta }) => delta).join("");
}

const weather = {
  metadata: {
    name: "get_weather",
    description: "Get the current weather in a city",
    parameters: {
      type: "object",
      properties: { city: { type: "string", description: "Name of the city" } },
      required: ["city"],
    },
  },
  call: ({ city }: { city: string }) => `It is sunny in ${city}, 17.3 degrees.`,
};

it("answers with text, usage, the served model, the request id and the raw body", async () => {
  const { message, raw } = await create().chat({ messages: ask("Say hello world") });
  expect(message).toMatchObject({
    role: "assistant",
    content: "hello world",
    options: {
      finishReason: "stop",
      model: expect.stringContaining("emulator"),
      requestId: expect.stringMatching(/./),
      usage: { inputTokens: { total: 7 }, outputTokens: { total: 2 } },
    },
  });
  expect(raw).toMatchObject({ object: "chat.completion", usage: { prompt_tokens: 7 } });
});

it("streams the same, with usage on the last chunk and raw on all of them", async () => {
  const chunks = await readAll(await create().chat({ stream: true, messages: ask("Count to 20") }));
  expect(chunks.length).toBeGreaterThan(5);
  expect(textOf(chunks)).toMatch(/^1 2 3 .* 20$/);
  expect(chunks.every(({ raw }) => raw !== null)).toBe(true);
  expect(chunks.filter(({ options }) => options !== undefined)).toEqual([chunks.at(-1)]);
  expect(chunks.at(-1)).toMatchObject({
    options: { finishReason: "stop", usage: { outputTokens: { total: 20 } } },
    raw: { usage: { completion_tokens: 20 } },
  });
});

it("completes a prompt, with raw and its usage, streamed or not", async () => {
  const { text, raw } = await create().complete({ prompt: "Say hello world" });
  expect(text).toBe("hello world");
  expect(raw).toMatchObject({ usage: { completion_tokens: 2 } });
  const chunks = await readAll(await create().complete({ prompt: "Count to 5", stream: true }));
  expect(chunks.map((chunk) => chunk.text).join("")).toBe("1 2 3 4 5");
  expect(chunks.at(-1)?.raw).toMatchObject({ usage: { completion_tokens: 5 } });
});

it("completes a prompt in the form of a schema", async () => {
  const { text } = await create().complete({
    prompt: "Ada is 36 years old.",
    responseFormat: z.object({ name: z.string() }),
  });
  expect(JSON.parse(text)).toEqual({ name: expect.any(String) });
});

it("streams reasoning as thinking, before the answer", async () => {
  const chunks = await readAll(
    await create({ reasoningEffort: "low", model: "deepseek-r1-0528" }).chat({
      stream: true,
      messages: ask("Count to 3"),
    }),
  );
  expect(chunks[0]).toMatchObject({ delta: "", options: { thinking: expect.stringMatching(/./) } });
  expect(textOf(chunks)).toBe("1 2 3");
});

it("asks for tools and takes their results", async () => {
  const llm = create();
  const messages = ask("What is the weather in Lisbon?");
  const { message } = await llm.chat({ messages, tools: [weather] });
  const [call] = message.options?.toolCall ?? [];
  expect(call).toMatchObject({ name: "get_weather", input: { city: "Lisbon" } });
  const result = { id: call?.id ?? "", result: "17.3 degrees", isError: false };
  const answer = await llm.chat({
    messages: [
      ...messages,
      message,
      { role: "user", content: "17.3 degrees", options: { toolResult: result } },
    ],
    tools: [weather],
  });
  expect(answer.message.content).toContain("17.3");
});

it("sends the question of an unknown model whole, and no option that was not set", async () => {
  const question = `Say ${"word ".repeat(900)}end`;
  await using other = await startDisposable({ anyModel: true });
  const llm = cometapi({ apiKey: "k", baseURL: other.emulator.url, model: "unheard-of-1" });
  expect(llm.metadata).toMatchObject({ contextWindow: 128_000, temperature: 1, topP: 1 });
  await llm.chat({ messages: ask(question) });
  expect(other.emulator.requests.at(-1)?.body).toEqual({
    model: "unheard-of-1",
    messages: [{ role: "user", content: question }],
  });
});

it("takes the context window from the option, else from what is known of the model", () => {
  expect(cometapi({ contextWindow: 5000 }).metadata.contextWindow).toBe(5000);
  expect(cometapi({ model: "gpt-4.1" }).metadata.contextWindow).toBeGreaterThan(1_000_000);
});

it("is created without a key and says at the first call where it goes", async () => {
  const llm = cometapi({ baseURL: emulator.url });
  await expect(llm.chat({ messages: ask("Hello") })).rejects.toMatchObject({
    code: "missing-api-key",
    message: expect.stringMatching(/apiKey.*COMETAPI_KEY.*cometapi\.com/s),
  });
});

it("reports a refused key with its status, streamed or not, before a stream is handed out", async () => {
  const llm = create({ apiKey: "sk-wrong" });
  const failure = { code: "authentication", status: 401 };
  await expect(llm.chat({ messages: ask("Hi") })).rejects.toMatchObject(failure);
  await expect(llm.chat({ stream: true, messages: ask("Hi") })).rejects.toMatchObject(failure);
  await expect(llm.complete({ stream: true, prompt: "Hi" })).rejects.toMatchObject(failure);
});

it("reports start, chunks and end of every call to the callback manager, with the LLM as reason", async () => {
  const llm = create();
  const { log, run } = recordEvents();
  await run(async () => {
    await llm.chat({ messages: ask("Say hello") });
    await readAll(await llm.chat({ stream: true, messages: ask("Count to 3") }));
  });
  expect(log.map(({ name }) => name)).toEqual([
    "llm-start",
    "llm-end",
    "llm-start",
    ...Array.from({ length: log.length - 4 }, () => "llm-stream"),
    "llm-end",
  ]);
  expect(log.every(({ caller }) => caller === llm)).toBe(true);
  expect(log.at(-1)?.detail).toMatchObject({
    id: log.at(-2)?.detail.id,
    response: {
      message: { content: "1 2 3", options: { usage: { outputTokens: { total: 3 } } } },
      raw: { usage: { completion_tokens: 3 } },
    },
  });
});

it("reports the end of a call that failed, with the error", async () => {
  const { log, run } = recordEvents();
  await run(async () => {
    const failing = create({ apiKey: "sk-wrong" });
    await expect(failing.chat({ messages: ask("Hi") })).rejects.toThrow();
    await expect(failing.chat({ stream: true, messages: ask("Hi") })).rejects.toThrow();
  });
  const end = { response: { message: { options: { error: { status: 401 } } } } };
  expect(log).toMatchObject([
    { name: "llm-start" },
    { name: "llm-end", detail: end },
    { name: "llm-start" },
    { name: "llm-end", detail: end },
  ]);
});

it("closes the connection and reports the end when the reader leaves", async () => {
  const { log, run } = recordEvents();
  await run(async () => {
    for await (const chunk of await create().chat({
      stream: true,
      messages: ask("Count to 900"),
    })) {
      if (chunk.delta !== "") break;
    }
  });
  expect(log.at(-1)).toMatchObject({
    name: "llm-end",
    detail: { response: { message: { content: "1", options: { finishReason: "interrupted" } } } },
  });
  await vi.waitFor(() => expect(emulator.requests.at(-1)?.outcome).toBe("client-closed"));
});

it("ends by the signal of a call or of the LLM, and throws its reason", async () => {
  const [ofCall, ofLLM] = [new AbortController(), new AbortController()];
  const llm = create({ signal: ofLLM.signal });
  const stream = await llm.chat({
    stream: true,
    messages: ask("Count to 900"),
    additionalChatOptions: { signal: ofCall.signal },
  });
  ofCall.abort(new Error("enough"));
  await expect(readAll(stream)).rejects.toThrow("enough");
  ofLLM.abort(new Error("for good"));
  await expect(llm.chat({ messages: ask("Hi") })).rejects.toThrow("for good");
});

it("throws the reason of a call's own signal although it looks like an agent's", async () => {
  const controller = new AbortController();
  const stream = await create().chat({
    stream: true,
    tools: [],
    messages: ask("Count to 900"),
    additionalChatOptions: { signal: controller.signal },
  });
  controller.abort(new Error("enough"));
  await expect(readAll(stream)).rejects.toThrow("enough");
});

it("takes what the user knows of a model: its window, and the API that `auto` takes", async () => {
  const model = "claude-sonnet-4-5";
  const modelTraits = { [model]: { contextWindow: 9000, api: "chat" } } as const;
  const llm = create({ model, modelTraits });
  expect(llm.metadata.contextWindow).toBe(9000);
  const { message } = await llm.chat({ messages: ask("Hi") });
  expect(message.options?.api).toBe("chat");
});

it.each<[object, RegExp]>([
  [{ baseUrl: "http://127.0.0.1" }, /`baseUrl`. Did you mean `baseURL`\?/],
  [{ api_key: "k" }, /`api_key`. Did you mean `apiKey`\?/],
  [{ timeoutMs: 5 }, /`timeoutMs`. Did you mean `timeout`\?/],
  [{ max_tokens: 5 }, /`max_tokens`. Did you mean `maxTokens`\?/],
  [{ additionalSessionOptions: {} }, /Use `baseURL`, `headers` or `fetch`\./],
  [{ timeout: "10s" }, /`timeout` of CometAPI must be a number of milliseconds above 0/],
  [{ apiKey: 5 }, /`apiKey` of CometAPI must be a string/],
  [{ fallbackModels: "gpt-5-mini" }, /`fallbackModels` of CometAPI must be a list of strings/],
  [{ modelTraits: { m: { contextwindow: 1 } } }, /modelTraits\["m"\].*`contextWindow`\?/],
  [{ contextWindow: 0 }, /`contextWindow` of CometAPI must be 1 or a whole number above/],
  [{ maxConcurrency: 0 }, /`maxConcurrency`/],
  [{ onAgentError: "ignore" }, /"message", "throw" or a function/],
])("refuses the settings %o", (settings, message) => {
  expect(() => create(settings)).toThrow(message);
});

it("lets the server judge what only it knows", () => {
  expect(() =>
    create({ model: "", temperature: 9, presencePenalty: -9, topK: -1, maxTokens: 0 }),
  ).not.toThrow();
});

it("puts a call's extraBody over that of the settings, member by member", async () => {
  const llm = create({ extraBody: { a: 1, thinking: { type: "enabled", budget: 1 } } });
  await llm.chat({
    messages: ask("Hi"),
    additionalChatOptions: { extraBody: { b: 2, thinking: { budget: 2 } } },
  });
  expect(emulator.requests.at(-1)?.body).toMatchObject({
    a: 1,
    b: 2,
    thinking: { type: "enabled", budget: 2 },
  });
});

it("asks by the API of a call rather than by that of the settings", async () => {
  const llm = create({ model: "gpt-5-mini", api: "responses" });
  const messages = ask("Say hello");
  const { message } = await llm.chat({ messages, additionalChatOptions: { api: "chat" } });
  expect(message.options?.api).toBe("chat");
  expect((await llm.chat({ messages })).message.options?.api).toBe("responses");
});

it("takes the options of a call in the API's own spelling, whichever API it goes by", async () => {
  const llm = create({ model: "claude-sonnet-4-5" });
  const additionalChatOptions = { max_tokens: 1, stop: "x" };
  await llm.chat({
    messages: ask("Hi"),
    additionalChatOptions: { ...additionalChatOptions, api: "messages" },
  });
  expect(emulator.requests.at(-1)?.body).toMatchObject({ max_tokens: 1, stop_sequences: ["x"] });
});

it("completes and executes through chat, so that a guard in a subclass holds", async () => {
  class Guarded extends CometAPI {
    readonly asked: unknown[] = [];
    override chat(params: StreamingParams): Promise<AsyncIterable<CometAPIChunk>>;
    override chat(params: Params): Promise<CometAPIResponse>;
    override async chat(
      params: Params | StreamingParams,
    ): Promise<CometAPIResponse | AsyncIterable<CometAPIChunk>> {
      this.asked.push(params.messages[0]?.content);
      const toolCall = [{ id: "a", name: "get_weather", input: '{"city":"Lisbon"}' }];
      const options = params.tools === undefined ? undefined : { toolCall };
      const chunk = { delta: "Guarded.", raw: null, options };
      if (params.stream === true) return Readable.from([chunk]);
      return { message: { role: "assistant", content: "Guarded.", options }, raw: null };
    }
  }
  const llm = new Guarded({ apiKey: "k" });
  expect((await llm.complete({ prompt: "1" })).text).toBe("Guarded.");
  const texts = await readAll(await llm.complete({ prompt: "2", stream: true }));
  expect(texts).toEqual([{ text: "Guarded.", raw: null }]);
  const round = await llm.exec({ messages: ask("3"), tools: [weather] });
  const streamed = await llm.exec({ messages: ask("4"), tools: [weather], stream: true });
  await readAll(streamed.stream);
  for (const messages of [round.newMessages, streamed.newMessages()]) {
    expect(messages).toMatchObject([
      { content: "Guarded." },
      { content: weather.call({ city: "Lisbon" }) },
    ]);
  }
  expect((await llm.exec({ messages: ask("5") })).newMessages).toHaveLength(1);
  expect(llm.asked).toEqual(["1", "2", "3", "4", "5"]);
});

it("throws at a streamed exec that fails, which is no agent's", async () => {
  const params = { messages: ask("Hi"), tools: [weather], stream: true as const };
  await expect(create({ apiKey: "sk-wrong" }).exec(params)).rejects.toMatchObject({ status: 401 });
});

it("tells how a streamed answer ended in raw, though the usage comes after it", async () => {
  const chunks: object[] = [
    { choices: [{ index: 0, delta: { content: "Hel" }, finish_reason: null }] },
    { choices: [{ index: 0, delta: {}, finish_reason: "length" }] },
    { choices: [], usage: { prompt_tokens: 3, completion_tokens: 1 } },
  ];
  const fetch = (): Promise<Response> => Promise.resolve(sseResponse(chunks));
  const stream = await create({ fetch }).complete({ prompt: "Hi", stream: true });
  const raws = (await readAll(stream)).map(({ raw }) => raw);
  expect(raws.at(-1)).toMatchObject({
    choices: [{ finish_reason: "length" }],
    usage: { completion_tokens: 1 },
  });
});

it("throws what onUsage throws, after a streamed answer and with it in llm-end", async () => {
  const llm = create({
    onUsage: () => {
      throw new Error("over budget");
    },
  });
  const { log, run } = recordEvents();
  const chunks: CometAPIChunk[] = [];
  await run(async () => {
    await expect(llm.chat({ messages: ask("Say hello") })).rejects.toThrow("over budget");
    const stream = await llm.chat({ stream: true, messages: ask("Say hello") });
    const readAndKeep = async (): Promise<void> => {
      for await (const chunk of stream) chunks.push(chunk);
    };
    await expect(readAndKeep()).rejects.toThrow("over budget");
  });
  expect(textOf(chunks)).toBe("hello");
  const options = { error: { message: "over budget" } };
  const ends = log.filter(({ name }) => name === "llm-end");
  expect(ends).toMatchObject([
    { detail: { response: { message: { options } } } },
    { detail: { response: { message: { content: "hello", options } } } },
  ]);
});

it("throws what went wrong with an answer rather than what onUsage threw of it", async () => {
  const failing: object[] = [
    { choices: [{ index: 0, delta: { content: "Hel" } }], usage: { prompt_tokens: 3 } },
    { error: { message: "upstream exploded" } },
  ];
  const onUsage = vi.fn<() => void>(() => {
    throw new Error("over budget");
  });
  const fetch = (): Promise<Response> => Promise.resolve(sseResponse(failing));
  const llm = create({ fetch, onUsage });
  const stream = await llm.chat({ stream: true, messages: ask("Hi") });
  await expect(readAll(stream)).rejects.toThrow("upstream exploded");
  expect(onUsage).toHaveBeenCalledOnce();
});

it("tells what an answer cost to whoever listens for llm-end, streamed or not", async () => {
  const llm = create({ model: "gpt-5", includeCost: true });
  const { log, run } = recordEvents();
  await run(async () => {
    await llm.chat({ messages: ask("Say hello") });
    await readAll(await llm.chat({ stream: true, messages: ask("Say hello") }));
  });
  const options = { usage: { charge: { usd: expect.any(Number), missing: [] } } };
  const end = { detail: { response: { message: { options } } } };
  expect(log.filter(({ name }) => name === "llm-end")).toMatchObject([end, end]);
});

it("tells the usage of every answer to onUsage", async () => {
  const used: unknown[] = [];
  const llm = create({ onUsage: ({ usage, model }) => used.push([usage, model]) });
  await llm.chat({ messages: ask("Say hello world") });
  await readAll(await llm.complete({ stream: true, prompt: "Say hello world" }));
  expect(used).toMatchObject([
    [{ totalTokens: 9 }, "gpt-4o-mini"],
    [{ totalTokens: 9 }, "gpt-4o-mini"],
  ]);
});

async function startDisposable(
  settings: Parameters<typeof startEmulator>[0],
): Promise<{ emulator: Emulator } & AsyncDisposable> {
  const started = await startEmulator({ port: 0, ...settings });
  return { emulator: started, [Symbol.asyncDispose]: async () => started.close() };
}

interface LoggedEvent {
  name: string;
  caller: unknown;
  detail: { id: string };
}

/** Runs something under a callback manager of its own and writes its events down. */
function recordEvents(): { log: LoggedEvent[]; run: (task: () => Promise<void>) => Promise<void> } {
  const log: LoggedEvent[] = [];
  const manager = new CallbackManager();
  for (const name of ["llm-start", "llm-stream", "llm-end"] as const) {
    manager.on(name, ({ detail, reason }) => {
      log.push({ name, caller: reason?.caller, detail });
    });
  }
  return {
    log,
    run: async (task) => {
      await Settings.withCallbackManager(manager, task);
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
    },
  };
}
