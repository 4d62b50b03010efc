import { APICallError, LoadAPIKeyError } from "@ai-sdk/provider";
import {
  createInMemoryFetch,
  findSecret,
  jsonResponse,
  type ScriptedReply,
  sseResponse,
} from "@cometapi/testing";
import { generateText, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { startCometAPI } from "../test/start-cometapi.ts";
import { toCallError } from "./errors.ts";
import { CometAPIError, createCometAPI } from "./index.ts";
import type { CometAPIProviderSettings } from "./provider-settings.ts";

const cometapi = startCometAPI();
const key = "sk-q7Xv2LmZp9RtK4wYb8Nc3HdF6sJg";
const answer = {
  id: "chatcmpl-1",
  model: "gpt-5",
  choices: [{ index: 0, message: { role: "assistant", content: "Hi" }, finish_reason: "stop" }],
};
const chunk = (content: string, finish: string | null = null) => ({
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
});
const busy = { error: { message: "Busy (request id: 2026)", type: "comet_api_error", code: "" } };

function start(replies: ScriptedReply[], settings: CometAPIProviderSettings = {}) {
  const { fetch, requests } = createInMemoryFetch(replies);
  return { model: createCometAPI({ apiKey: key, fetch, ...settings }).chat("gpt-5"), requests };
}

async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("The call should have failed.");
}

describe("a call without a key", () => {
  it("fails with LoadAPIKeyError, which names option, variable and page", async () => {
    const { model, requests } = start([], { apiKey: " " });
    const error = await failureOf(generateText({ model, prompt: "Hi" }));
    expect(LoadAPIKeyError.isInstance(error)).toBe(true);
    expect(String(error)).toMatch(/apiKey[^]*COMETAPI_KEY[^]*cometapi\.com\/console\/token/);
    expect(requests).toEqual([]);
  });
});

describe("an error before any output", () => {
  it("is an APICallError with status, request id, and nothing of the key", async () => {
    const { model } = start([jsonResponse(busy, { status: 401 })]);
    const error = await failureOf(generateText({ model, prompt: "Hi" }));
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      statusCode: 401,
      isRetryable: false,
      data: { code: "authentication", requestId: "2026" },
    });
    expect(findSecret(error, key)).toEqual([]);
  });

  it("holds the body that was sent", async () => {
    const { model } = start([() => jsonResponse({ error: { message: "Wrong" } }, { status: 400 })]);
    const error = await failureOf(generateText({ model, prompt: "Hi", maxOutputTokens: 9 }));
    expect(APICallError.isInstance(error) && error.requestBodyValues).toEqual({
      model: "gpt-5",
      messages: [{ role: "user", content: "Hi" }],
      max_completion_tokens: 9,
    });
  });

  it("suggests models for a mistyped id, over HTTP", async () => {
    const model = cometapi.create()("gpt-5-mni");
    await expect(generateText({ model, prompt: "Hi" })).rejects.toThrow(
      /Did you mean "gpt-5" or "gpt-5-mini"\? All ids: http:\/\/127\.0\.0\.1:\d+\/api\/models\.$/,
    );
  });

  it("is retried by the AI SDK when it may pass, and by nobody else", async () => {
    const headers = { "retry-after-ms": "1" };
    const { model, requests } = start([
      jsonResponse(busy, { status: 429, headers }),
      jsonResponse(answer),
    ]);
    const { text } = await generateText({ model, prompt: "Hi" });
    expect(text).toBe("Hi");
    expect(requests).toHaveLength(2);
  });

  it.each([
    ["500 with invalid_request", 500, "invalid_request"],
    ["503 with model_not_found", 503, "model_not_found"],
  ])("is not retried for %s, which can only fail again", async (_, status, code) => {
    const { model, requests } = start([
      jsonResponse({ error: { message: "no", code } }, { status }),
    ]);
    await failureOf(generateText({ model, prompt: "Hi" }));
    expect(requests).toHaveLength(1);
  });

  it("is retried in a stream too, also when it opens a 200 stream", async () => {
    const headers = { "retry-after-ms": "1" };
    const { model, requests } = start([
      sseResponse([{ error: { message: "Overloaded", code: 503 } }], { headers }),
      sseResponse([chunk("Hi", "stop"), "[DONE]"]),
    ]);
    const result = streamText({ model, prompt: "Hi" });
    expect(await result.text).toBe("Hi");
    expect(requests).toHaveLength(2);
  });

  it("is retried when no response headers came in time", async () => {
    const { model, requests } = start(["never"], { timeout: 5 });
    const error = await failureOf(generateText({ model, prompt: "Hi", maxRetries: 0 }));
    expect(error).toMatchObject({ isRetryable: true, data: { code: "timeout" } });
    expect(requests).toHaveLength(1);
  });
});

describe("an error after output", () => {
  const cut = [chunk("He"), { error: { message: "Overloaded", code: 503 } }, "[DONE]"];

  it("is a part of the stream, and the answer ends with error", async () => {
    const { model } = start([sseResponse(cut)]);
    const errors: unknown[] = [];
    const result = streamText({ model, prompt: "Hi", onError: ({ error }) => errors.push(error) });
    await result.consumeStream();
    expect(errors).toMatchObject([{ message: expect.stringContaining("Overloaded") }]);
  });

  it("is retried by streamRetries when it may pass", async () => {
    const { model, requests } = start([
      sseResponse(cut),
      sseResponse([chunk("Hi", "stop"), "[DONE]"]),
    ]);
    const result = streamText({ model, prompt: "Hi", streamRetries: 1, onError: () => {} });
    await result.consumeStream();
    expect(requests).toHaveLength(2);
    expect(await result.finishReason).toBe("stop");
  });

  it("leaves an answer that just stops interrupted, never a success", async () => {
    const { model } = start([sseResponse([chunk("He")])]);
    const result = streamText({ model, prompt: "Hi", onError: () => {} });
    await result.consumeStream();
    expect(await result.finishReason).toBe("interrupted");
  });
});

describe("what the vendor said of an error", () => {
  const body = {
    error: {
      message: "no (request id: r1)",
      type: "upstream_error",
      code: "1301",
      param: "messages",
    },
  };
  const details = {
    requestId: "r1",
    vendorCode: "1301",
    type: "upstream_error",
    param: "messages",
  };

  it("is in an error before any output", async () => {
    const { model } = start([jsonResponse(body, { status: 400 })]);
    const error = await failureOf(generateText({ model, prompt: "Hi" }));
    expect(error).toMatchObject({
      data: { code: "content-filter", ...details },
      responseBody: JSON.stringify(body),
    });
  });

  it("is in an error after output too, with its body and the status its code means", async () => {
    const { model } = start([sseResponse([chunk("He"), body, "[DONE]"])]);
    const errors: unknown[] = [];
    const result = streamText({ model, prompt: "Hi", onError: ({ error }) => errors.push(error) });
    await result.consumeStream();
    expect(errors).toMatchObject([
      {
        statusCode: 400,
        data: { code: "content-filter", ...details, body: JSON.stringify(body) },
      },
    ]);
  });
});

describe("toCallError", () => {
  it("leaves other errors as they are", () => {
    const reason = new Error("the caller left");
    expect(toCallError(reason)).toBe(reason);
  });

  it("puts a wait that was only in the body into the headers, where the AI SDK reads it", () => {
    const error = new CometAPIError({ code: "rate-limit", message: "Busy", retryAfterMs: 34_400 });
    expect(toCallError(error)).toMatchObject({ responseHeaders: { "retry-after-ms": "34400" } });
  });

  it("hides a wait of 0 from the AI SDK, which would ask again at once", () => {
    const headers = { "retry-after": "0", "retry-after-ms": "0", "x-request-id": "r1" };
    const error = new CometAPIError({ code: "overloaded", message: "Busy", headers });
    expect(toCallError(error)).toMatchObject({ responseHeaders: { "x-request-id": "r1" } });
    expect(toCallError(error)).not.toMatchObject({
      responseHeaders: { "retry-after": expect.anything() },
    });
  });
});
