import { APICallError, type LanguageModelV4 } from "@ai-sdk/provider";
import { createInMemoryFetch, findSecret, jsonResponse, sseResponse } from "@cometapi/testing";
import type { RecordedRequest, ScriptedReply } from "@cometapi/testing";
import { generateText, streamText, tool } from "ai";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { checkOrder } from "../../test/check-order.ts";
import { readParts } from "../../test/read-parts.ts";
import { type CometAPIProvider, createCometAPI } from "../provider.ts";

const key = "sk-q7Xv2LmZp9RtK4wYb8Nc3HdF6sJg";

const messagesAnswer = {
  id: "msg-1",
  type: "message",
  role: "assistant",
  model: "claude-sonnet-5",
  content: [
    { type: "thinking", thinking: "Hm.", signature: "sig-1" },
    { type: "text", text: "Hi" },
  ],
  stop_reason: "end_turn",
  usage: { input_tokens: 3, output_tokens: 2 },
};
const responsesAnswer = {
  id: "resp-1",
  created_at: 1,
  model: "gpt-5.6-sol",
  output: [
    {
      type: "message",
      id: "item-1",
      role: "assistant",
      content: [{ type: "output_text", text: "Hi", annotations: [] }],
    },
  ],
  usage: { input_tokens: 3, output_tokens: 2 },
};
const geminiAnswer = {
  candidates: [{ content: { role: "model", parts: [{ text: "Hi" }] }, finishReason: "STOP" }],
  usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2, totalTokenCount: 5 },
};

const messageEvents = [
  {
    type: "message_start",
    message: {
      id: "msg-1",
      model: "claude-sonnet-5",
      usage: { input_tokens: 3, output_tokens: 0 },
    },
  },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hi" } },
];
const overloaded = {
  type: "error",
  error: { type: "overloaded_error", message: "Overloaded" },
};
const responsesEvents = [
  { type: "response.created", response: { id: "resp-1", created_at: 1, model: "gpt-5.6-sol" } },
  { type: "response.output_item.added", output_index: 0, item: { type: "message", id: "item-1" } },
  { type: "response.output_text.delta", item_id: "item-1", delta: "Hi" },
];
const geminiEvents = [{ candidates: [{ content: { role: "model", parts: [{ text: "Hi" }] } }] }];

type NativeAPIName = "responses" | "messages" | "gemini";

function start(api: NativeAPIName, modelId: string, ...replies: ScriptedReply[]) {
  const { fetch, requests } = createInMemoryFetch(replies);
  const provider: CometAPIProvider = createCometAPI({ apiKey: key, fetch, timeout: 50 });
  const model: LanguageModelV4 = provider[api](modelId);
  return { model, requests };
}

/** Bodies that pass through core's `fetch` for other packages travel as bytes. */
function bodyOf(request: RecordedRequest | undefined): unknown {
  const { body } = request ?? {};
  if (!(body instanceof ArrayBuffer)) return body;
  return JSON.parse(new TextDecoder().decode(body));
}

async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("The call should have failed.");
}

describe.each([
  ["responses", "gpt-5.6-sol", responsesAnswer, "https://api.cometapi.com/v1/responses"],
  ["messages", "claude-sonnet-5", messagesAnswer, "https://api.cometapi.com/v1/messages"],
  [
    "gemini",
    "gemini-3.5-flash",
    geminiAnswer,
    "https://api.cometapi.com/v1beta/models/gemini-3.5-flash:generateContent",
  ],
] as const)("%s", (api, modelId, answer, url) => {
  it("is made at once and speaks its format with CometAPI's key and our name", async () => {
    const { model, requests } = start(api, modelId, jsonResponse(answer));
    expect(model.provider).toBe(`cometapi.${api}`);
    const result = await generateText({ model, prompt: "Say hi" });
    expect(result.text).toBe("Hi");
    expect(result.usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
    expect(result.providerMetadata?.["cometapi"]).toMatchObject({ api });
    expect(requests[0]?.url).toBe(url);
    expect(requests[0]?.headers["authorization"]).toBe(`Bearer ${key}`);
    expect(requests[0]?.headers["user-agent"]).toContain("ai-sdk-cometapi/");
  });

  it("drops the prefix that other tools put before model ids", async () => {
    const { model, requests } = start(api, `cometapi/${modelId}`, jsonResponse(answer));
    await generateText({ model, prompt: "Say hi" });
    expect(requests[0]?.url).toBe(url);
  });

  it("does not have the AI SDK retry what can only fail again", async () => {
    const body = { error: { message: "no channel (request id: 2026)", code: "model_not_found" } };
    const { model, requests } = start(api, modelId, jsonResponse(body, { status: 503 }));
    const error = await failureOf(generateText({ model, prompt: "Say hi" }));
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      isRetryable: false,
      statusCode: 503,
      message: "no channel (request id: 2026)",
      data: { code: "model-not-found", requestId: "2026" },
      requestBodyValues: expect.any(Object),
    });
    expect(requests).toHaveLength(1);
    expect(findSecret(error, key)).toEqual([]);
  });

  it("reports missing headers as an error the AI SDK may retry", async () => {
    const { model } = start(api, modelId, "never");
    const error = await failureOf(generateText({ model, prompt: "Say hi", maxRetries: 0 }));
    expect(error).toMatchObject({ isRetryable: true, data: { code: "timeout" } });
  });

  it("fails with LoadAPIKeyError without a key", async () => {
    const model = createCometAPI({ apiKey: "" })[api](modelId);
    const error = await failureOf(generateText({ model, prompt: "Say hi" }));
    expect(error).toMatchObject({ name: "AI_LoadAPIKeyError" });
  });

  it.each([
    [
      "an error object",
      () => jsonResponse({ error: { message: "Busy (request id: 2026)" } }),
      true,
    ],
    ["a web page", () => new Response("<!doctype html><title>Hi</title>"), false],
    [
      "an error event",
      () => sseResponse([{ error: { message: "Busy", type: "new_api_error" } }]),
      true,
    ],
    ["nothing", () => new Response(""), true],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://other.example" } }),
      false,
    ],
  ])("throws %s in the place of an answer as an APICallError", async (_, reply, isRetryable) => {
    const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hi" }] }];
    const { model } = start(api, modelId, reply(), reply());
    for (const call of [() => model.doStream({ prompt }), () => model.doGenerate({ prompt })]) {
      const error = await failureOf(call());
      expect(APICallError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ isRetryable });
      if (!isRetryable) expect(error).toMatchObject({ data: { code: "base-url" } });
    }
  });

  it("shows nothing of a key in another form than sk-", async () => {
    const otherKey = "zq7Xv2LmZp9RtK4wYb8Nc3HdF6sJg";
    const refusal = { error: { message: `Invalid token ${otherKey}` } };
    const { fetch } = createInMemoryFetch([jsonResponse(refusal, { status: 401 })]);
    const model = createCometAPI({ apiKey: otherKey, fetch })[api](modelId);
    const error = await failureOf(generateText({ model, prompt: "Say hi" }));
    expect(error).toMatchObject({
      statusCode: 401,
      message: expect.stringMatching(/^Invalid token \[redacted\]/),
    });
    expect(findSecret(error, otherKey)).toEqual([]);
  });

  it("tells the model that was asked and the request id", async () => {
    const headers = { "x-request-id": "req-9" };
    const { model } = start(api, modelId, jsonResponse(answer, { headers }));
    const { providerMetadata } = await generateText({ model, prompt: "Say hi" });
    expect(providerMetadata?.["cometapi"]).toEqual({ api, model: modelId, requestId: "req-9" });
  });

  it("refuses an option that neither chat nor the API has", async () => {
    const { model, requests } = start(api, modelId);
    const call = generateText({
      model,
      prompt: "Say hi",
      providerOptions: { cometapi: { thinkin: true } },
    });
    await expect(call).rejects.toThrow(
      `providerOptions.cometapi.thinkin does not exist on ${api}(). Options here: `,
    );
    expect(requests).toEqual([]);
  });

  it("throws the caller's abort as it is", async () => {
    const { model } = start(api, modelId, "never");
    const controller = new AbortController();
    const call = model.doGenerate({
      prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
      abortSignal: controller.signal,
    });
    controller.abort();
    expect(await failureOf(call)).toBe(controller.signal.reason);
  });

  it("warns of options that only chat knows", async () => {
    vi.stubGlobal("AI_SDK_LOG_WARNINGS", false);
    const { model } = start(api, modelId, jsonResponse(answer));
    const { warnings } = await generateText({
      model,
      prompt: "Say hi",
      providerOptions: { cometapi: { extraBody: { a: 1 } } },
    });
    expect(warnings).toEqual([
      {
        type: "unsupported",
        feature: "providerOptions.cometapi.extraBody",
        details: `It works with chat() only, and was not sent to ${api}().`,
      },
    ]);
  });
});

describe("responses", () => {
  it("stores nothing, and asks for encrypted reasoning instead", async () => {
    const { model, requests } = start("responses", "gpt-5.6-sol", jsonResponse(responsesAnswer));
    await generateText({ model, prompt: "Say hi" });
    expect(bodyOf(requests[0])).toMatchObject({
      store: false,
      include: ["reasoning.encrypted_content"],
    });
  });

  it("takes options under cometapi, and lets the package's own key win", async () => {
    const { model, requests } = start("responses", "gpt-5.6-sol", jsonResponse(responsesAnswer));
    await generateText({
      model,
      prompt: "Say hi",
      providerOptions: {
        cometapi: { reasoningEffort: "low", textVerbosity: "low" },
        openai: { reasoningEffort: "high" },
      },
    });
    expect(bodyOf(requests[0])).toMatchObject({
      reasoning: { effort: "high" },
      text: { verbosity: "low" },
    });
  });

  it("throws an answer without output", async () => {
    const empty = { id: "resp-1", created_at: 1, incomplete_details: { reason: "content_filter" } };
    const { model } = start("responses", "gpt-5.6-sol", jsonResponse(empty));
    const error = await failureOf(generateText({ model, prompt: "Say hi", maxRetries: 0 }));
    expect(error).toMatchObject({ name: "AI_APICallError", data: { code: "invalid-response" } });
  });

  it("takes the options of a part under cometapi", async () => {
    const { model, requests } = start("responses", "gpt-5.6-sol", jsonResponse(responsesAnswer));
    const data = { type: "data" as const, data: "AAAA" };
    const providerOptions = { cometapi: { imageDetail: "low" } };
    await model.doGenerate({
      prompt: [
        {
          role: "user",
          content: [{ type: "file", mediaType: "image/png", data, providerOptions }],
        },
      ],
    });
    expect(bodyOf(requests[0])).toMatchObject({ input: [{ content: [{ detail: "low" }] }] });
  });

  it("throws an error that opens the stream, so that it can be retried", async () => {
    const failed = {
      type: "error",
      sequence_number: 1,
      error: { type: "server_error", code: "server_error", message: "Busy", param: null },
    };
    const { model } = start("responses", "gpt-5.6-sol", sseResponse([failed]));
    const result = model.doStream({
      prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
    });
    expect(await failureOf(result)).toMatchObject({ name: "AI_APICallError", isRetryable: true });
  });
});

describe("messages", () => {
  it("says which version of the format it speaks", async () => {
    const { model, requests } = start("messages", "claude-sonnet-5", jsonResponse(messagesAnswer));
    await generateText({ model, prompt: "Say hi" });
    expect(requests[0]?.headers).toMatchObject({
      "anthropic-version": "2023-06-01",
      "x-api-key": key,
    });
  });

  it("sends the signature of earlier thinking back", async () => {
    const { model, requests } = start(
      "messages",
      "claude-sonnet-5",
      jsonResponse(messagesAnswer),
      jsonResponse(messagesAnswer),
    );
    const first = await generateText({ model, prompt: "Say hi" });
    await generateText({
      model,
      messages: [
        { role: "user", content: "Say hi" },
        ...first.response.messages,
        { role: "user", content: "Again" },
      ],
      providerOptions: { cometapi: { thinking: { type: "adaptive" } } },
    });
    expect(bodyOf(requests[1])).toMatchObject({
      messages: [
        { role: "user" },
        {
          role: "assistant",
          content: [{ type: "thinking", thinking: "Hm.", signature: "sig-1" }, { type: "text" }],
        },
        { role: "user" },
      ],
    });
  });

  it("takes prompt-cache marks under cometapi", async () => {
    const { model, requests } = start("messages", "claude-sonnet-5", jsonResponse(messagesAnswer));
    const cacheControl = { type: "ephemeral" } as const;
    await generateText({
      model,
      messages: [
        { role: "user", content: "Long", providerOptions: { cometapi: { cacheControl } } },
      ],
    });
    expect(bodyOf(requests[0])).toMatchObject({
      messages: [{ content: [{ cache_control: cacheControl }] }],
    });
  });

  it("takes the options of chat that it has under another name, and warns of the others", async () => {
    vi.stubGlobal("AI_SDK_LOG_WARNINGS", false);
    const { model, requests } = start("messages", "claude-sonnet-5", jsonResponse(messagesAnswer));
    const { warnings } = await generateText({
      model,
      prompt: "Say hi",
      tools: { look: tool({ inputSchema: z.object({}) }) },
      providerOptions: {
        cometapi: {
          user: "user-1",
          parallelToolCalls: false,
          reasoningEffort: "high",
          logprobs: true,
        },
      },
    });
    expect(bodyOf(requests[0])).toMatchObject({
      metadata: { user_id: "user-1" },
      tool_choice: { disable_parallel_tool_use: true },
      output_config: { effort: "high" },
    });
    expect(warnings).toMatchObject([{ feature: "providerOptions.cometapi.logprobs" }]);
  });

  it("throws an error that comes after the start of a message, but before any content", async () => {
    const { model } = start(
      "messages",
      "claude-sonnet-5",
      sseResponse([...messageEvents.slice(0, 1), overloaded]),
    );
    const error = await failureOf(model.doStream({ prompt: [] }));
    expect(error).toMatchObject({ name: "AI_APICallError", data: { code: "overloaded" } });
  });

  it("ends a stream whose connection is lost as interrupted, with an error that may be retried", async () => {
    const { model } = start(
      "messages",
      "claude-sonnet-5",
      sseResponse(messageEvents, { isCut: true }),
    );
    const errors: unknown[] = [];
    const result = streamText({
      model: checkOrder(model),
      prompt: "Say hi",
      onError: ({ error }) => errors.push(error),
    });
    await result.consumeStream();
    expect(errors).toMatchObject([{ isRetryable: true }]);
    expect(await result.finishReason).toBe("interrupted");
  });
});

describe.each([
  ["responses", responsesEvents],
  ["messages", messageEvents],
  ["gemini", geminiEvents],
] as const)("a stream of %s that goes wrong", (api, events) => {
  it.each([
    ["the vendor reports an error", sseResponse([...events, overloaded]), "error"],
    ["it just stops", sseResponse([...events]), "interrupted"],
    ["the connection is lost", sseResponse([...events], { isCut: true }), "interrupted"],
  ])("keeps what came before, and the order of the contract, when %s", async (_, reply, reason) => {
    const { model } = start(api, "some-model", reply);
    const { stream } = await model.doStream({ prompt: [] });
    const parts = await readParts(stream);
    expect(parts).toContainEqual(expect.objectContaining({ type: "text-delta", delta: "Hi" }));
    expect(parts.filter(({ type }) => type === "error")).toMatchObject([
      { error: { isRetryable: true } },
    ]);
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: reason } });
  });
});
