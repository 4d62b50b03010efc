import { findSecret } from "@cometapi/testing";
import { ContextOverflowError, getRetryable, ModelAbortError } from "@langchain/core/errors";
import { AIMessageChunk } from "@langchain/core/messages";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  completionOf,
  createScriptedModel,
  failureOf,
  scriptedKey,
  streamOf,
} from "../test/scripted-model.ts";
import { type ChatCometAPI, CometAPIError } from "./index.ts";

function refusal(status: number, error: Record<string, unknown>, headers = {}): Response {
  return Response.json({ error: { type: "comet_api_error", ...error } }, { status, headers });
}

async function readAll(model: ChatCometAPI, options = {}): Promise<string> {
  let text = "";
  for await (const chunk of await model.stream("Hi", options)) text += chunk.text;
  return text;
}

/** Each way to ask a model. */
const paths: [string, (model: ChatCometAPI, options?: object) => Promise<unknown>][] = [
  ["invoke", (model, options) => model.invoke("Hi", options)],
  ["stream", readAll],
  ["streamEvents", async (model, options) => model.streamEvents("Hi", options)],
];

describe.each(paths)("a refusal of %s", (_path, ask) => {
  it.each([
    [401, { message: "invalid token" }, "authentication", "MODEL_AUTHENTICATION"],
    [403, { message: "no access" }, "permission", "MODEL_AUTHENTICATION"],
    [404, { message: "no such model" }, "model-not-found", "MODEL_NOT_FOUND"],
    [429, { message: "too many requests" }, "rate-limit", "MODEL_RATE_LIMIT"],
    [500, { message: "bad", code: "invalid_request" }, "invalid-request", undefined],
  ])(
    "with status %i is a CometAPIError with LangChain's code",
    async (status, error, code, lcCode) => {
      const { model } = createScriptedModel([
        refusal(status, error, { "x-oneapi-request-id": "r1" }),
      ]);
      const failure = await failureOf(ask(model));
      expect(CometAPIError.isInstance(failure)).toBe(true);
      expect(failure).toMatchObject({ code, status, requestId: "r1" });
      expect(Reflect.get(Object(failure), "lc_error_code")).toBe(lcCode);
      expect(getRetryable(failure)).toBe(status === 429);
    },
  );

  it("because the conversation is too long is LangChain's ContextOverflowError", async () => {
    const { model } = createScriptedModel([
      refusal(400, {
        message: "maximum context length is 8192 tokens",
        code: "context_length_exceeded",
      }),
    ]);
    const failure = await failureOf(ask(model));
    expect(ContextOverflowError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({
      lc_error_code: "CONTEXT_OVERFLOW",
      cause: { code: "context-overflow", status: 400 },
    });
  });

  it("never holds the key", async () => {
    const { model } = createScriptedModel([
      refusal(401, { message: `invalid token ${scriptedKey}` }),
    ]);
    expect(findSecret(await failureOf(ask(model)), scriptedKey)).toEqual([]);
  });

  it("without Retry-After is tried again, with a wait", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const isStream = ask !== paths[0]?.[1];
    const { model, requests } = createScriptedModel(
      [
        refusal(429, { message: "too many requests" }),
        refusal(502, { message: "bad gateway" }),
        isStream ? streamOf([{ content: "Hello" }]) : completionOf({ content: "Hello" }),
      ],
      { maxRetries: 2 },
    );
    const asking = ask(model);
    await vi.advanceTimersByTimeAsync(900);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    await asking;
    expect(requests).toHaveLength(3);
  });

  it("that asks for a wait gets it before the next attempt", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { model, requests } = createScriptedModel(
      [
        refusal(429, { message: "slow down" }, { "retry-after": "7" }),
        refusal(400, { message: "no" }),
      ],
      { maxRetries: 1 },
    );
    const asking = failureOf(ask(model));
    await vi.advanceTimersByTimeAsync(6900);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    await asking;
    expect(requests).toHaveLength(2);
  });

  it("that asks for more than a minute is not waited for", async () => {
    const { model, requests } = createScriptedModel(
      [refusal(429, { message: "come back in an hour" }, { "retry-after": "3600" })],
      { maxRetries: 3 },
    );
    expect(await failureOf(ask(model))).toMatchObject({
      code: "rate-limit",
      retryAfterMs: 3_600_000,
    });
    expect(requests).toHaveLength(1);
  });

  it("that can only fail again is not tried again", async () => {
    const { model, requests } = createScriptedModel(
      [refusal(503, { message: "no available channel", code: "model_not_found" })],
      { maxRetries: 3 },
    );
    await failureOf(ask(model));
    expect(requests).toHaveLength(1);
  });

  it("is tried as often as the call itself says", async () => {
    const { model, requests } = createScriptedModel([refusal(429, { message: "slow down" })], {
      maxRetries: 3,
    });
    await failureOf(ask(model, { maxRetries: 0 }));
    expect(requests).toHaveLength(1);
  });
});

describe("fallback models", () => {
  it("answer when the model asked for is not served, and are named", async () => {
    const { model, requests } = createScriptedModel(
      [
        refusal(503, { message: "no available channel", code: "model_not_found" }),
        completionOf({ content: "Hello" }, { model: "gpt-4.1-mini-2025-04-14" }),
      ],
      { fallbackModels: ["gpt-4.1-mini"] },
    );
    const { text, response_metadata } = await model.invoke("Hi");
    expect(text).toBe("Hello");
    expect(response_metadata).toMatchObject({
      model: "gpt-4.1-mini-2025-04-14",
      model_name: "gpt-4.1-mini-2025-04-14",
    });
    expect(requests.map(({ body }) => Reflect.get(Object(body), "model"))).toEqual([
      "gpt-4o-mini",
      "gpt-4.1-mini",
    ]);
  });

  it("and LangChain's own fallbacks both work", async () => {
    const failing = createScriptedModel([refusal(401, { message: "no" })]).model;
    const { model } = createScriptedModel([completionOf({ content: "Hello" })]);
    expect((await failing.withFallbacks([model]).invoke("Hi")).text).toBe("Hello");
  });
});

describe("a failure within a stream", () => {
  const failing = (): Response =>
    new Response(
      [
        'data: {"id":"1","choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n',
        'data: {"error":{"message":"upstream died (request id: r9)","code":"server_error"}}\n\n',
      ].join(""),
      { headers: { "content-type": "text/event-stream" } },
    );

  it("is thrown after what came before it, with a code and the partial answer", async () => {
    const { model } = createScriptedModel([failing()]);
    const texts: string[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const chunk of await model.stream("Hi")) texts.push(chunk.text);
      })(),
    );
    expect(texts.join("")).toBe("Hel");
    expect(CometAPIError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ message: expect.stringContaining("upstream died") });
    const partial: unknown = Reflect.get(Object(failure), "partialOutput");
    expect(AIMessageChunk.isInstance(partial) && partial.text).toBe("Hel");
  });

  it("is an event of the event protocol, and is thrown", async () => {
    const { model } = createScriptedModel([failing()]);
    const names: string[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const { event } of model.streamEvents("Hi")) names.push(event);
      })(),
    );
    expect(names).toContain("error");
    expect(failure).toMatchObject({ message: expect.stringContaining("upstream died") });
  });

  it("is thrown by a model that streams inside", async () => {
    const { model } = createScriptedModel([failing()], { streaming: true });
    expect(await failureOf(model.invoke("Hi"))).toMatchObject({
      partialOutput: { content: "Hel" },
    });
  });

  it("is not tried again", async () => {
    const { model, requests } = createScriptedModel([failing()], { maxRetries: 3 });
    await failureOf(readAll(model));
    expect(requests).toHaveLength(1);
  });

  it("and a stream that is cut off is an error, not a short answer", async () => {
    const { model } = createScriptedModel([streamOf([{ content: "Hel" }], { isCut: true })]);
    expect(await failureOf(readAll(model))).toMatchObject({
      code: expect.stringMatching(/stream-interrupted|connection/),
      partialOutput: { content: "Hel" },
    });
  });
});

describe("the caller's abort", () => {
  it("before any output is thrown as its own reason", async () => {
    const { model } = createScriptedModel(["never"]);
    const controller = new AbortController();
    const asking = failureOf(model.invoke("Hi", { signal: controller.signal }));
    const reason = new Error("No longer wanted");
    setTimeout(() => controller.abort(reason), 5);
    expect(await asking).toBe(reason);
  });

  it("within a stream that runs inside invoke is LangChain's ModelAbortError", async () => {
    let isClosed = false;
    const { model } = createScriptedModel(
      [streamOf([{ content: "Hel" }], { staysOpen: true, onCancel: () => (isClosed = true) })],
      { streaming: true },
    );
    const controller = new AbortController();
    const reason = new Error("No longer wanted");
    const failure = await failureOf(
      model.invoke("Hi", {
        signal: controller.signal,
        callbacks: [{ handleLLMNewToken: () => controller.abort(reason) }],
      }),
    );
    expect(ModelAbortError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({
      lc_error_code: "MODEL_ABORTED",
      cause: reason,
      partialOutput: { content: "Hel" },
    });
    expect(isClosed).toBe(true);
  });

  it("of a stream that is read is thrown as its own reason, and closes the connection", async () => {
    let isClosed = false;
    const { model } = createScriptedModel([
      streamOf([{ content: "Hel" }], { staysOpen: true, onCancel: () => (isClosed = true) }),
    ]);
    const controller = new AbortController();
    const reason = new Error("No longer wanted");
    setTimeout(() => controller.abort(reason), 10);
    expect(await failureOf(readAll(model, { signal: controller.signal }))).toBe(reason);
    await expect.poll(() => isClosed).toBe(true);
  });

  it("by LangChain's timeout ends a call and a stream", async () => {
    const { model } = createScriptedModel([
      "never",
      streamOf([{ content: "a" }], { staysOpen: true }),
    ]);
    expect(await failureOf(model.invoke("Hi", { timeout: 20 }))).toMatchObject({
      name: "TimeoutError",
    });
    expect(await failureOf(readAll(model, { timeout: 20 }))).toBeInstanceOf(Error);
  });

  it("is not tried again", async () => {
    const { model, requests } = createScriptedModel(["never", "never"], { maxRetries: 3 });
    await failureOf(model.invoke("Hi", { signal: AbortSignal.timeout(10) }));
    expect(requests).toHaveLength(1);
  });
});

describe("the model's own timeout", () => {
  it("is an error that may be tried again", async () => {
    const { model } = createScriptedModel(["never"], { timeout: 20 });
    expect(await failureOf(model.invoke("Hi"))).toMatchObject({
      code: "timeout",
      isRetryable: true,
    });
  });
});
