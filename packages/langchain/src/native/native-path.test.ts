import { CometAPIError } from "@cometapi/core";
import { type Emulator, startEmulator } from "@cometapi/emulator";
import { findSecret } from "@cometapi/testing";
import { ModelAbortError } from "@langchain/core/errors";
import { AIMessageChunk, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { createAgent } from "langchain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { failureOf } from "../../test/scripted-model.ts";
import { ChatCometAPI } from "../chat-model.ts";
import type { ChatAPI, ChatCometAPIOptions } from "../chat-settings.ts";
import { loadPeer } from "./load-peer.ts";

const key = "sk-Zq4Lr8Nw2XtBv6Km9Pd3Hs7J";
const schema = z.object({ city: z.string().describe("Name of the city") });
const weather = tool(({ city }) => `The weather in ${city} is sunny, 17.3 degrees.`, {
  name: "get_weather",
  description: "Get the current weather in a city",
  schema,
});
const question = "What is the weather in Lisbon?";

const apis = [
  { api: "responses", id: "gpt-4.1-mini", path: "/v1/responses", provider: "openai" },
  { api: "messages", id: "claude-sonnet-4-6", path: "/v1/messages", provider: "anthropic" },
  { api: "gemini", id: "gemini-2.5-flash", path: "/v1beta/models/", provider: "google" },
] as const;

/** The fields by which each API is told what to call. */
const toolChoices = {
  responses: {
    auto: { tool_choice: "auto" },
    any: { tool_choice: "required" },
    none: { tool_choice: "none" },
    get_weather: { tool_choice: { type: "function", name: "get_weather" } },
  },
  messages: {
    auto: { tool_choice: { type: "auto" } },
    any: { tool_choice: { type: "any" } },
    none: { tool_choice: { type: "none" } },
    get_weather: { tool_choice: { type: "tool", name: "get_weather" } },
  },
  gemini: {
    auto: { toolConfig: { functionCallingConfig: { mode: "AUTO" } } },
    any: { toolConfig: { functionCallingConfig: { mode: "ANY" } } },
    none: { toolConfig: { functionCallingConfig: { mode: "NONE" } } },
    get_weather: {
      toolConfig: {
        functionCallingConfig: { mode: "ANY", allowedFunctionNames: ["get_weather"] },
      },
    },
  },
} as const;

let emulator: Emulator;
/** Sends slowly enough that a reader has seen what came before a failure. */
let paced: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0, tokenDelayMs: 0, apiKey: key });
  paced = await startEmulator({ port: 0, tokenDelayMs: 5, apiKey: key });
});
afterAll(() => Promise.all([emulator.close(), paced.close()]));

function create(id: string, api: ChatAPI, options: ChatCometAPIOptions = {}): ChatCometAPI {
  return new ChatCometAPI(id, {
    apiKey: key,
    baseURL: emulator.url,
    maxRetries: 0,
    api,
    ...options,
  });
}

async function join(stream: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk> {
  let whole: AIMessageChunk | undefined;
  for await (const chunk of stream) whole = whole === undefined ? chunk : whole.concat(chunk);
  if (whole === undefined) throw new Error("Nothing was streamed.");
  return whole;
}

/** Each way to read a stream. */
const streamed: [string, (model: ChatCometAPI, prompt: string) => Promise<unknown>][] = [
  ["stream", async (model, prompt) => join(await model.stream(prompt))],
  ["streamEvents", async (model, prompt) => model.streamEvents(prompt)],
  ["invoke with streaming: true", (model, prompt) => model.invoke(prompt)],
];

function partialTextOf(failure: unknown): string | undefined {
  const partial: unknown = Reflect.get(Object(failure), "partialOutput");
  return AIMessageChunk.isInstance(partial) ? partial.text : undefined;
}

describe.each(apis)("api: $api", ({ api, id, path, provider }) => {
  it("answers by its own route, with CometAPI's key, usage and the vendor's blocks", async () => {
    const message = await create(id, api).invoke("Say hello world");
    expect(message.text).toBe("hello world");
    expect(message.usage_metadata).toMatchObject({ input_tokens: expect.any(Number) });
    expect(message.response_metadata).toMatchObject({
      model_provider: provider,
      model: expect.stringContaining(":emulator"),
    });
    const request = emulator.requests.at(-1);
    expect(request?.path).toContain(path);
    expect(request?.headers).toMatchObject({
      "user-agent": expect.stringMatching(/^langchain-cometapi\//),
    });
  });

  it("streams in both protocols, and from inside invoke", async () => {
    const model = create(id, api);
    const whole = await join(await model.stream("Say hello world"));
    expect(whole.text).toBe("hello world");
    expect(whole.usage_metadata).toMatchObject({ input_tokens: expect.any(Number) });
    expect(await model.streamEvents("Say hello world").text).toBe("hello world");
    const tokens: string[] = [];
    const streaming = create(id, api, { streaming: true });
    const message = await streaming.invoke("Say hello world", {
      callbacks: [{ handleLLMNewToken: (token: string) => void tokens.push(token) }],
    });
    expect(message.text).toBe("hello world");
    expect(tokens.join("")).toBe("hello world");
  });

  it("calls tools, takes their results, and runs in an agent", async () => {
    const model = create(id, api).bindTools([weather]);
    const call = await model.invoke(question);
    expect(call.tool_calls).toMatchObject([{ name: "get_weather", args: { city: "Lisbon" } }]);
    const answer = await model.invoke([
      new HumanMessage(question),
      call,
      new ToolMessage({
        content: "17.3 degrees",
        tool_call_id: call.tool_calls?.[0]?.id ?? "",
        name: "get_weather",
      }),
    ]);
    expect(answer.text).toContain("17.3");
    const agent = createAgent({ model: create(id, api), tools: [weather] });
    const { messages } = await agent.invoke({ messages: [new HumanMessage(question)] });
    expect(messages.at(-1)?.text).toContain("17.3");
  });

  it.each(["auto", "any", "none", "get_weather"] as const)(
    "says tool_choice %s in the API's own words",
    async (choice) => {
      await create(id, api).bindTools([weather], { tool_choice: choice }).invoke(question);
      const request = emulator.requests.at(-1);
      expect(request?.status).toBe(200);
      expect(request?.body).toMatchObject(toolChoices[api][choice]);
    },
  );

  it.each(["functionCalling", "jsonSchema"])("gives structured output by %s", async (method) => {
    const structured = create(id, api).withStructuredOutput(schema, { method });
    expect(await structured.invoke("Extract the city from: it is warm in Lisbon")).toEqual({
      city: "Lisbon",
    });
  });

  it("sends parameters, headers and the body's own fields", async () => {
    const model = create(id, api, {
      temperature: 0.3,
      maxTokens: 200,
      headers: { "x-team": "one" },
      extraBody: { vendor_option: true },
    });
    await model.invoke("Hi", { headers: { "x-user": "two" } });
    const request = emulator.requests.at(-1);
    expect(request?.headers).toMatchObject({ "x-team": "one", "x-user": "two" });
    expect(request?.body).toMatchObject({ vendor_option: true });
    expect(JSON.stringify(request?.body)).toContain("0.3");
    expect(JSON.stringify(request?.body)).toContain("200");
  });

  it("fails with the same typed errors as Chat Completions, without the key", async () => {
    for (const ask of [
      (model: ChatCometAPI): Promise<unknown> => model.invoke("Hi"),
      async (model: ChatCometAPI): Promise<unknown> => join(await model.stream("Hi")),
    ]) {
      const failure = await failureOf(ask(create("no-such-model", api)));
      expect(CometAPIError.isInstance(failure)).toBe(true);
      expect(failure).toMatchObject({
        code: "model-not-found",
        status: 503,
        requestId: expect.stringMatching(/./),
        lc_error_code: "MODEL_NOT_FOUND",
      });
      expect(findSecret(failure, key)).toEqual([]);
    }
    const refused = await failureOf(create(id, api, { apiKey: "sk-wrong-1" }).invoke("Hi"));
    expect(refused).toMatchObject({ code: "authentication", status: 401 });
  });

  it("is tried again by LangChain's caller alone", async () => {
    const before = emulator.requests.length;
    const model = create(id, api, {
      headers: { "x-emulator-fault": "429" },
      maxRetries: 1,
    });
    expect(await failureOf(model.invoke("Hi"))).toMatchObject({ code: "rate-limit" });
    expect(emulator.requests.length - before).toBe(2);
  });

  it("takes strict tools, which only Gemini has no word for", async () => {
    await create(id, api).bindTools([weather], { strict: true }).invoke(question);
    const sent = JSON.stringify(emulator.requests.at(-1)?.body);
    expect(sent.includes('"strict":true')).toBe(api !== "gemini");
  });

  it("refuses options it has no word for, and fallback models", async () => {
    expect(await failureOf(create(id, api, { n: 2 }).invoke("Hi"))).toMatchObject({
      message: expect.stringContaining("no option n"),
    });
    expect(() => create(id, api, { fallbackModels: ["gpt-5"] })).toThrow("withFallbacks");
  });

  describe.each(streamed)("by %s", (_way, ask) => {
    it.each([
      ["cut after=8", /stream-interrupted/],
      ["end-early after=8", /stream-interrupted/],
      ["error-in-stream after=8", /overloaded|server/],
      ["malformed-frame after=8", /invalid-response/],
    ])("fails at %s with a typed error and the answer so far", async (fault, code) => {
      const model = create(id, api, {
        baseURL: paced.url,
        headers: { "x-emulator-fault": fault },
        streaming: true,
        maxRetries: 2,
      });
      const before = paced.requests.length;
      const failure = await failureOf(ask(model, "Count to 20"));
      expect(CometAPIError.isInstance(failure)).toBe(true);
      expect(failure).toMatchObject({ code: expect.stringMatching(code) });
      expect(partialTextOf(failure)).toMatch(/^1 2 3/);
      expect(paced.requests.length - before).toBe(1);
    });

    it.each([
      ["html", "base-url", false],
      ["redirect", "base-url", false],
      ["error-in-stream after=0", expect.stringMatching(/overloaded|server/), true],
      ["malformed-frame after=0", "invalid-response", true],
      ["end-early after=0", "stream-interrupted", true],
    ])("fails at %s with a typed error", async (fault, code, isRetryable) => {
      const headers = { "x-emulator-fault": fault };
      const failure = await failureOf(ask(create(id, api, { headers, streaming: true }), "Hi"));
      expect(CometAPIError.isInstance(failure)).toBe(true);
      expect(failure).toMatchObject({ code, isRetryable });
    });
  });

  it.each(streamed)("takes a whole answer to %s for none", async (_way, ask) => {
    const wholeAnswer = { output: [], content: [], candidates: [] };
    const fetch = async (): Promise<Response> => Response.json(wholeAnswer);
    expect(await failureOf(ask(create(id, api, { fetch, streaming: true }), "Hi"))).toMatchObject({
      code: "invalid-response",
    });
  });

  it("tries a stream again that fails before any output", async () => {
    const headers = { "x-emulator-fault": "error-in-stream after=0" };
    const model = create(id, api, { headers, maxRetries: 1 });
    const before = emulator.requests.length;
    expect(CometAPIError.isInstance(await failureOf(model.stream("Hi").then(join)))).toBe(true);
    expect(emulator.requests.length - before).toBe(2);
  });

  it.each([
    ["an error", '{"error":{"message":"no","code":"model_not_found"}}', "model-not-found"],
    ["an empty object", "{}", "invalid-response"],
    ["a web page", "<!doctype html><title>Hi</title>", "base-url"],
    ["a body that was cut off", '{"id":"1","content":[', "invalid-response"],
  ])("fails with a typed error at %s under status 200", async (_name, body, code) => {
    for (const streaming of [false, true]) {
      const fetch = async (): Promise<Response> => new Response(body);
      const failure = await failureOf(create(id, api, { fetch, streaming }).invoke("Hi"));
      expect(CometAPIError.isInstance(failure)).toBe(true);
      expect(failure).toMatchObject({ code });
    }
  });

  it("takes a redirect for a wrong address", async () => {
    const model = create(id, api, { headers: { "x-emulator-fault": "redirect" } });
    expect(await failureOf(model.invoke("Hi"))).toMatchObject({
      code: "base-url",
      isRetryable: false,
    });
  });

  it("gives LangChain's ModelAbortError when the caller aborts within a stream", async () => {
    const controller = new AbortController();
    const reason = new Error("No longer wanted");
    const model = create(id, api, {
      baseURL: paced.url,
      headers: { "x-emulator-fault": "stall after=8" },
      streaming: true,
    });
    const failure = await failureOf(
      model.invoke("Count to 20", {
        signal: controller.signal,
        callbacks: [{ handleLLMNewToken: (token) => void (token && controller.abort(reason)) }],
      }),
    );
    expect(ModelAbortError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ lc_error_code: "MODEL_ABORTED", cause: reason });
    expect(partialTextOf(failure)).toMatch(/^1/);
  });

  it("closes the connection when the reader leaves", async () => {
    const slow = await startEmulator({ port: 0, tokenDelayMs: 40 });
    const model = create(id, api, { baseURL: slow.url });
    for await (const chunk of await model.stream("Count to 200")) if (chunk.text !== "") break;
    await expect.poll(() => slow.requests[0]?.outcome).toBe("client-closed");
    await slow.close();
  });

  it("gives up when the caller aborts", async () => {
    const controller = new AbortController();
    const model = create(id, api, { headers: { "x-emulator-fault": "stall after=0" } });
    const reason = new Error("No longer wanted");
    setTimeout(() => controller.abort(reason), 50);
    expect(await failureOf(model.invoke("Hi", { signal: controller.signal }))).toBe(reason);
  });
});

describe("prompt caching for Claude", () => {
  it("marks the system prompt and the last message", async () => {
    const model = create("claude-sonnet-4-6", "messages", { promptCaching: "1h" });
    await model.invoke([
      ["system", "You are a careful librarian."],
      ["human", "Hello"],
    ]);
    const mark = { cache_control: { type: "ephemeral", ttl: "1h" } };
    expect(emulator.requests.at(-1)?.body).toMatchObject({
      system: [mark],
      messages: [{ role: "user", content: [mark] }],
    });
  });

  it("marks nothing unless asked, and leaves the messages given as they are", async () => {
    const prompt = new HumanMessage("Hello");
    await create("claude-sonnet-4-6", "messages", { promptCaching: true }).invoke([prompt]);
    expect(prompt.content).toBe("Hello");
    await create("claude-sonnet-4-6", "messages").invoke([prompt]);
    expect(JSON.stringify(emulator.requests.at(-1)?.body)).not.toContain("cache_control");
  });
});

describe("an API that does not exist", () => {
  it("is refused with the names of those that do", () => {
    const settings = JSON.parse('{"model":"gpt-5-mini","api":"completions"}');
    expect(() => new ChatCometAPI(settings)).toThrow('"responses", "messages" or "gemini"');
  });
});

describe("a package that is not installed", () => {
  it("is named, with the command that installs it", async () => {
    const missing = Object.assign(new Error("Cannot find package"), {
      code: "ERR_MODULE_NOT_FOUND",
    });
    const failure = await failureOf(
      loadPeer("messages", "@langchain/anthropic", () => Promise.reject(missing)),
    );
    expect(failure).toMatchObject({
      code: "invalid-argument",
      message: expect.stringContaining("npm install @langchain/anthropic"),
      cause: missing,
    });
  });
});
