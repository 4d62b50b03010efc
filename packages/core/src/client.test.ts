import { createInMemoryFetch, jsonResponse, sseResponse } from "@cometapi/testing";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatRequest } from "./chat/chat-request.ts";
import { CometAPIClient } from "./client.ts";
import type { ClientSettings } from "./config/client-settings.ts";
import { CometAPIError } from "./errors/comet-api-error.ts";
import type { JSONObject } from "./json.ts";

const REQUEST: ChatRequest = {
  model: "gpt-4o-mini",
  messages: [{ role: "user", content: "Hello?" }],
};
const HELLO = {
  id: "chatcmpl-1",
  model: "gpt-4o-mini-2025-08-07",
  choices: [{ index: 0, message: { role: "assistant", content: "Hello" }, finish_reason: "stop" }],
};
const DELTA = { choices: [{ index: 0, delta: { content: "Hello" } }] };
const FINISH = { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };

function overloaded(headers: Record<string, string> = {}): Response {
  return jsonResponse({ error: { message: "try later" } }, { status: 503, headers });
}

/** A client whose requests get these replies, and what it sent. */
function clientWith(replies: Parameters<typeof createInMemoryFetch>[0], settings?: ClientSettings) {
  const { fetch, requests } = createInMemoryFetch(replies);
  return { requests, client: new CometAPIClient({ apiKey: "sk-test-key", fetch, ...settings }) };
}

function failure(promise: Promise<unknown>): Promise<CometAPIError> {
  return promise.then(
    () => {
      throw new Error("It should have failed.");
    },
    (error: unknown) => {
      if (CometAPIError.isInstance(error)) return error;
      throw error;
    },
  );
}

describe("a client", () => {
  it("is created without a key, and says what is missing at the first call", async () => {
    const { client, requests } = clientWith([], { apiKey: undefined });
    const error = await failure(client.chat(REQUEST));
    expect(error.code).toBe("missing-api-key");
    expect(error.message).toMatch(
      /`apiKey`.*COMETAPI_KEY.*https:\/\/www\.cometapi\.com\/console\/token/,
    );
    expect(requests).toEqual([]);
  });

  it.each([
    [
      '{ "baseUrl": "http://127.0.0.1" }',
      "CometAPIClient has no setting `baseUrl`. Did you mean `baseURL`?",
    ],
    [
      '{ "timeout": "10s" }',
      "`timeout` of CometAPIClient must be a number of milliseconds above 0",
    ],
  ])("refuses settings that cannot be with each call: %s", async (settings, message) => {
    const { client, requests } = clientWith([], JSON.parse(settings));
    for (const call of [client.chat(REQUEST), client.listModels(), client.fetchCatalogue()]) {
      expect(await failure(call)).toMatchObject({
        code: "invalid-argument",
        message: expect.stringContaining(message),
      });
    }
    expect(requests).toEqual([]);
  });

  it.each([
    ['{ "messages": "Hi" }', "`messages` must be a list of messages"],
    ['{ "messages": [{ "role": "bot", "content": "Hi" }] }', "The role of `messages[0]` must be"],
    ['{ "messages": [{ "role": "user" }] }', "The content of `messages[0]` must be"],
    ['{ "api": "completions" }', 'There is no API "completions". `api` may be: auto, chat'],
  ])("refuses a request that cannot be, and says what to mend: %s", async (fields, message) => {
    const { client } = clientWith([]);
    const request: ChatRequest = { ...REQUEST, ...JSON.parse(fields) };
    expect(await failure(client.chat(request))).toMatchObject({
      code: "invalid-argument",
      message: expect.stringContaining(message),
    });
  });

  it("sends the key, the caller's name and its own headers, in this order of weight", async () => {
    const { client, requests } = clientWith([jsonResponse(HELLO)], {
      userAgent: "ai-sdk-cometapi/1.2.3",
      headers: { "X-Team": "a", "x-drop": "b" },
    });
    await client.chat(REQUEST, { headers: { "x-team": "c", "X-Drop": undefined } });
    expect(requests[0]?.headers).toMatchObject({
      authorization: "Bearer sk-test-key",
      "content-type": "application/json",
      "x-team": "c",
    });
    expect(requests[0]?.headers["user-agent"]).toMatch(/^ai-sdk-cometapi\/1\.2\.3 cometapi-core\//);
    expect(requests[0]?.headers).not.toHaveProperty("x-drop");
  });

  it("takes a key that is fetched for each call", async () => {
    let calls = 0;
    const { client, requests } = clientWith([jsonResponse(HELLO), jsonResponse(HELLO)], {
      apiKey: async () => `sk-key-${(calls += 1)}`,
    });
    await client.chat(REQUEST);
    await client.chat(REQUEST);
    expect(requests.map(({ headers }) => headers["authorization"])).toEqual([
      "Bearer sk-key-1",
      "Bearer sk-key-2",
    ]);
  });

  it("removes the service's prefix from a model id", async () => {
    const { client, requests } = clientWith([jsonResponse(HELLO)]);
    const answer = await client.chat({ ...REQUEST, model: "cometapi/gpt-4o-mini" });
    expect(requests[0]?.body).toMatchObject({ model: "gpt-4o-mini" });
    expect(answer.model).toBe("gpt-4o-mini");
  });

  it("asks a stream for its usage, unless told not to", async () => {
    const { client, requests } = clientWith([
      sseResponse([DELTA, FINISH, "[DONE]"]),
      sseResponse([DELTA, FINISH, "[DONE]"]),
    ]);
    await client.streamChat(REQUEST);
    await client.streamChat({ ...REQUEST, includeUsage: false });
    expect(requests[0]?.body).toMatchObject({ stream_options: { include_usage: true } });
    expect(requests[1]?.body).not.toHaveProperty("stream_options");
  });

  it.each([
    [400, ""],
    [422, ""],
    [500, "invalid_request"],
  ])(
    "asks once more without usage when the server refuses that option with %i, and says so",
    async (status, code) => {
      const refusal = { error: { message: "Unrecognized argument: stream_options", code } };
      const { client, requests } = clientWith(
        [jsonResponse(refusal, { status }), sseResponse([DELTA, FINISH, "[DONE]"])],
        { maxRetries: 0 },
      );
      const { warnings } = await client.streamChat(REQUEST);
      expect(requests[1]?.body).not.toHaveProperty("stream_options");
      expect(warnings).toMatchObject([{ option: "includeUsage", action: "dropped" }]);
    },
  );

  it("merges extra fields last, those of the call over those of the settings", async () => {
    const { client, requests } = clientWith([jsonResponse(HELLO)], {
      extraBody: { temperature: 2, a: 1, b: 1 },
    });
    await client.chat({ ...REQUEST, model: "gpt-4o", temperature: 1, extraBody: { b: 2 } });
    expect(requests[0]?.body).toMatchObject({ temperature: 2, a: 1, b: 2 });
  });

  it("hands raw chunks out before what was made of them", async () => {
    const { client } = clientWith([sseResponse([DELTA, FINISH, "[DONE]"])]);
    const { batches } = await client.streamChat({ ...REQUEST, includeRaw: true });
    const events = (await Array.fromAsync(batches)).flat();
    expect(events[0]).toEqual({ type: "raw", value: DELTA });
    expect(events.map(({ type }) => type)).toEqual(["raw", "text-delta", "raw", "finish"]);
  });

  it.each([
    ["maxRetries", { maxRetries: -1 }],
    ["timeout", { timeout: 0 }],
    ["streamIdleTimeout", { streamIdleTimeout: Number.NaN }],
  ])("names the option when %s cannot be used", async (option, settings) => {
    const { client } = clientWith([], settings);
    const error = await failure(client.chat(REQUEST));
    expect([error.code, error.message]).toEqual([
      "invalid-argument",
      expect.stringContaining(`\`${option}\``),
    ]);
  });

  it("refuses a concurrency that makes no sense when it is created", () => {
    expect(() => new CometAPIClient({ maxConcurrency: 0 })).toThrow("`maxConcurrency`");
  });
});

describe("a schema that contains itself", () => {
  const schema: JSONObject = { type: "object", required: ["a"], additionalProperties: false };
  schema["properties"] = { a: schema };

  it.each([
    ["chat", "gpt-4o"],
    ["responses", "gpt-5"],
    ["messages", "claude-sonnet-4-5"],
    ["gemini", "gemini-3-flash-preview"],
  ] as const)("is refused before anything is sent by the API %s", async (api, model) => {
    const { client, requests } = clientWith([]);
    const tools = [{ type: "function" as const, name: "a", parameters: schema, strict: true }];
    const responseFormat = { type: "json-schema" as const, schema };
    for (const options of [{ tools }, { responseFormat }]) {
      const error = await failure(client.chat({ ...REQUEST, api, model, ...options }));
      expect(error.code).toBe("invalid-argument");
      expect(error.message).toMatch(/cannot be written as JSON/);
    }
    expect(requests).toEqual([]);
  });
});

describe("a failing request", () => {
  // What is loaded with the first failure takes time that fake timers do not know of.
  beforeAll(() => import("./transport/to-connection-error.ts"));
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("is tried again as long as that may help", async () => {
    const retries: number[] = [];
    const { client, requests } = clientWith(
      [overloaded(), new TypeError("fetch failed"), jsonResponse(HELLO)],
      { onRetry: ({ attempt, delayMs }) => retries.push(attempt, delayMs) },
    );
    const answer = client.chat(REQUEST);
    await vi.runAllTimersAsync();
    expect((await answer).events).toContainEqual({
      type: "text-delta",
      choiceIndex: 0,
      text: "Hello",
    });
    expect(requests).toHaveLength(3);
    const [first, firstDelay, second, secondDelay] = retries;
    expect([first, second]).toEqual([1, 2]);
    expect(firstDelay).toBeGreaterThanOrEqual(500);
    expect(firstDelay).toBeLessThanOrEqual(1000);
    expect(secondDelay).toBeGreaterThanOrEqual(1000);
    expect(secondDelay).toBeLessThanOrEqual(2000);
  });

  it("waits as long as the server asks, and never less than half a second", async () => {
    const delays: number[] = [];
    const { client } = clientWith(
      [
        overloaded({ "retry-after": "7" }),
        overloaded({ "retry-after-ms": "1200" }),
        overloaded({ "retry-after-ms": "30" }),
        jsonResponse(HELLO),
      ],
      { maxRetries: 3, onRetry: ({ delayMs }) => delays.push(delayMs) },
    );
    const answer = client.chat(REQUEST);
    await vi.runAllTimersAsync();
    await answer;
    expect(delays).toEqual([7000, 1200, 500]);
  });

  it.each(["0", "-1", "0.0", "Fri, 20 Nov 1970 10:00:00 GMT", "soon"])(
    "waits longer each time where the server asks for no wait: retry-after %j",
    async (value) => {
      const delays: number[] = [];
      const refusal = () => overloaded({ "retry-after": value });
      const { client } = clientWith(Array.from({ length: 11 }, refusal), {
        maxRetries: 10,
        onRetry: ({ delayMs }) => delays.push(delayMs),
      });
      const error = failure(client.chat(REQUEST));
      await vi.runAllTimersAsync();
      await error;
      delays.forEach((delayMs, index) => {
        expect(delayMs).toBeGreaterThanOrEqual(Math.min(30_000, 1000 * 2 ** index) / 2);
      });
      expect(delays).toHaveLength(10);
    },
  );

  it("does not wait for a server that asks for longer than a minute", async () => {
    const { client, requests } = clientWith([overloaded({ "retry-after": "3600" })]);
    const error = await failure(client.chat(REQUEST));
    expect(error.retryAfterMs).toBe(3_600_000);
    expect(requests).toHaveLength(1);
  });

  it("ends with the last error when nothing helped", async () => {
    const { client, requests } = clientWith([overloaded(), overloaded(), overloaded()]);
    const error = failure(client.chat(REQUEST));
    await vi.runAllTimersAsync();
    expect((await error).code).toBe("overloaded");
    expect(requests).toHaveLength(3);
  });

  it.each([
    [500, "invalid_request", "field messages is required"],
    [503, "model_not_found", "no available channel for group default and model x"],
    [400, "", "model name is required"],
    [401, "", "invalid token"],
    [403, "", "access blocked"],
    [404, "", "not found"],
    [413, "", "too large"],
    [422, "", "unprocessable"],
    [429, "insufficient_quota", "You exceeded your current quota"],
  ])("with status %i and code %j is not tried again", async (status, code, message) => {
    const { client, requests } = clientWith([
      jsonResponse({ error: { message, code } }, { status }),
    ]);
    await failure(client.chat(REQUEST));
    expect(requests).toHaveLength(1);
  });

  it.each([408, 409, 429, 500, 502, 503, 504, 524, 529])(
    "with status %i is tried again",
    async (status) => {
      const { client, requests } = clientWith([
        jsonResponse({ error: { message: "a passing failure" } }, { status }),
        jsonResponse(HELLO),
      ]);
      const answer = client.chat(REQUEST);
      await vi.runAllTimersAsync();
      await answer;
      expect(requests).toHaveLength(2);
    },
  );

  it("is tried again when an error opens the stream, and not after output", async () => {
    const error = { error: { message: "upstream failed", type: "upstream_error" } };
    const { client, requests } = clientWith([
      sseResponse([error]),
      sseResponse([DELTA, error, "[DONE]"]),
    ]);
    const answer = client.streamChat(REQUEST);
    await vi.runAllTimersAsync();
    const events = (await Array.fromAsync((await answer).batches)).flat();
    expect(requests).toHaveLength(2);
    expect(events.map(({ type }) => type)).toEqual(["text-delta", "error", "finish"]);
  });

  it("ends its wait at once when the caller aborts", async () => {
    const controller = new AbortController();
    const { client, requests } = clientWith([overloaded({ "retry-after": "50" })]);
    const answer = client.chat(REQUEST, { signal: controller.signal });
    const outcome = answer.catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(10);
    controller.abort("enough");
    expect(await outcome).toBe("enough");
    expect(requests).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("the API of a model", () => {
  const refusals = [
    ["no channel that takes the format", 500, "convert_request_failed", "not implemented"],
    ["no such channel, and loses the code", 500, "", "not available (request id: 2026)"],
    ["no channel for the model", 503, "model_not_found", "No available channel for model"],
    ["no such path", 404, "", "Invalid URL (POST /v1/messages)"],
    ["no such method", 405, "", "Method not allowed"],
  ] as const;

  it.each(refusals)(
    "is Chat Completions where the server has %s, at once from then on",
    async (_what, status, code, message) => {
      const refusal = jsonResponse({ error: { message, code } }, { status });
      const { client, requests } = clientWith([refusal, jsonResponse(HELLO), jsonResponse(HELLO)], {
        maxRetries: 2,
      });
      const request = { ...REQUEST, model: "claude-sonnet-4-6" };
      for (const answer of [await client.chat(request), await client.chat(request)]) {
        expect(answer.api).toBe("chat");
        expect(answer.warnings).toMatchObject([{ option: "api", action: "changed" }]);
      }
      expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
        "/v1/messages",
        "/v1/chat/completions",
        "/v1/chat/completions",
      ]);
    },
  );

  it.each([
    ["that was asked for by name", { api: "messages" as const }, refusals[0]],
    ["for another failure", {}, [undefined, 400, "invalid_request", "max_tokens is too large"]],
  ] as const)("is not changed %s", async (_why, choice, [, status, code, message]) => {
    const { client, requests } = clientWith(
      [jsonResponse({ error: { message, code } }, { status })],
      { maxRetries: 0 },
    );
    await expect(
      client.chat({ ...REQUEST, model: "claude-sonnet-4-6", ...choice }),
    ).rejects.toThrow(message);
    expect(requests).toHaveLength(1);
  });

  it("is Chat Completions for several alternative answers, which no other gives", async () => {
    const { client, requests } = clientWith([jsonResponse(HELLO)]);
    await client.chat({ ...REQUEST, model: "claude-sonnet-4-6", choiceCount: 2 });
    expect(new URL(requests[0]?.url ?? "").pathname).toBe("/v1/chat/completions");
  });

  it("may be set for a client and for a call, whose word counts", async () => {
    const { client, requests } = clientWith([jsonResponse(HELLO), jsonResponse(HELLO)], {
      api: "responses",
      maxRetries: 0,
    });
    await client.chat({ ...REQUEST, api: "chat" });
    await client.chat(REQUEST).catch(() => undefined);
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
      "/v1/chat/completions",
      "/v1/responses",
    ]);
  });
});

describe("a conversation that another account began", () => {
  it("goes on without the thoughts that only that account can read", async () => {
    const refusal = {
      error: { message: "messages.1.content.0: Invalid `signature` in `thinking` block" },
    };
    const answer = {
      type: "message",
      content: [{ type: "text", text: "9" }],
      stop_reason: "end_turn",
    };
    const { client, requests } = clientWith([
      jsonResponse(refusal, { status: 400 }),
      jsonResponse(answer),
    ]);
    const { warnings } = await client.chat({
      model: "claude-sonnet-4-5",
      messages: [
        { role: "user", content: "Hi" },
        {
          role: "assistant",
          content: [
            { type: "reasoning", text: "Hm.", vendorOptions: { anthropic: { signature: "s" } } },
            { type: "text", text: "Hello" },
          ],
        },
        { role: "user", content: "And?" },
      ],
    });
    const thought = { type: "thinking", thinking: "Hm.", signature: "s" };
    const text = { type: "text", text: "Hello" };
    expect(requests.map(({ body }) => body)).toMatchObject([
      { messages: [{}, { role: "assistant", content: [thought, text] }, {}] },
      { messages: [{}, { role: "assistant", content: [text] }, {}] },
    ]);
    expect(warnings).toMatchObject([{ option: "messages", action: "dropped" }]);
  });
});

describe("modelTraits", () => {
  it("changes how a model is asked, and by which API `auto` asks it", async () => {
    const { client, requests } = clientWith([jsonResponse(HELLO), jsonResponse(HELLO)], {
      modelTraits: {
        "gpt-4o-mini": { maxTokensField: "max_completion_tokens" },
        "claude-opus-5": { api: "chat", refusedOptions: { seed: "always" } },
      },
    });
    await client.chat({ ...REQUEST, maxOutputTokens: 9 });
    const { api, warnings } = await client.chat({
      ...REQUEST,
      model: "cometapi/claude-opus-5",
      temperature: 0.5,
      seed: 7,
    });
    expect(requests.map(({ body }) => body)).toEqual([
      expect.objectContaining({ model: "gpt-4o-mini", max_completion_tokens: 9 }),
      expect.objectContaining({ model: "claude-opus-5", temperature: 0.5 }),
    ]);
    expect(requests[1]?.body).not.toHaveProperty("seed");
    expect(api).toBe("chat");
    expect(warnings).toMatchObject([
      { option: "seed", message: expect.stringMatching(/The setting `modelTraits` says so\.$/) },
    ]);
  });

  it("decides how an answer is read, too", async () => {
    const input = { city: "Oslo" };
    const call = { type: "tool_use", id: "c", name: "json_response", input };
    const { client } = clientWith(
      [jsonResponse({ type: "message", content: [call], stop_reason: "tool_use" })],
      { modelTraits: { "claude-opus-5": { enforcesSchemaOnMessages: false } } },
    );
    const schema = { type: "object", properties: { city: { type: "string" } } };
    const { events } = await client.chat({
      ...REQUEST,
      model: "claude-opus-5",
      responseFormat: { type: "json-schema", schema },
    });
    expect(events).toContainEqual({
      type: "text-delta",
      choiceIndex: 0,
      text: JSON.stringify(input),
    });
  });

  it("is checked by the first call", async () => {
    const settings: object = { modelTraits: { "gpt-5": { contextWindow: "400k" } } };
    const { client, requests } = clientWith([], settings);
    const error = await failure(client.chat(REQUEST));
    expect(error).toMatchObject({
      code: "invalid-argument",
      message:
        '`contextWindow` of modelTraits["gpt-5"] must be 1 or a whole number above, not a string.',
    });
    expect(requests).toEqual([]);
  });
});

describe("fallback models", () => {
  const unknown = jsonResponse(
    { error: { message: "no available channel for model a", code: "model_not_found" } },
    { status: 503 },
  );

  it("are tried in order until one answers, with their own manners", async () => {
    const fallbacks: string[] = [];
    const { client, requests } = clientWith([unknown, overloaded(), jsonResponse(HELLO)], {
      maxRetries: 0,
      fallbackModels: ["gpt-5-chat-latest", "gpt-4o"],
      onFallback: ({ fromModel, toModel }) => fallbacks.push(`${fromModel} → ${toModel}`),
    });
    const answer = await client.chat({ ...REQUEST, model: "a", maxOutputTokens: 9 });
    expect(fallbacks).toEqual(["a → gpt-5-chat-latest", "gpt-5-chat-latest → gpt-4o"]);
    expect(answer.model).toBe("gpt-4o");
    expect(requests.map(({ body }) => body)).toEqual([
      expect.objectContaining({ model: "a", max_tokens: 9 }),
      expect.objectContaining({ model: "gpt-5-chat-latest", max_completion_tokens: 9 }),
      expect.objectContaining({ model: "gpt-4o", max_tokens: 9 }),
    ]);
  });

  it("are each asked by the API that suits them", async () => {
    const { client, requests } = clientWith([overloaded(), jsonResponse(HELLO)], {
      maxRetries: 0,
      fallbackModels: ["gpt-4o"],
    });
    const answer = await client.chat({ ...REQUEST, model: "claude-sonnet-4-6" });
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
      "/v1/messages",
      "/v1/chat/completions",
    ]);
    expect(answer).toMatchObject({ model: "gpt-4o", api: "chat" });
  });

  it("are not tried for a request that is wrong for every model", async () => {
    const wrong = jsonResponse(
      { error: { message: "messages must not be empty" } },
      { status: 400 },
    );
    const { client, requests } = clientWith([wrong], { fallbackModels: ["gpt-4o"] });
    await failure(client.chat(REQUEST));
    expect(requests).toHaveLength(1);
  });
});

describe("time", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("ends the wait for a response after `timeout`, and tries again", async () => {
    const { client, requests } = clientWith(["never", "never"], { timeout: 1000, maxRetries: 1 });
    const error = failure(client.chat(REQUEST));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await error).toMatchObject({
      code: "timeout",
      isRetryable: true,
      message: expect.stringMatching(/`timeout`/),
    });
    expect(requests).toHaveLength(2);
  });

  it("never cuts a stream that goes on, however long it takes", async () => {
    const { client } = clientWith([slowResponse(20, 900)], {
      timeout: 1000,
      streamIdleTimeout: 1000,
    });
    const events = readAll(client);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await events).filter(({ type }) => type === "text-delta")).toHaveLength(20);
    expect((await events).at(-1)).toMatchObject({ type: "finish", reason: "stop" });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends a stream that has fallen silent, and says so", async () => {
    const onCancel = vi.fn<() => void>();
    const { client } = clientWith([sseResponse([DELTA], { staysOpen: true, onCancel })], {
      streamIdleTimeout: 1000,
    });
    const events = readAll(client);
    await vi.advanceTimersByTimeAsync(2000);
    expect((await events).slice(-2)).toMatchObject([
      { type: "error", error: { code: "timeout" } },
      { type: "finish", reason: "interrupted" },
    ]);
    expect(onCancel).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("counts no silence while nobody reads: a slow reader gets the whole answer", async () => {
    const { client } = clientWith([slowResponse(4, 100)], { streamIdleTimeout: 200 });
    const { batches } = await settled(client.streamChat(REQUEST));
    const types: string[] = [];
    const reading = (async () => {
      for await (const batch of batches) {
        types.push(...batch.map(({ type }) => type));
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    })();
    await settled(reading);
    expect(types).toEqual([...Array.from({ length: 4 }, () => "text-delta"), "finish"]);
  });

  it("still ends a stream that falls silent under a slow reader", async () => {
    const { client } = clientWith([sseResponse([DELTA], { staysOpen: true })], {
      streamIdleTimeout: 200,
    });
    const batches = await iterate(client);
    await batches.next();
    await vi.advanceTimersByTimeAsync(1000);
    const startedAtMs = performance.now();
    const { value } = await settled(batches.next());
    expect(value?.[0]).toMatchObject({ type: "error", error: { code: "timeout" } });
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(200);
  });

  it("gives up an answer that nobody reads on, so that its place becomes free", async () => {
    const { client, requests } = clientWith(
      [sseResponse([DELTA], { staysOpen: true }), jsonResponse(HELLO)],
      { streamIdleTimeout: 1000, maxConcurrency: 1 },
    );
    const batches = await iterate(client);
    const second = client.chat(REQUEST);
    await vi.advanceTimersByTimeAsync(590_000);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20_000);
    await second;
    await batches.next();
    expect((await batches.next()).value?.[0]).toMatchObject({
      type: "error",
      error: { code: "timeout", message: expect.stringContaining("Nobody read") },
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("says in the error of a silent stream where the answer came from", async () => {
    const reply = sseResponse([DELTA], { staysOpen: true, headers: { "x-request-id": "r1" } });
    const { client } = clientWith([reply], { streamIdleTimeout: 1000 });
    expect((await settled(readAll(client))).at(-2)).toMatchObject({
      type: "error",
      error: {
        status: 200,
        requestId: "r1",
        url: "https://api.cometapi.com/v1/chat/completions",
        message: expect.stringMatching(/`streamIdleTimeout`/),
      },
    });
  });

  async function settled<T>(promise: Promise<T>): Promise<T> {
    await vi.advanceTimersByTimeAsync(60_000);
    return promise;
  }

  async function iterate(client: CometAPIClient) {
    const { batches } = await client.streamChat(REQUEST);
    return batches[Symbol.asyncIterator]();
  }

  async function readAll(client: CometAPIClient) {
    const { batches } = await client.streamChat(REQUEST);
    return (await Array.fromAsync(batches)).flat();
  }

  function slowResponse(count: number, waitMs: number): Response {
    const encoder = new TextEncoder();
    let sent = 0;
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        sent += 1;
        if (sent <= count) {
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(DELTA)}\n\n`));
        } else {
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(FINISH)}\n\n`));
          controller.enqueue(encoder.encode("data: [DONE]\n\n"));
          controller.close();
        }
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  }
});

describe("an end by the caller", () => {
  it("throws the reason of an abort before the response, as it is", async () => {
    const reason = new Error("the user left");
    const { client } = clientWith(["never"]);
    const controller = new AbortController();
    const answer = client.streamChat(REQUEST, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 1);
    await expect(answer).rejects.toBe(reason);
  });

  it("sends nothing when the signal is aborted already", async () => {
    const { client, requests } = clientWith([]);
    const signal = AbortSignal.abort("no");
    await expect(client.chat(REQUEST, { signal })).rejects.toBe("no");
    expect(requests).toEqual([]);
  });

  it("sends nothing when a hook aborts before the request", async () => {
    const controller = new AbortController();
    const { client, requests } = clientWith(["never"], { onRequest: () => controller.abort("no") });
    await expect(client.chat(REQUEST, { signal: controller.signal })).rejects.toBe("no");
    expect(requests).toEqual([]);
  });

  it("throws the reason of an abort within the stream, and closes the connection", async () => {
    const onCancel = vi.fn<() => void>();
    const { client } = clientWith([sseResponse([DELTA], { staysOpen: true, onCancel })]);
    const controller = new AbortController();
    const { batches } = await client.streamChat(REQUEST, { signal: controller.signal });
    const read = Array.fromAsync(batches);
    controller.abort("enough");
    await expect(read).rejects.toBe("enough");
    await vi.waitFor(() => expect(onCancel).toHaveBeenCalledOnce());
  });

  it("closes the connection when the loop is left early", async () => {
    const onCancel = vi.fn<() => void>();
    const { client } = clientWith([sseResponse([DELTA], { staysOpen: true, onCancel })]);
    const { batches } = await client.streamChat(REQUEST);
    for await (const batch of batches) if (batch.length > 0) break;
    await vi.waitFor(() => expect(onCancel).toHaveBeenCalledOnce());
  });

  it("closes the connection when the loop is never begun", async () => {
    const onCancel = vi.fn<() => void>();
    const { client } = clientWith([sseResponse([DELTA], { staysOpen: true, onCancel })]);
    const { batches } = await client.streamChat(REQUEST);
    await batches[Symbol.asyncIterator]().return?.();
    await vi.waitFor(() => expect(onCancel).toHaveBeenCalledOnce());
  });
});

describe("concurrency", () => {
  it("is bounded, a stream keeping its place until it has ended", async () => {
    const { client, requests } = clientWith(
      [sseResponse([DELTA], { staysOpen: true }), jsonResponse(HELLO)],
      { maxConcurrency: 1 },
    );
    const { batches } = await client.streamChat(REQUEST);
    const second = client.chat(REQUEST);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(requests).toHaveLength(1);
    await batches[Symbol.asyncIterator]().return?.();
    await second;
    expect(requests).toHaveLength(2);
  });

  it("lets a caller leave the queue", async () => {
    const { client, requests } = clientWith(["never", jsonResponse(HELLO)], { maxConcurrency: 1 });
    const first = new AbortController();
    const blocking = client.chat(REQUEST, { signal: first.signal }).catch(() => "ended");
    const queued = new AbortController();
    const waiting = client.chat(REQUEST, { signal: queued.signal });
    setTimeout(() => queued.abort("left"), 1);
    await expect(waiting).rejects.toBe("left");
    first.abort();
    expect(await blocking).toBe("ended");
    await client.chat(REQUEST);
    expect(requests).toHaveLength(2);
  });
});

describe("hooks", () => {
  it("see each request and response, without the key", async () => {
    const seen: unknown[] = [];
    const { client } = clientWith([jsonResponse(HELLO, { headers: { "x-request-id": "r1" } })], {
      onRequest: (event) => seen.push(event),
      onResponse: (event) => seen.push(event),
    });
    await client.chat(REQUEST);
    expect(seen).toMatchObject([
      { method: "POST", url: "https://api.cometapi.com/v1/chat/completions", attempt: 0 },
      { status: 200, requestId: "r1", attempt: 0 },
    ]);
    expect(JSON.stringify(seen)).not.toContain("sk-test-key");
  });
});

describe("a hook that throws", () => {
  it.each(["onRequest", "onResponse"] as const)(
    "as %s ends the call with what it threw",
    async (hook) => {
      const mistake = new TypeError("the hook has a mistake");
      const { client } = clientWith([jsonResponse(HELLO)], {
        [hook]: () => {
          throw mistake;
        },
      });
      await expect(client.chat(REQUEST)).rejects.toBe(mistake);
    },
  );
});

describe("the fetch of a client", () => {
  it("puts the key where each format wants it, in place of another package's", async () => {
    const { client, requests } = clientWith([jsonResponse({}), jsonResponse({}), jsonResponse({})]);
    const headers = { "x-api-key": "theirs", authorization: "theirs", "anthropic-version": "1" };
    for (const path of [
      "/v1/messages",
      "/v1beta/models/gemini-3:generateContent",
      "/v1/responses",
    ]) {
      await client.fetch(client.baseURL + path, { method: "POST", headers, body: "{}" });
    }
    const keys = requests.map(({ headers: sent }) => [
      sent["authorization"],
      sent["x-api-key"],
      sent["x-goog-api-key"],
    ]);
    expect(keys).toEqual([
      ["Bearer sk-test-key", "sk-test-key", undefined],
      ["Bearer sk-test-key", undefined, "sk-test-key"],
      ["Bearer sk-test-key", undefined, undefined],
    ]);
    expect(requests[0]?.headers["anthropic-version"]).toBe("1");
  });

  it.each([
    "https://elsewhere.example/v1/messages",
    "http://api.cometapi.com/v1/messages",
    "https://api.cometapi.com:8443/v1/messages",
    "https://api.cometapi.com.elsewhere.example/v1/messages",
  ])("sends the key to no other origin than the base URL's: %s", async (address) => {
    const { client, requests } = clientWith([jsonResponse({})]);
    const error = await failure(client.fetch(address, { method: "POST", body: "{}" }));
    expect([error.code, error.message]).toEqual([
      "invalid-argument",
      expect.stringContaining(`not to ${new URL(address).origin}`),
    ]);
    expect(requests).toEqual([]);
  });

  it("hands an error response out as it is, without trying again", async () => {
    const { client, requests } = clientWith([overloaded()]);
    const response = await client.fetch(`${client.baseURL}/v1/responses`, { method: "POST" });
    expect([response.status, await response.json()]).toEqual([
      503,
      { error: { message: "try later" } },
    ]);
    expect(requests).toHaveLength(1);
  });

  it("closes the connection when the body is given up", async () => {
    const onCancel = vi.fn<() => void>();
    const { client } = clientWith([sseResponse([DELTA], { staysOpen: true, onCancel })]);
    const response = await client.fetch(`${client.baseURL}/v1/responses`, { method: "POST" });
    await response.body?.cancel();
    await vi.waitFor(() => expect(onCancel).toHaveBeenCalledOnce());
  });

  it("gives a response without a body", async () => {
    const replies = [204, 304].map((status) => new Response(null, { status }));
    const { client } = clientWith(replies, { maxConcurrency: 1 });
    const response = await client.fetch(`${client.baseURL}/v1/x`);
    expect([response.status, response.body]).toEqual([204, null]);
    expect((await client.fetch(`${client.baseURL}/v1/x`)).status).toBe(304);
  });
});

describe("an error within a stream", () => {
  it.each([
    ["that is no JSON", sseText("data: refused Bearer sk-secretsecret1234"), "not JSON"],
    ["that is no object", sseText("data: 7"), "not an object"],
    ["without any choice", sseText("data: [DONE]"), "without any choice"],
    ["that breaks off", sseText(""), "cut off"],
  ])("%s says where it came from, and no key", async (_what, reply, finding) => {
    const { client } = clientWith([reply], { maxRetries: 0 });
    const error = await failure(client.streamChat(REQUEST));
    expect(error).toMatchObject({
      status: 200,
      requestId: "r1",
      url: "https://api.cometapi.com/v1/chat/completions",
      message: expect.stringContaining(finding),
    });
    expect(error.message).not.toContain("sk-secret");
  });

  function sseText(text: string): Response {
    return new Response(`: begin\n\n${text}\n\n`, {
      headers: { "content-type": "text/event-stream", "x-request-id": "r1" },
    });
  }
});

describe("a response that is no answer", () => {
  it.each([
    [
      new Response(null, { status: 302, headers: { location: "https://www.cometapi.com" } }),
      "redirects to https://www.cometapi.com",
    ],
    [
      new Response(null, { status: 302, headers: { location: "https://s3.example/a?sig=b" } }),
      "redirects to https://s3.example/a. Check",
    ],
    [new Response(null, { status: 301 }), "redirects to elsewhere"],
    [new Response("<!doctype html>", { headers: { "content-type": "text/html" } }), "web page"],
    [new Response("<html>", { status: 405 }), "answered 405 with a web page"],
  ])("names the base URL as the cause (%#)", async (response, finding) => {
    const { client, requests } = clientWith([response]);
    const error = await failure(client.chat(REQUEST));
    expect([error.code, error.message]).toEqual(["base-url", expect.stringContaining(finding)]);
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["", "empty answer"],
    ["not JSON at all", "not JSON"],
    ["[1]", "not JSON"],
  ])("of %j is invalid", async (body, finding) => {
    const { client } = clientWith([new Response(body)], { maxRetries: 0 });
    const error = await failure(client.chat(REQUEST));
    expect([error.code, error.message]).toEqual([
      "invalid-response",
      expect.stringContaining(finding),
    ]);
  });

  it("keeps its status when its body cannot be read", async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("lost")) });
    const { client } = clientWith([new Response(body, { status: 500 })], { maxRetries: 0 });
    expect(await failure(client.chat(REQUEST))).toMatchObject({ code: "server", status: 500 });
  });

  it("that a browser hides is a redirect", async () => {
    const hidden = Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
    const client = new CometAPIClient({ apiKey: "sk-test-key", fetch: async () => hidden });
    expect((await failure(client.chat(REQUEST))).code).toBe("base-url");
  });
});

describe("the global fetch", () => {
  it("is used as it is at the time of the call", async () => {
    const client = new CometAPIClient({ apiKey: "sk-test-key" });
    vi.stubGlobal("fetch", async () => jsonResponse(HELLO));
    const { events } = await client.chat(REQUEST);
    vi.unstubAllGlobals();
    expect(events.at(-1)).toMatchObject({ type: "finish", reason: "stop" });
  });
});
