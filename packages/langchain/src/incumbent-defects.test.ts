import { readdirSync, readFileSync } from "node:fs";
import { CometAPIError } from "@cometapi/core";
import { createInMemoryFetch, findSecret } from "@cometapi/testing";
import { InMemoryCache } from "@langchain/core/caches";
import { load } from "@langchain/core/load";
import { type AIMessageChunk, HumanMessage } from "@langchain/core/messages";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  bodyOf,
  completionOf,
  createScriptedModel,
  failureOf,
  scriptedKey,
  streamOf,
} from "../test/scripted-model.ts";
import { ChatCometAPI } from "./chat-model.ts";
import { CometAPIEmbeddings } from "./embeddings.ts";
import * as langchainPackage from "./index.ts";
import { listModels } from "./list-models.ts";

const usage = {
  prompt_tokens: 12,
  completion_tokens: 7,
  total_tokens: 19,
  prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
  completion_tokens_details: { reasoning_tokens: 3 },
  cost: 0.0021,
};

async function join(stream: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk> {
  let whole: AIMessageChunk | undefined;
  for await (const chunk of stream) whole = whole === undefined ? chunk : whole.concat(chunk);
  if (whole === undefined) throw new Error("Nothing was streamed.");
  return whole;
}

const signed = { type: "reasoning.text", text: "Hm", signature: "sig" };
const call = {
  index: 0,
  id: "call_1",
  type: "function",
  function: { name: "f", arguments: '{"a":1}' },
  extra_content: { google: { thought_signature: "abc" } },
};

/** Each row of the README's table, by its first column. */
const rows: Record<string, () => Promise<void>> = {
  "Usage of a stream whose last chunk has no choices": async () => {
    const { model } = createScriptedModel([streamOf([{ content: "Hi" }], { usage })]);
    expect((await join(await model.stream("Hi"))).usage_metadata).toMatchObject({
      total_tokens: 19,
    });
  },
  "Usage asked for, and asked for again without where a server refuses the option": async () => {
    const { model, requests } = createScriptedModel([
      Response.json({ error: { message: "unknown field stream_options" } }, { status: 400 }),
      streamOf([{ content: "Hi" }]),
    ]);
    expect((await join(await model.stream("Hi"))).text).toBe("Hi");
    expect(bodyOf(requests[0])).toHaveProperty("stream_options.include_usage", true);
    expect(bodyOf(requests[1])).not.toHaveProperty("stream_options");
  },
  "Reasoning in contentBlocks": async () => {
    const { model } = createScriptedModel([
      completionOf({ content: "Hi", reasoning_content: "Hm" }),
    ]);
    expect((await model.invoke("Hi")).contentBlocks[0]).toEqual({
      type: "reasoning",
      reasoning: "Hm",
    });
  },
  "Signed reasoning and thought signatures sent back on the next turn": async () => {
    const { model, requests } = createScriptedModel([
      completionOf({ content: "Hi", reasoning_details: [signed], tool_calls: [call] }),
      completionOf({ content: "Bye" }),
    ]);
    await model.invoke([new HumanMessage("Hi"), await model.invoke("Hi")]);
    expect(bodyOf(requests[1])["messages"]).toMatchObject([
      { role: "user" },
      {
        role: "assistant",
        reasoning_details: [signed],
        tool_calls: [{ extra_content: call.extra_content }],
      },
    ]);
  },
  "Error within a stream": async () => {
    const frames = [
      'data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n',
      'data: {"error":{"message":"upstream died","code":"server_error"}}\n\n',
    ];
    const { model } = createScriptedModel([
      new Response(frames.join(""), { headers: { "content-type": "text/event-stream" } }),
    ]);
    const failure = await failureOf(model.stream("Hi").then(join));
    expect(CometAPIError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ partialOutput: { content: "Hel" } });
  },
  "Stream that ends before the answer does": async () => {
    const frame = 'data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n';
    const { model } = createScriptedModel([
      new Response(frame, { headers: { "content-type": "text/event-stream" } }),
    ]);
    expect(await failureOf(model.stream("Hi").then(join))).toMatchObject({
      code: "stream-interrupted",
      partialOutput: { content: "Hel" },
    });
  },
  "Status 200 with an error, or with HTML": async () => {
    const { model } = createScriptedModel([
      Response.json({ error: { message: "upstream died" } }),
      new Response("<html><title>Welcome</title></html>", {
        headers: { "content-type": "text/html" },
      }),
    ]);
    expect(await failureOf(model.invoke("Hi"))).toMatchObject({
      name: "CometAPIError",
      message: expect.stringContaining("upstream died"),
    });
    expect(await failureOf(model.invoke("Hi"))).toMatchObject({ code: "base-url" });
  },
  "429 without Retry-After": async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { model, requests } = createScriptedModel(
      [
        Response.json({ error: { message: "slow down" } }, { status: 429 }),
        completionOf({ content: "Hi" }),
      ],
      { maxRetries: 1 },
    );
    const asking = model.invoke("Hi");
    await vi.advanceTimersByTimeAsync(5000);
    expect((await asking).text).toBe("Hi");
    expect(requests).toHaveLength(2);
  },
  "Retries of the event protocol": async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { model } = createScriptedModel(
      [new Response("", { status: 502 }), streamOf([{ content: "Hi" }])],
      { maxRetries: 1 },
    );
    const asking = Promise.resolve(model.streamEvents("Hi"));
    await vi.advanceTimersByTimeAsync(5000);
    expect((await asking).text).toBe("Hi");
  },
  "Reader that leaves a stream": async () => {
    let isClosed = false;
    const { model } = createScriptedModel([
      streamOf([{ content: "Hi" }], { staysOpen: true, onCancel: () => (isClosed = true) }),
    ]);
    for await (const _ of await model.stream("Hi")) break;
    expect(isClosed).toBe(true);
  },
  "Key in the cache key, in JSON or on inspection": async () => {
    const model = new ChatCometAPI("gpt-4o-mini", { apiKey: scriptedKey });
    // oxlint-disable-next-line no-underscore-dangle -- LangChain's names
    const shown = [model, model._identifyingParams(), JSON.parse(JSON.stringify(model))];
    expect(findSecret(shown, scriptedKey)).toEqual([]);
  },
  "Two models sharing cached answers": async () => {
    const cache = new InMemoryCache();
    const one = createScriptedModel([completionOf({ content: "one" })], { cache }).model;
    expect((await one.invoke("Hi")).text).toBe("one");
    const { fetch } = { fetch: async () => completionOf({ content: "two" }) };
    const two = new ChatCometAPI("gpt-4o", { apiKey: scriptedKey, cache, fetch });
    expect((await two.invoke("Hi")).text).toBe("two");
  },
  "Model id after load()": async () => {
    const json = JSON.stringify(new ChatCometAPI("gpt-4o-mini", { baseURL: "http://127.0.0.1:1" }));
    const loaded = await load<ChatCometAPI>(json, {
      optionalImportsMap: { "langchain/chat_models/cometapi": langchainPackage },
    });
    expect(loaded.model).toBe("gpt-4o-mini");
    expect(JSON.stringify(loaded)).toBe(json);
  },
  disableStreaming: async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: "Hi" })], {
      disableStreaming: true,
    });
    for await (const _ of await model.stream("Hi"));
    expect(bodyOf(requests[0])["stream"]).not.toBe(true);
  },
  "Served model in a stream": async () => {
    const { model } = createScriptedModel([streamOf([{ content: "Hi" }])]);
    expect((await join(await model.stream("Hi"))).response_metadata).toMatchObject({
      model: "gpt-4o-mini-2024-07-18",
      model_name: "gpt-4o-mini-2024-07-18",
    });
  },
  "Provider and finish reason in the event protocol": async () => {
    const { model } = createScriptedModel([
      streamOf([{ content: "Hi" }], { finishReason: "length" }),
    ]);
    expect((await model.streamEvents("Hi")).response_metadata).toMatchObject({
      model_provider: "cometapi",
      finish_reason: "length",
    });
  },
  "Blocks of a v1 stream": async () => {
    const { model } = createScriptedModel(
      [
        streamOf([{ reasoning_content: "Hm" }, { content: "He" }, { content: "y" }], {
          splitEvery: 90,
        }),
      ],
      { outputVersion: "v1" },
    );
    expect((await join(await model.stream("Hi"))).content).toMatchObject([
      { type: "reasoning", reasoning: "Hm" },
      { type: "text", text: "Hey" },
    ]);
  },
  "Generated image in contentBlocks": async () => {
    const images = [{ type: "image_url", image_url: { url: "https://a.test/a.png" } }];
    const { model } = createScriptedModel([completionOf({ content: "", images })]);
    expect((await model.invoke("Hi")).contentBlocks).toEqual([
      { type: "image", url: "https://a.test/a.png" },
    ]);
  },
  "Sources of an answer": async () => {
    const annotations = [
      { type: "url_citation", url_citation: { url: "https://a.test", title: "A" } },
    ];
    const { model } = createScriptedModel([completionOf({ content: "Hi", annotations })]);
    expect((await model.invoke("Hi")).contentBlocks).toMatchObject([
      { type: "text", annotations: [{ type: "citation", url: "https://a.test", title: "A" }] },
    ]);
  },
  "Image by its address and by its data": async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: "" })]);
    await model.invoke([
      new HumanMessage([
        { type: "image", url: "https://a.test/a.png" },
        { type: "image", data: "AAAA", mimeType: "image/png" },
      ]),
    ]);
    expect(bodyOf(requests[0])["messages"]).toMatchObject([
      {
        content: [
          { type: "image_url", image_url: { url: "https://a.test/a.png" } },
          { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
        ],
      },
    ]);
  },
  "MP3 given as audio/mpeg": async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: "" })]);
    await model.invoke([
      new HumanMessage([{ type: "audio", data: "AAAA", mimeType: "audio/mpeg" }]),
    ]);
    expect(bodyOf(requests[0])["messages"]).toMatchObject([
      { content: [{ type: "input_audio", input_audio: { format: "mp3" } }] },
    ]);
  },
  "PDF and video by their address": async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: "" })]);
    await model.invoke([
      new HumanMessage([
        { type: "file", url: "https://a.test/a.pdf", mimeType: "application/pdf" },
        { type: "video", url: "https://a.test/a.mp4" },
      ]),
    ]);
    const body = JSON.stringify(bodyOf(requests[0])["messages"]);
    expect(body).toContain("https://a.test/a.pdf");
    expect(body).toContain("https://a.test/a.mp4");
  },
  "Tool without arguments": async () => {
    const empty = { id: "1", type: "function", function: { name: "f", arguments: "" } };
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const { model } = createScriptedModel([completionOf({ content: null, tool_calls: [empty] })]);
    const message = await model.invoke("Hi");
    expect(message.tool_calls).toMatchObject([{ name: "f", args: {} }]);
    expect(message.invalid_tool_calls).toEqual([]);
    expect(warn).not.toHaveBeenCalled();
  },
  "Tool arguments cut off by the token limit": async () => {
    const cut = { ...call, function: { name: "f", arguments: '{"city": "Lis' } };
    const { model } = createScriptedModel([
      streamOf([{ tool_calls: [cut] }], { finishReason: "length" }),
    ]);
    const message = await join(await model.stream("Hi"));
    expect(message.tool_calls).toEqual([]);
    expect(message.invalid_tool_calls).toMatchObject([{ id: "call_1", args: '{"city": "Lis' }]);
  },
  "Chunks of long tool arguments": async () => {
    const pieces = Array.from({ length: 200 }, (_, index) => ({
      tool_calls: [{ index: 0, function: { arguments: index === 0 ? '{"a":"' : "x" } }],
    }));
    const first = { tool_calls: [{ ...call, function: { name: "f", arguments: "" } }] };
    const last = { tool_calls: [{ index: 0, function: { arguments: '"}' } }] };
    const { model } = createScriptedModel([
      streamOf([first, ...pieces, last], { finishReason: "tool_calls", splitEvery: 5000 }),
    ]);
    const chunks: AIMessageChunk[] = [];
    for await (const chunk of await model.stream("Hi")) chunks.push(chunk);
    expect(chunks.length).toBeLessThan(20);
    expect(chunks.reduce((left, right) => left.concat(right)).tool_calls).toEqual([
      { type: "tool_call", id: "call_1", name: "f", args: { a: "x".repeat(199) } },
    ]);
  },
  "Several tools called at once, streamed": async () => {
    const second = { ...call, index: 1, id: "call_2" };
    const deltas = [{ tool_calls: [call] }, { tool_calls: [second] }];
    const { model } = createScriptedModel([streamOf(deltas, { finishReason: "tool_calls" })]);
    const { tool_calls } = await join(await model.stream("Hi"));
    expect(tool_calls?.map(({ id, args }) => [id, args])).toEqual([
      ["call_1", { a: 1 }],
      ["call_2", { a: 1 }],
    ]);
  },
  parallel_tool_calls: async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: "" })]);
    const definition = {
      type: "function",
      function: { name: "f", parameters: { type: "object" } },
    };
    await model.bindTools([definition], { parallel_tool_calls: false }).invoke("Hi");
    expect(bodyOf(requests[0])["parallel_tool_calls"]).toBe(false);
  },
  "Log probabilities": async () => {
    const content = [{ token: "Hi", logprob: -0.1, top_logprobs: [] }];
    const body = await completionOf({ content: "Hi" }).json();
    body.choices[0].logprobs = { content };
    const { model, requests } = createScriptedModel([Response.json(body)], { topLogprobs: 2 });
    expect((await model.invoke("Hi")).response_metadata["logprobs"]).toEqual({ content });
    expect(bodyOf(requests[0])).toMatchObject({ logprobs: true, top_logprobs: 2 });
  },
  "Usage details: cache write, reasoning": async () => {
    const { model } = createScriptedModel([completionOf({ content: "Hi" }, { usage })]);
    expect((await model.invoke("Hi")).usage_metadata).toMatchObject({
      input_token_details: { cache_read: 4, cache_creation: 2 },
      output_token_details: { reasoning: 3 },
    });
  },
  "Cost, whole and streamed": async () => {
    const { model } = createScriptedModel([
      completionOf({ content: "Hi" }, { usage }),
      streamOf([{ content: "Hi" }], { usage }),
    ]);
    expect((await model.invoke("Hi")).response_metadata["cost"]).toBe(0.0021);
    expect((await join(await model.stream("Hi"))).response_metadata["cost"]).toBe(0.0021);
  },
  "Prompt caching": async () => {
    const fetch = createInMemoryFetch([completionOf({ content: "" })]);
    const model = new ChatCometAPI("a-model-of-tomorrow", {
      apiKey: scriptedKey,
      promptCaching: true,
      fetch: fetch.fetch,
    });
    await model.invoke("Hi");
    expect(bodyOf(fetch.requests[0])["messages"]).toMatchObject([
      { content: [{ text: "Hi", cache_control: { type: "ephemeral" } }] },
    ]);
  },
  "Listing models": async () => {
    const fetch = async (): Promise<Response> => Response.json({ data: [{ id: "gpt-5-mini" }] });
    expect(await listModels({ apiKey: scriptedKey, fetch })).toMatchObject([{ id: "gpt-5-mini" }]);
  },
  "Profile of a snapshot nobody listed": async () => {
    const { profile } = new ChatCometAPI("gpt-5-mini-2031-01-01");
    expect(profile).toMatchObject({ maxInputTokens: 400_000, structuredOutput: true });
  },
  "Structured output by schema for a model not in a list": async () => {
    const body = completionOf({ content: '{"city":"Oslo"}' });
    const fetch = async (): Promise<Response> => body;
    const model = new ChatCometAPI("a-model-of-tomorrow", { apiKey: scriptedKey, fetch });
    const schema = { type: "object", properties: { city: { type: "string" } } };
    const structured = model.withStructuredOutput(schema, { method: "jsonSchema" });
    expect(await structured.invoke("Hi")).toEqual({ city: "Oslo" });
  },
  "Token count without the network": async () => {
    expect(await new ChatCometAPI("gpt-4o-mini").getNumTokens("Hello world!")).toBe(3);
  },
  "Own fetch, headers, timeout": async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: "" }), "never"], {
      headers: { "x-team": "one" },
      timeout: 20,
    });
    await model.invoke("Hi");
    expect(requests[0]?.headers).toMatchObject({ "x-team": "one" });
    expect(await failureOf(model.invoke("Hi"))).toMatchObject({ code: "timeout" });
  },
  "Fallback models": async () => {
    const { model, requests } = createScriptedModel(
      [
        Response.json(
          { error: { message: "no channel", code: "model_not_found" } },
          { status: 503 },
        ),
        completionOf({ content: "Hi" }),
      ],
      { fallbackModels: ["gpt-4.1-mini"] },
    );
    expect((await model.invoke("Hi")).text).toBe("Hi");
    expect(bodyOf(requests[1])["model"]).toBe("gpt-4.1-mini");
  },
  "Embeddings that no server decodes wrongly": async () => {
    for (const [model, format] of [
      ["text-embedding-3-small", "base64"],
      ["gemini-embedding-001", "float"],
    ] as const) {
      // The server sends numbers, even if base64 was asked for.
      const { fetch, requests } = createInMemoryFetch([
        Response.json({ data: [{ index: 0, embedding: [1, 2] }], model }),
      ]);
      const embeddings = new CometAPIEmbeddings(model, { apiKey: scriptedKey, fetch });
      expect(await embeddings.embedQuery("a")).toEqual([1, 2]);
      expect(bodyOf(requests[0])["encoding_format"]).toBe(format);
    }
  },
  "Browsers and edge runtimes": async () => {
    const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/\.test(-d)?\.ts$/.test(file))
      .map((file) => readFileSync(`${import.meta.dirname}/${file}`, "utf8"));
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.filter((source) => /from "node:|\bBuffer\b|\bprocess\./.test(source))).toEqual(
      [],
    );
  },
  "Vendor's API chosen by name of the model": async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: "Hi" })], {
      api: "chat",
    });
    const { response_metadata } = await model.invoke("Hi");
    expect(new URL(requests[0]?.url ?? "").pathname).toBe("/v1/chat/completions");
    expect(response_metadata["api"]).toBe("chat");
  },
  "Responses, Messages and Gemini": async () => {
    const text = [{ type: "output_text", text: "Hi", annotations: [] }];
    const answers = {
      responses: {
        object: "response",
        status: "completed",
        output: [{ type: "message", role: "assistant", content: text }],
      },
      messages: {
        type: "message",
        content: [{ type: "text", text: "Hi" }],
        stop_reason: "end_turn",
      },
      gemini: { candidates: [{ content: { parts: [{ text: "Hi" }] }, finishReason: "STOP" }] },
    } as const;
    for (const api of ["responses", "messages", "gemini"] as const) {
      const { model } = createScriptedModel([Response.json(answers[api])], { api });
      const message = await model.invoke("Hi");
      expect(message.text).toBe("Hi");
      expect(message.response_metadata["api"]).toBe(api);
    }
  },
  "Safety settings of Gemini": async () => {
    const safetySettings = [
      { category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" },
    ] as const;
    const { model, requests } = createScriptedModel([searched()], {
      api: "gemini",
      safetySettings,
    });
    await model.invoke("Hi");
    expect(bodyOf(requests[0])).toMatchObject({ safetySettings });
  },
  "Search by the vendor, with its sources": async () => {
    const { model, requests } = createScriptedModel([searched()], { api: "gemini" });
    const answer = await model.invoke("Hi", { tools: [{ google_search: {} }] });
    expect(bodyOf(requests[0])).toMatchObject({ tools: [{ google_search: {} }] });
    expect(answer.contentBlocks).toMatchObject([
      { type: "text", annotations: [{ type: "citation", url: "https://a.test", title: "A" }] },
    ]);
  },
};

/** Gemini's answer after it has searched. */
function searched(): Response {
  const groundingMetadata = {
    groundingChunks: [{ web: { uri: "https://a.test", title: "A" } }],
    groundingSupports: [
      { segment: { startIndex: 0, endIndex: 2, text: "Hi" }, groundingChunkIndices: [0] },
    ],
  };
  const content = { role: "model", parts: [{ text: "Hi" }] };
  return Response.json({ candidates: [{ content, finishReason: "STOP", groundingMetadata }] });
}

describe("what users of LangChain's other classes meet", () => {
  it.each(Object.entries(rows))("%s", (_row, check) => check());

  it("is what the table of the README lists, row by row", () => {
    const readme = readFileSync(`${import.meta.dirname}/../README.md`, "utf8");
    const [, table = ""] = readme.split("## What it does that others do not");
    const [section = ""] = table.split("\n## ");
    const listed = [...section.matchAll(/^\| ([^|]+?) +\|/gm)].map(([, name]) => name);
    expect(listed.slice(2)).toEqual(Object.keys(rows));
  });
});
