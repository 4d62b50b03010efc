import {
  createInMemoryFetch,
  findSecret,
  jsonResponse,
  type ScriptedReply,
} from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { Dispatcher } from "./dispatcher.ts";
import { callForJSON } from "./call-for-json.ts";
import { invalidAnswer } from "../errors/invalid-answer.ts";

const apiKey = "sk-test-0123456789abcdef";

async function call(reply: ScriptedReply, normalize: (body: unknown) => unknown = (body) => body) {
  const { fetch } = createInMemoryFetch([reply]);
  const dispatcher = new Dispatcher({ apiKey, fetch, maxRetries: 0 });
  const config = await dispatcher.resolveConfig({});
  return callForJSON(dispatcher, config, {
    request: { method: "GET", path: "/v1/models" },
    normalize,
  });
}

describe("callForJSON", () => {
  it("gives the value with status, headers and request id", async () => {
    const reply = jsonResponse({ data: [1] }, { headers: { "x-oneapi-request-id": "r1" } });
    await expect(call(reply)).resolves.toMatchObject({
      value: { data: [1] },
      response: { status: 200, requestId: "r1", headers: { "x-oneapi-request-id": "r1" } },
    });
  });

  it("reads a body that begins with a byte order mark", async () => {
    const reply = new Response('\uFEFF\uFEFF{"data":[]}');
    await expect(call(reply)).resolves.toMatchObject({ value: { data: [] } });
  });

  it.each([
    [{ error: { message: "no channel", code: "model_not_found" } }, "model-not-found"],
    [{ success: false, message: "insufficient balance" }, "insufficient-balance"],
    [{ success: false, message: "insufficient balance", data: null }, "insufficient-balance"],
    [{ success: false, message: "insufficient balance", data: [] }, "insufficient-balance"],
    [{ code: "model_not_found", message: "no", data: null }, "model-not-found"],
  ])("throws an error that came with status 200: %j", async (body, code) => {
    await expect(call(jsonResponse(body))).rejects.toMatchObject({ code });
  });

  it("tells a web page from an answer", async () => {
    const page = new Response("<!doctype html><title>Comet</title>", {
      headers: { "content-type": "text/html" },
    });
    await expect(call(page)).rejects.toMatchObject({
      code: "base-url",
      message: expect.stringContaining("web page"),
    });
  });

  it.each([
    ["", /it is empty/],
    ["upstream hiccup", /it is not JSON: upstream hiccup/],
  ])("says what came instead of JSON: %j", async (text, message) => {
    await expect(call(new Response(text))).rejects.toMatchObject({
      code: "invalid-response",
      isRetryable: true,
      status: 200,
      message: expect.stringMatching(message),
    });
  });

  it("adds to the error of a normalizer where the answer came from", async () => {
    const reply = jsonResponse({ data: [] }, { headers: { "x-oneapi-request-id": "r2" } });
    const normalize = () => {
      throw invalidAnswer("it is odd");
    };
    await expect(call(reply, normalize)).rejects.toMatchObject({
      code: "invalid-response",
      message: "CometAPI sent an answer that cannot be used: it is odd.",
      status: 200,
      requestId: "r2",
      url: "https://api.cometapi.com/v1/models",
    });
  });

  it("lets a mistake of its own through as it is", async () => {
    const normalize = () => {
      throw new TypeError("a bug");
    };
    await expect(call(jsonResponse({ data: [] }), normalize)).rejects.toThrow(TypeError);
  });

  it("shows no part of the key, also where the answer repeats it", async () => {
    for (const reply of [
      new Response(`not JSON but ${apiKey}`),
      jsonResponse({ error: { message: `wrong key ${apiKey}` } }),
      jsonResponse({ error: { message: `wrong key ${apiKey}` } }, { status: 401 }),
    ]) {
      const error: unknown = await call(reply).catch((reason: unknown) => reason);
      expect(findSecret(error, apiKey)).toEqual([]);
    }
    const error: unknown = await call(jsonResponse({ data: [] }), () => {
      throw invalidAnswer(`it says ${apiKey}`);
    }).catch((reason: unknown) => reason);
    expect(findSecret(error, apiKey)).toEqual([]);
  });
});
