import { inspect } from "node:util";
import { findSecret, sampleOptions } from "@cometapi/testing";
import { InMemoryCache } from "@langchain/core/caches";
import { load } from "@langchain/core/load";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  completionOf,
  createScriptedModel,
  failureOf,
  scriptedKey,
  streamOf,
} from "../test/scripted-model.ts";
import { ChatCometAPI } from "./chat-model.ts";
import type { ChatParameters } from "./chat-parameters.ts";
import * as langchainPackage from "./index.ts";
import { parameterRules } from "./chat-parameters.ts";
import { VERSION } from "./version.ts";

const headerSecret = "Xk7Qw2ZtVb9Rm4Lp8NsJd3";
const weather = tool(() => "Sunny", {
  name: "get_weather",
  description: "Says what the weather is",
  schema: z.object({ city: z.string() }),
});

function keyOf(model: ChatCometAPI, options = {}): string {
  // oxlint-disable-next-line no-underscore-dangle -- LangChain's name
  return model._getSerializedCacheKeyParametersForCall(options);
}

describe("a secret", () => {
  const settings = {
    apiKey: scriptedKey,
    headers: { "x-team-token": headerSecret },
    baseURL: "https://api.cometapi.com",
    temperature: 0.5,
  };

  it.each([
    ["the model and what it looks like inspected", (model: ChatCometAPI): unknown => model],
    ["its JSON", (model: ChatCometAPI): unknown => JSON.parse(JSON.stringify(model))],
    ["its cache key", (model: ChatCometAPI): unknown => keyOf(model)],
    [
      "a call's cache key",
      (model: ChatCometAPI): unknown => keyOf(model, { headers: settings.headers }),
    ],
    // oxlint-disable-next-line no-underscore-dangle -- LangChain's name
    ["its identifying parameters", (model: ChatCometAPI): unknown => model._identifyingParams()],
    ["its tracing parameters", (model: ChatCometAPI): unknown => model.invocationParams()],
    ["the model with tools bound", (model: ChatCometAPI): unknown => model.bindTools([weather])],
    ["what LangChain calls serialized", (model: ChatCometAPI): unknown => model.serialize()],
  ])("is not in %s", (_place, read) => {
    const shown = read(new ChatCometAPI("gpt-4o-mini", settings));
    expect(findSecret(shown, scriptedKey)).toEqual([]);
    expect(findSecret(shown, headerSecret)).toEqual([]);
  });

  it("is not in the JSON of a model whose base URL has one, which is refused when it is called", async () => {
    const model = new ChatCometAPI("gpt-4o-mini", {
      apiKey: "sk-any-key-1",
      baseURL: `https://ada:${headerSecret}@api.cometapi.com`,
    });
    expect(findSecret(model, headerSecret)).toEqual([]);
    expect(await failureOf(model.invoke("Hi"))).toMatchObject({ code: "base-url" });
  });

  it("is in no trace, neither of the model nor of a call's own headers", async () => {
    const { model } = createScriptedModel(
      [completionOf({ content: "Hello" }), streamOf([{ content: "Hello" }])],
      settings,
    );
    const traces: unknown[] = [];
    const record = (...values: unknown[]): void => void traces.push(values);
    const options = {
      headers: { "x-user-token": headerSecret },
      callbacks: [
        { handleChatModelStart: record, handleLLMEnd: record, handleLLMNewToken: record },
      ],
    };
    await model.invoke("Hi", options);
    for await (const _ of await model.stream("Hi", options));
    expect(traces.length).toBeGreaterThan(3);
    expect(findSecret(traces, scriptedKey)).toEqual([]);
    expect(findSecret(traces, headerSecret)).toEqual([]);
  });

  it("reaches the service all the same, the call's headers over the model's", async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: "" })], settings);
    await model.invoke("Hi", { headers: { "x-team-token": "other" } });
    expect(requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${scriptedKey}`,
      "x-team-token": "other",
      "user-agent": expect.stringMatching(/^langchain-cometapi\/\S+ cometapi-core\//),
    });
  });
});

describe("the cache key", () => {
  const create = (options = {}, id = "gpt-4o-mini"): ChatCometAPI => new ChatCometAPI(id, options);

  it.each([
    ["the model", create({}, "gpt-5-mini")],
    ["the base URL", create({ baseURL: "http://127.0.0.1:4141" })],
    ["the API", create({ api: "responses" })],
    ["a parameter", create({ temperature: 0.1 })],
    ["fallback models", create({ fallbackModels: ["gpt-5"] })],
    ["the body's own fields", create({ extraBody: { seed: 1 } })],
  ])("tells models apart by %s", (_what, other) => {
    expect(keyOf(other)).not.toBe(keyOf(create()));
  });

  it("tells calls apart by their options, not by how they are sent", () => {
    const model = create();
    expect(keyOf(model, { temperature: 1 })).not.toBe(keyOf(model));
    expect(keyOf(model, { tools: [weather] })).not.toBe(keyOf(model));
    const sent = {
      signal: new AbortController().signal,
      headers: { a: "b" },
      temperature: undefined,
    };
    expect(keyOf(model, sent)).toBe(keyOf(model));
  });

  it("keeps the answers of two models apart in one cache", async () => {
    const cache = new InMemoryCache();
    const one = createScriptedModel([completionOf({ content: "one" })], { cache, temperature: 0 });
    const two = createScriptedModel([completionOf({ content: "two" })], { cache, temperature: 1 });
    expect((await one.model.invoke("Hi")).text).toBe("one");
    expect((await two.model.invoke("Hi")).text).toBe("two");
    expect((await one.model.invoke("Hi")).text).toBe("one");
    expect(one.requests).toHaveLength(1);
  });
});

describe("JSON", () => {
  const json = JSON.stringify(
    new ChatCometAPI({
      model: "gpt-4o-mini",
      apiKey: scriptedKey,
      baseURL: "http://127.0.0.1:4141",
      temperature: 0.5,
      maxTokens: 100,
      topP: 0.9,
      fallbackModels: ["gpt-5"],
      reasoningEffort: "low",
      fetch: () => Promise.reject(new Error("not used")),
    }),
  );

  it("follows LangChain's form: class, namespace, the key as the name of a secret", () => {
    expect(JSON.parse(json)).toEqual({
      lc: 1,
      type: "constructor",
      id: ["langchain", "chat_models", "cometapi", "ChatCometAPI"],
      kwargs: {
        model: "gpt-4o-mini",
        api_key: { lc: 1, type: "secret", id: ["COMETAPI_KEY"] },
        base_url: "http://127.0.0.1:4141",
        temperature: 0.5,
        max_tokens: 100,
        top_p: 0.9,
        fallback_models: ["gpt-5"],
        reasoning_effort: "low",
      },
    });
  });

  it.each([
    [
      "optionalImportsMap",
      { optionalImportsMap: { "langchain/chat_models/cometapi": langchainPackage } },
    ],
    ["importMap", { importMap: { chat_models__cometapi: langchainPackage } }],
  ])("makes the same model again by way of %s", async (_name, map) => {
    const loaded = await load<ChatCometAPI>(json, {
      ...map,
      secretsMap: { COMETAPI_KEY: scriptedKey },
    });
    expect(loaded).toBeInstanceOf(ChatCometAPI);
    expect(JSON.stringify(loaded)).toBe(json);
    expect(keyOf(loaded)).toContain("http://127.0.0.1:4141");
  });

  it("keeps every parameter, by name and by value", async () => {
    const parameters: ChatParameters = {
      ...sampleOptions(parameterRules),
      temperature: 0.5,
      maxTokens: 100,
      topP: 0.9,
      topK: 40,
      presencePenalty: 0.1,
      frequencyPenalty: 0.2,
      stop: ["END"],
      seed: 7,
      n: 2,
      api: "chat",
      reasoningEffort: "low",
      reasoningBudget: 2000,
      reasoningSummary: "auto",
      verbosity: "low",
      serviceTier: "flex",
      promptCacheKey: "k",
      safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }],
      vendorOptions: { anthropic: { sendReasoning: true } },
      logprobs: true,
      topLogprobs: 3,
      logitBias: { "50256": -100 },
      modalities: ["text", "audio"],
      parallel_tool_calls: false,
      user: "ada",
      streamUsage: false,
      promptCaching: "1h",
      extraBody: { service_tier: "flex", nestedField: { inner_key: 1 } },
    };
    expect(Object.keys(parameters).toSorted()).toEqual(Object.keys(parameterRules).toSorted());
    const model = new ChatCometAPI({ model: "gpt-4o-mini", ...parameters });
    const loaded = await load<ChatCometAPI>(JSON.stringify(model), {
      optionalImportsMap: { "langchain/chat_models/cometapi": langchainPackage },
    });
    expect(JSON.stringify(loaded)).toBe(JSON.stringify(model));
    expect(loaded.lc_kwargs).toEqual({ model: "gpt-4o-mini", ...parameters });
    expect(loaded.invocationParams()).toEqual(model.invocationParams());
  });

  it("holds neither what is in the cache nor the callbacks", async () => {
    const cache = new InMemoryCache();
    const callbacks = [{ handleLLMStart: () => {}, note: "not to be kept" }];
    const { model } = createScriptedModel([completionOf({ content: "in the cache" })], {
      cache,
      callbacks,
    });
    await model.invoke("Hi");
    expect(JSON.stringify(model)).not.toMatch(/in the cache|not to be kept|"cache"|callbacks/);
  });

  it("needs no secret for a model whose key is in the environment", async () => {
    const text = JSON.stringify(new ChatCometAPI("gpt-4o-mini"));
    const loaded = await load<ChatCometAPI>(text, {
      optionalImportsMap: { "langchain/chat_models/cometapi": langchainPackage },
    });
    expect(loaded.model).toBe("gpt-4o-mini");
  });
});

describe("the model", () => {
  it("takes its id alone, with options, or all in one object", () => {
    expect(new ChatCometAPI("gpt-5-mini").model).toBe("gpt-5-mini");
    expect(new ChatCometAPI("cometapi/gpt-5-mini", { temperature: 0 }).model).toBe("gpt-5-mini");
    expect(new ChatCometAPI({ model: "gpt-5-mini", temperature: 0 }).model).toBe("gpt-5-mini");
  });

  it("keeps the settings that every model of LangChain has", async () => {
    const { model } = createScriptedModel([completionOf({ content: "Hello" })], {
      maxConcurrency: 3,
      maxRetries: 4,
      tags: ["a"],
      metadata: { team: "b" },
      outputVersion: "v1",
    });
    expect(model.caller).toMatchObject({ maxConcurrency: 3, maxRetries: 4 });
    expect(model.tags).toEqual(["a"]);
    expect(model.metadata).toMatchObject({
      team: "b",
      versions: { "@cometapi/langchain": VERSION },
    });
    expect((await model.invoke("Hi")).content).toEqual([{ type: "text", text: "Hello" }]);
  });

  it("takes over LangChain's own handler of failed attempts only when none is given", () => {
    const onFailedAttempt = (): void => {};
    expect(new ChatCometAPI("a", { onFailedAttempt }).caller).toHaveProperty(
      "onFailedAttempt",
      onFailedAttempt,
    );
  });

  it("counts tokens roughly, without the network", async () => {
    const model = new ChatCometAPI("gpt-4o-mini");
    expect(await model.getNumTokens("Hello world!")).toBe(3);
    expect(await model.getNumTokens("你好世界")).toBe(4);
    expect(await model.getNumTokens([{ type: "text", text: "Hello world!" }])).toBe(3);
  });

  it("counts the tokens of a conversation roughly, calls of tools included", async () => {
    const call = { id: "c", name: "weather", args: { city: "Oslo" } };
    const counted = await new ChatCometAPI("gpt-4o-mini").getNumTokensFromMessages([
      new HumanMessage("Hello world!"),
      new AIMessage({ content: "", tool_calls: [call] }),
    ]);
    expect(counted).toEqual({ totalCount: 18, countPerMessage: [6, 9] });
  });

  it("names its call options for LangChain", () => {
    expect(new ChatCometAPI("a").callKeys).toEqual(
      expect.arrayContaining(["stop", "outputVersion", "tools", "tool_choice", "headers", "n"]),
    );
  });

  it("knows what a model can do, and lets the user know better", () => {
    expect(new ChatCometAPI("gpt-5-mini").profile).toMatchObject({
      maxInputTokens: 400_000,
      maxOutputTokens: 128_000,
      imageInputs: true,
      toolCalling: true,
      structuredOutput: true,
    });
    const profile = { maxInputTokens: 1000 };
    expect(new ChatCometAPI("gpt-5-mini", { profile }).profile).toMatchObject(profile);
    expect(new ChatCometAPI("a-model-of-tomorrow").profile.maxInputTokens).toBeUndefined();
    const modelTraits = { "a-model-of-tomorrow": { contextWindow: 9000, supportsTools: true } };
    expect(new ChatCometAPI("a-model-of-tomorrow", { modelTraits }).profile).toMatchObject({
      maxInputTokens: 9000,
      toolCalling: true,
    });
  });

  it("is one line when inspected, not a dump of a client", () => {
    expect(inspect(new ChatCometAPI("gpt-4o-mini"), { depth: 0 })).not.toContain("Client");
  });
});

describe("a call that is traced", () => {
  it("shows model, parameters and tools as LangSmith reads them", async () => {
    const { model } = createScriptedModel([completionOf({ content: "" })], { temperature: 0.5 });
    let extra: unknown;
    let serialized: unknown;
    await model.bindTools([weather]).invoke([new HumanMessage("Hi")], {
      callbacks: [
        {
          handleChatModelStart: (...[start, , , , more]) => {
            serialized = start;
            extra = more;
          },
        },
      ],
    });
    expect(extra).toMatchObject({
      invocation_params: {
        model: "gpt-4o-mini",
        temperature: 0.5,
        tools: [{ type: "function", function: { name: "get_weather" } }],
      },
    });
    expect(extra).not.toHaveProperty("invocation_params.messages");
    expect(serialized).toMatchObject({ id: expect.arrayContaining(["ChatCometAPI"]) });
  });

  it("hands every chunk to handleLLMNewToken, and the whole answer to handleLLMEnd", async () => {
    const { model } = createScriptedModel([
      streamOf([{ content: "Hel" }, { content: "lo" }], {
        splitEvery: 100,
        usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
      }),
    ]);
    const chunks: unknown[] = [];
    let result: unknown;
    const stream = await model.stream("Hi", {
      callbacks: [
        {
          handleLLMNewToken: (...[, , , , , fields]) => void chunks.push(fields?.chunk),
          handleLLMEnd: (output) => {
            result = output;
          },
        },
      ],
    });
    let count = 0;
    for await (const _ of stream) count += 1;
    expect(chunks).toHaveLength(count);
    expect(chunks.every((chunk) => chunk !== undefined)).toBe(true);
    expect(result).toMatchObject({
      generations: [[{ text: "Hello", message: { usage_metadata: { total_tokens: 3 } } }]],
      llmOutput: { tokenUsage: { totalTokens: 3 } },
    });
  });
});
