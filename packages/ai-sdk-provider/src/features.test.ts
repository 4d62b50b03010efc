import { readFileSync } from "node:fs";
import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@ai-sdk/provider-utils";
import {
  createInMemoryFetch,
  jsonResponse,
  type ScriptedReply,
  sseResponse,
} from "@cometapi/testing";
import {
  embedMany,
  experimental_generateVideo as generateVideo,
  generateImage,
  generateSpeech,
  generateText,
  isStepCount,
  NoSuchModelError,
  Output,
  streamText,
  tool,
  transcribe,
} from "ai";
import { beforeAll, describe, expect, expectTypeOf, it, vi } from "vitest";
import { z } from "zod";
import { checkOrder } from "../test/check-order.ts";
import { startCometAPI } from "../test/start-cometapi.ts";
import { CometAPIChatLanguageModel } from "./chat/chat-language-model.ts";
import { createModelConfig } from "./model-config.ts";
import { type CometAPIProvider, createCometAPI } from "./provider.ts";
import type { CometAPIProviderSettings } from "./provider-settings.ts";

// Each test is named after the row of the README's table that it proves.

const cometapi = startCometAPI();
const look = tool({
  description: "Looks",
  inputSchema: z.object({ at: z.string() }),
  execute: ({ at }) => at,
});

beforeAll(() => vi.stubGlobal("AI_SDK_LOG_WARNINGS", false));

function start(replies: ScriptedReply[], settings: CometAPIProviderSettings = {}) {
  const { fetch, requests } = createInMemoryFetch(replies);
  const provider = createCometAPI({ apiKey: "sk-in-memory", fetch, ...settings });
  return { provider, model: checkOrder(provider("some-model")), requests };
}

function answer(message: object, others: object = {}): Response {
  return jsonResponse({ choices: [{ index: 0, message, finish_reason: "stop" }], ...others });
}

function deltas(...parts: object[]): Response {
  const chunks = parts.map((delta) => ({ choices: [{ index: 0, delta }] }));
  const end = { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
  return sseResponse([...chunks, end, "[DONE]"]);
}

async function bodyOf(call: Partial<LanguageModelV4CallOptions>): Promise<unknown> {
  const { model, requests } = start([answer({ content: "Hi" })]);
  const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hi" }] }];
  await model.doGenerate({ prompt, ...call });
  return requests[0]?.body;
}

describe("kinds of models", () => {
  it("specification", () => {
    const provider = createCometAPI();
    expect(provider.specificationVersion).toBe("v4");
    for (const kind of ["languageModel", "embeddingModel", "imageModel"] as const) {
      expect(provider[kind]("some-model").specificationVersion).toBe("v4");
    }
  });

  it("chat completions", async () => {
    await generateText({ model: cometapi.create()("gpt-4o-mini"), prompt: "Say hi" });
    expect(cometapi.emulator.requests.at(-1)?.path).toBe("/v1/chat/completions");
  });

  it("Responses", async () => {
    await generateText({ model: cometapi.create().responses("gpt-5"), prompt: "Say hi" });
    expect(cometapi.emulator.requests.at(-1)?.path).toBe("/v1/responses");
  });

  it("Anthropic Messages, Gemini", async () => {
    await generateText({ model: cometapi.create().messages("claude-sonnet-5"), prompt: "Say hi" });
    expect(cometapi.emulator.requests.at(-1)?.path).toBe("/v1/messages");
    await generateText({ model: cometapi.create().gemini("gemini-2.5-pro"), prompt: "Say hi" });
    expect(cometapi.emulator.requests.at(-1)?.path).toMatch(/^\/v1beta\/models\//);
  });

  it("embeddings", async () => {
    const model = cometapi.create().embeddingModel("text-embedding-3-small");
    const { embeddings } = await embedMany({ model, values: ["a", "b"] });
    expect(embeddings).toHaveLength(2);
  });

  it("image generation and editing", async () => {
    const model = cometapi.create().imageModel("gpt-image-1");
    const { image } = await generateImage({ model, prompt: "A lighthouse" });
    const images = [image.uint8Array];
    const edited = await generateImage({ model, prompt: { text: "At night", images } });
    expect(edited.images).toHaveLength(1);
  });

  it("speech and transcription", async () => {
    const provider = cometapi.create();
    const { audio } = await generateSpeech({
      model: provider.speechModel("tts-1"),
      text: "Good day",
      outputFormat: "wav",
    });
    const model = provider.transcriptionModel("whisper-1");
    expect((await transcribe({ model, audio: audio.uint8Array })).text).toBe("Good day");
  });

  it("video", async () => {
    const model = cometapi.create().videoModel("sora-2");
    const poll = { intervalMs: 1 };
    const { video } = await generateVideo({ model, prompt: "A lighthouse", poll });
    expect(video.uint8Array.length).toBeGreaterThan(0);
  });

  it("reranking", () => {
    expect(() => createCometAPI().rerankingModel("some-model")).toThrow(NoSuchModelError);
  });
});

describe("tools and structured output", () => {
  it("streamed tool calls", async () => {
    const call = (argumentsDelta: string, rest: object = {}) => ({
      tool_calls: [{ index: 0, ...rest, function: { arguments: argumentsDelta } }],
    });
    const { model } = start([
      deltas(
        { tool_calls: [{ index: 0, id: "1", function: { name: "look", arguments: "" } }] },
        call('{"at":'),
        call('"it"}'),
      ),
    ]);
    const result = streamText({ model, prompt: "Look", tools: { look } });
    const inputDeltas: string[] = [];
    for await (const part of result.fullStream) {
      if (part.type === "tool-input-delta") inputDeltas.push(part.delta);
    }
    expect(inputDeltas.join("")).toBe('{"at":"it"}');
    expect(await result.toolCalls).toMatchObject([{ toolName: "look", input: { at: "it" } }]);
    expect(await result.finishReason).toBe("tool-calls");
  });

  it("parallel tool calls without or with the same index", async () => {
    const call = (at: string, rest: object) => ({
      tool_calls: [{ ...rest, function: { name: "look", arguments: JSON.stringify({ at }) } }],
    });
    for (const index of [{}, { index: 0 }]) {
      const { model } = start([
        deltas(call("a", { id: "1", ...index }), call("b", { id: "2", ...index })),
      ]);
      const result = streamText({ model, prompt: "Look", tools: { look } });
      expect((await result.toolCalls).map(({ input }) => input)).toEqual([
        { at: "a" },
        { at: "b" },
      ]);
    }
  });

  it("`strict` of a function", async () => {
    const inputSchema = { type: "object" as const, properties: {} };
    const body = await bodyOf({
      tools: [{ type: "function", name: "look", inputSchema, strict: true }],
    });
    expect(body).toMatchObject({ tools: [{ function: { name: "look", strict: true } }] });
  });

  it("structured output by JSON schema", async () => {
    const { model, requests } = start([answer({ content: '{"at":"it"}' })]);
    const schema = z.object({ at: z.string() });
    const { output } = await generateText({
      model,
      prompt: "Look",
      output: Output.object({ schema }),
    });
    expect(output).toEqual({ at: "it" });
    expect(requests[0]?.body).toMatchObject({ response_format: { type: "json_schema" } });
  });

  it("structured output of a model that takes no schema, asked for in words", async () => {
    const message = "'response_format' of type 'json_schema' is not supported with this model.";
    const refusal = () => jsonResponse({ error: { message } }, { status: 400 });
    const { model, requests } = start([refusal, answer({ content: '{"at":"it"}' })]);
    const output = Output.object({ schema: z.object({ at: z.string() }) });
    const result = await generateText({ model, prompt: "Look", output });
    expect(result.output).toEqual({ at: "it" });
    expect(requests[1]?.body).not.toHaveProperty("response_format");
    expect(result.warnings).toMatchObject([{ feature: "responseFormat" }]);
  });

  it.each([
    ["in a fence", '```json\n{"at":"it"}\n```'],
    ["within words", 'Here: {"at":"it"}. More?'],
    ["wrapped", '{"answer":{"at":"it"}}'],
    ["before words", '{"at":"it"}\n\nMore?'],
  ])("structured output, read %s", async (_where, content) => {
    const replies = () => [
      answer({ content }),
      deltas(...Array.from(content, (piece) => ({ content: piece }))),
    ];
    const output = Output.object({ schema: z.object({ at: z.string() }) });
    const { model, requests } = start([...replies(), ...replies()]);
    expect((await generateText({ model, prompt: "Look", output })).output).toEqual({ at: "it" });
    expect(await streamText({ model, prompt: "Look", output }).output).toEqual({ at: "it" });
    expect(requests).toHaveLength(2);
  });

  it("structured output that does not fit fails with the schema's own complaints", async () => {
    const { model, requests } = start([answer({ content: 'Here: {"town":"it"}' })]);
    const output = Output.object({ schema: z.object({ at: z.string() }) });
    await expect(generateText({ model, prompt: "Look", output })).rejects.toMatchObject({
      name: "AI_NoObjectGeneratedError",
      text: '{"town":"it"}',
      cause: { message: expect.stringMatching(/expected string, received undefined/) },
    });
    expect(requests).toHaveLength(1);
  });

  it("structured output after a comment on the work, which is kept as reasoning and goes back", async () => {
    const message = (phase: string, text: string) => ({
      type: "message",
      id: phase,
      role: "assistant",
      phase,
      content: [{ type: "output_text", text, annotations: [] }],
    });
    const draft = '{"city":"Milan"}';
    const items = [message("commentary", draft), message("final_answer", '{"city":"Rome"}')];
    const body = { object: "response", id: "r", status: "completed", output: items };
    const stream = [
      ...items.map((item) => ({ type: "response.output_item.done", item })),
      { type: "response.completed", response: body },
    ];
    const { fetch, requests } = createInMemoryFetch([
      jsonResponse(body),
      sseResponse(stream),
      jsonResponse(body),
    ]);
    const model = checkOrder(createCometAPI({ apiKey: "sk-in-memory", fetch }).responses("gpt-5"));
    const output = Output.object({ schema: z.object({ city: z.string() }) });
    const whole = await generateText({ model, output, prompt: "Where?" });
    const streamed = streamText({ model, output, prompt: "Where?" });
    for (const result of [whole, streamed]) {
      expect(await result.output).toEqual({ city: "Rome" });
      expect(await result.reasoningText).toBe(draft);
    }
    const messages = [...whole.response.messages, { role: "user" as const, content: "And now?" }];
    await generateText({ model, output, messages });
    expect(requests.at(-1)?.body).toMatchObject({
      input: [{ phase: "commentary" }, { phase: "final_answer" }, { role: "user" }],
    });
  });

  it("structured output beside tools keeps words before a call where they are", async () => {
    const call = {
      id: "1",
      type: "function",
      function: { name: "look", arguments: '{"at":"it"}' },
    };
    const { model } = start([
      answer({ content: "Let me look.", tool_calls: [call] }),
      answer({ content: '```\n{"at":"it"}\n```' }),
    ]);
    const { steps, output } = await generateText({
      model,
      prompt: "Look",
      tools: { look },
      stopWhen: isStepCount(2),
      output: Output.object({ schema: z.object({ at: z.string() }) }),
    });
    expect(steps[0]?.content.map(({ type }) => type)).toEqual(["text", "tool-call", "tool-result"]);
    expect(steps[0]?.text).toBe("Let me look.");
    expect(output).toEqual({ at: "it" });
  });
});

describe("reasoning", () => {
  it("`reasoning` of a call", async () => {
    expect(await bodyOf({ reasoning: "high" })).toMatchObject({ reasoning_effort: "high" });
  });

  it("reasoning in answers, however spelt", async () => {
    for (const message of [
      { reasoning_content: "Hm." },
      { reasoning: "Hm." },
      { reasoning_content: "Hm.", reasoning: "Hm." },
      { content: [{ type: "thinking", thinking: [{ type: "text", text: "Hm." }] }] },
    ]) {
      const { model } = start([answer({ content: "Hi", ...message })]);
      expect((await generateText({ model, prompt: "Hi" })).reasoningText).toBe("Hm.");
    }
  });

  it("reasoning and signatures sent back", async () => {
    const details = [{ type: "reasoning.text", text: "Hm.", signature: "sig" }];
    const { model, requests } = start([
      answer({ content: "Hi", reasoning: "Hm.", reasoning_details: details }),
      answer({ content: "Hi" }),
    ]);
    const { response } = await generateText({ model, prompt: "Hi" });
    await generateText({
      model,
      messages: [
        { role: "user", content: "Hi" },
        ...response.messages,
        { role: "user", content: "?" },
      ],
    });
    expect(requests[1]?.body).toMatchObject({ messages: [{}, { reasoning_details: details }, {}] });
  });

  it("interleaved reasoning and text", async () => {
    const { model } = start([
      deltas({ reasoning: "a" }, { content: "b" }, { reasoning: "c" }, { content: "d" }),
    ]);
    const { content } = streamText({ model, prompt: "Hi" });
    expect((await content).map((part) => "text" in part && part.text)).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
  });
});

describe("content", () => {
  it("image, audio, PDF and video input", async () => {
    const file = (mediaType: string) => ({
      type: "file" as const,
      mediaType,
      data: { type: "data" as const, data: "AAAA" },
    });
    const types = ["image/png", "audio/wav", "application/pdf", "video/mp4"];
    const body = await bodyOf({ prompt: [{ role: "user", content: types.map(file) }] });
    expect(body).toMatchObject({
      messages: [
        {
          content: [
            { type: "image_url" },
            { type: "input_audio" },
            { type: "file" },
            { type: "video_url" },
          ],
        },
      ],
    });
  });

  it("image output by its address, as a file", async () => {
    const images = [{ type: "image_url", image_url: { url: "https://cdn.example/a.webp?s=1" } }];
    const { model } = start([answer({ content: "Here", images }), deltas({ images })]);
    const asked: string[] = [];
    const experimental_download = (files: { url: URL }[]) =>
      Promise.all(
        files.map(async ({ url }) => {
          asked.push(url.href);
          return { data: new Uint8Array([1, 2, 3]), mediaType: "image/webp" };
        }),
      );
    const whole = await generateText({ model, prompt: "Draw", experimental_download });
    expect(whole.files).toMatchObject([{ mediaType: "image/webp", base64: "AQID" }]);
    const streamed = streamText({ model, prompt: "Draw", experimental_download });
    expect(await streamed.files).toMatchObject([{ mediaType: "image/webp", base64: "AQID" }]);
    expect(asked).toContain("https://cdn.example/a.webp?s=1");
  });

  it("image output", async () => {
    const url = "data:image/png;base64,iVBORw0KGgo=";
    const { model } = start([deltas({ images: [{ type: "image_url", image_url: { url } }] })]);
    const files = await streamText({ model, prompt: "Draw" }).files;
    expect(files).toMatchObject([{ mediaType: "image/png" }]);
  });

  it("audio output", async () => {
    const { model } = start([
      deltas(
        { audio: { id: "a", data: "AQ==", transcript: "Good " } },
        { audio: { data: "AgM=", transcript: "day" } },
      ),
    ]);
    const audio = { voice: "alloy", format: "mp3" };
    const result = streamText({ model, prompt: "Speak", providerOptions: { cometapi: { audio } } });
    expect(await result.files).toMatchObject([{ mediaType: "audio/mpeg", base64: "AQID" }]);
    expect(await result.text).toBe("Good day");
  });

  it("sources from annotations", async () => {
    const url_citation = { url: "https://a.example", title: "A", start_index: 0, end_index: 2 };
    const message = { content: "Hi", annotations: [{ type: "url_citation", url_citation }] };
    const { model } = start([answer(message)]);
    const { sources } = await generateText({ model, prompt: "Hi" });
    expect(sources).toMatchObject([{ url: "https://a.example", title: "A" }]);
  });

  it("sources from `citations` and `search_results`", async () => {
    for (const others of [
      { citations: ["https://a.example"] },
      { search_results: [{ url: "https://a.example", title: "A" }] },
    ]) {
      const { model } = start([answer({ content: "Hi" }, others)]);
      const { sources } = await generateText({ model, prompt: "Hi" });
      expect(sources).toMatchObject([{ url: "https://a.example" }]);
    }
  });

  it("log probabilities", async () => {
    const content = [{ token: "Hi", logprob: -0.1 }];
    const choice = { message: { content: "Hi" }, logprobs: { content }, finish_reason: "stop" };
    const { model, requests } = start([jsonResponse({ choices: [choice] })]);
    const { providerMetadata } = await generateText({
      model,
      prompt: "Hi",
      providerOptions: { cometapi: { logprobs: 2 } },
    });
    expect(requests[0]?.body).toMatchObject({ logprobs: true, top_logprobs: 2 });
    expect(providerMetadata).toMatchObject({ cometapi: { logprobs: content } });
  });

  it("search by the vendor, with its sources", async () => {
    const content = { role: "model", parts: [{ text: "Hi" }] };
    const groundingMetadata = {
      groundingChunks: [{ web: { uri: "https://a.example", title: "A" } }],
    };
    const candidate = { content, finishReason: "STOP", groundingMetadata };
    const { provider, requests } = start([jsonResponse({ candidates: [candidate] })]);
    const search = {
      type: "provider",
      id: "google.google_search",
      name: "search",
      args: {},
    } as const;
    const { content: parts } = await provider.gemini("gemini-2.5-pro").doGenerate({
      prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
      tools: [search],
    });
    expect(requests[0]?.body).toMatchObject({ tools: [{ googleSearch: {} }] });
    expect(parts).toContainEqual(
      expect.objectContaining({ type: "source", url: "https://a.example", title: "A" }),
    );
  });

  it("safety settings of Gemini", async () => {
    const candidate = { content: { parts: [{ text: "Hi" }] }, finishReason: "STOP" };
    const { provider, requests } = start([jsonResponse({ candidates: [candidate] })]);
    const safetySettings = [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }];
    await generateText({
      model: provider.gemini("gemini-2.5-pro"),
      prompt: "Hi",
      providerOptions: { cometapi: { safetySettings } },
    });
    expect(requests[0]?.body).toMatchObject({ safetySettings });
  });

  it("prompt-cache control on messages, parts and tools", async () => {
    const cacheControl = { type: "ephemeral" } as const;
    const providerOptions = { cometapi: { cacheControl } };
    const body = await bodyOf({
      prompt: [
        { role: "system", content: "Long", providerOptions },
        { role: "user", content: [{ type: "text", text: "Hi", providerOptions }] },
      ],
      tools: [{ type: "function", name: "look", inputSchema: {}, providerOptions }],
    });
    const marked = { cache_control: cacheControl };
    expect(body).toMatchObject({ messages: [{ content: [marked] }, { content: [marked] }] });
    expect(JSON.stringify(body)).toContain('"tools":[{');
    expect(body).toMatchObject({ tools: [marked] });
  });
});

describe("what comes with an answer", () => {
  it("usage in detail, adding up", async () => {
    const usage = {
      prompt_tokens: 10,
      completion_tokens: 2,
      total_tokens: 17,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 5 },
    };
    const { model } = start([answer({ content: "Hi" }, { usage })]);
    expect((await generateText({ model, prompt: "Hi" })).usage).toMatchObject({
      inputTokens: 10,
      outputTokens: 7,
      inputTokenDetails: { noCacheTokens: 6, cacheReadTokens: 4 },
      outputTokenDetails: { textTokens: 2, reasoningTokens: 5 },
    });
  });

  it("cost", async () => {
    const usage = { prompt_tokens: 1, completion_tokens: 1, cost: 0.25 };
    const { model } = start([answer({ content: "Hi" }, { usage })]);
    const { providerMetadata } = await generateText({ model, prompt: "Hi" });
    expect(providerMetadata).toMatchObject({ cometapi: { cost: 0.25 } });
  });

  it("model catalogue", async () => {
    const { models } = await cometapi.create().getAvailableModels();
    expect(models.length).toBeGreaterThan(50);
  });

  it("fallback models", async () => {
    const provider = cometapi.create({ fallbackModels: ["gpt-4o-mini"] });
    const { response } = await generateText({ model: provider("no-such-model"), prompt: "Say hi" });
    expect(response.modelId).toContain("gpt-4o-mini");
  });

  it("retries of what may pass, also when an error opens a 200 stream", async () => {
    const headers = { "retry-after-ms": "1" };
    const busy = sseResponse([{ error: { message: "Overloaded", code: 503 } }], { headers });
    const { model, requests } = start([busy, deltas({ content: "Hi" })]);
    expect(await streamText({ model, prompt: "Hi" }).text).toBe("Hi");
    expect(requests).toHaveLength(2);
  });

  it("error bodies of any shape", async () => {
    for (const body of [
      { error: { message: "Broken" } },
      { message: "Broken" },
      { error: "Broken" },
    ]) {
      const { model } = start([jsonResponse(body, { status: 400 })]);
      await expect(generateText({ model, prompt: "Hi" })).rejects.toThrow("Broken");
    }
  });

  it("headers, abort and raw chunks per call", async () => {
    const { model, requests } = start([deltas({ content: "Hi" }), "never"]);
    const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hi" }] }];
    const { stream } = await model.doStream({
      prompt,
      headers: { "x-request": "1" },
      includeRawChunks: true,
    });
    expect((await Array.fromAsync(stream)).some(({ type }) => type === "raw")).toBe(true);
    expect(requests[0]?.headers).toMatchObject({ "x-request": "1" });
    const call = model.doStream({ prompt, abortSignal: AbortSignal.timeout(1) });
    await expect(call).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("own metadata extractor", async () => {
    const { model } = start([answer({ content: "Hi" })], { extractMetadata: () => ({ own: 1 }) });
    const { providerMetadata } = await generateText({ model, prompt: "Hi" });
    expect(providerMetadata).toMatchObject({ cometapi: { own: 1 } });
  });

  it("warnings for what is not sent", async () => {
    const model = cometapi.create()("gpt-5");
    const { warnings } = await generateText({ model, prompt: "Say hi", temperature: 0.5, topK: 4 });
    expect(warnings).toMatchObject([
      { type: "unsupported", feature: "temperature" },
      { type: "unsupported", feature: "topK" },
    ]);
  });

  it("telemetry with the request's origin", async () => {
    const { request } = await generateText({
      model: cometapi.create()("gpt-4o-mini"),
      prompt: "Say hi",
    });
    expect(request.url).toBe(cometapi.emulator.url);
  });
});

describe("where it runs", () => {
  it("typed model ids", () => {
    expectTypeOf<"gpt-5">().toExtend<Parameters<CometAPIProvider["chat"]>[0]>();
    expect(createCometAPI()("a-model-of-tomorrow").modelId).toBe("a-model-of-tomorrow");
  });

  it("serialization for workflows, without the key", () => {
    const model = new CometAPIChatLanguageModel(
      "gpt-5",
      "chat",
      createModelConfig({ apiKey: "sk-secret" }),
    );
    const kept = JSON.stringify(CometAPIChatLanguageModel[WORKFLOW_SERIALIZE](model));
    expect(kept).not.toContain("sk-secret");
    const rebuilt = CometAPIChatLanguageModel[WORKFLOW_DESERIALIZE](JSON.parse(kept));
    expect(rebuilt.modelId).toBe("gpt-5");
  });
});

it("has a test for every row of the README's table", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const table = readme.slice(readme.indexOf("## Features"));
  const rows = [...table.matchAll(/^\| (?!-)(.+?) +\| [✔✘]/gm)].map(([, name]) => name ?? "");
  const tests = ["features", "runtimes"].map((file) =>
    readFileSync(new URL(`${file}.test.ts`, import.meta.url), "utf8"),
  );
  expect(rows.length).toBeGreaterThan(30);
  const untested = rows.filter((row) => !tests.some((text) => text.includes(`it("${row}", `)));
  expect(untested).toEqual([]);
});
