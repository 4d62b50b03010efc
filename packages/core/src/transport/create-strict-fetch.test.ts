import { createInMemoryFetch, findSecret, jsonResponse, sseResponse } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { CometAPIClient } from "../client.ts";
import { createStrictFetch, type StrictFetchOptions } from "./create-strict-fetch.ts";

const URL = "https://api.cometapi.com/v1/messages";
const answer = { id: "msg-1", type: "message", content: [] };

function strictFetchOf(
  reply: Response,
  options: Partial<StrictFetchOptions> = {},
  apiKey = "sk-test-key",
) {
  const { fetch, requests } = createInMemoryFetch([reply]);
  const client = new CometAPIClient({ apiKey, fetch });
  const given = { headers: undefined, extraBody: undefined, isStream: false, ...options };
  return { requests, fetch: createStrictFetch(client, given) };
}

describe("a fetch for another package", () => {
  it("adds and removes headers, and hides the package's own name", async () => {
    const { fetch, requests } = strictFetchOf(jsonResponse(answer), {
      headers: { "x-team": "a", "anthropic-beta": undefined },
    });
    await fetch(URL, {
      method: "POST",
      body: "{}",
      headers: { "user-agent": "theirs", "anthropic-beta": "b" },
    });
    expect(requests[0]?.headers).toMatchObject({ "x-team": "a" });
    expect(requests[0]?.headers).not.toHaveProperty("anthropic-beta");
    expect(requests[0]?.headers["user-agent"]).toMatch(/^cometapi-core\//);
  });

  it("merges body fields last, and leaves requests without a body alone", async () => {
    const extraBody = { temperature: 1 };
    const post = strictFetchOf(jsonResponse(answer), { extraBody });
    await post.fetch(URL, { method: "POST", body: '{"model":"m","temperature":0}' });
    const get = strictFetchOf(jsonResponse(answer), { extraBody });
    await get.fetch(URL);
    const sent = [post, get].map(({ requests }) => requests[0]?.body);
    const text = new TextDecoder();
    expect(sent.map((body) => (body instanceof ArrayBuffer ? text.decode(body) : body))).toEqual([
      '{"model":"m","temperature":1}',
      undefined,
    ]);
  });

  it("throws a refusal as CometAPIError", async () => {
    const refusal = jsonResponse({ error: { message: "slow down" } }, { status: 429 });
    const { fetch } = strictFetchOf(refusal);
    await expect(fetch(URL)).rejects.toMatchObject({ code: "rate-limit", status: 429, url: URL });
  });

  it.each([
    ["a redirect", new Response(null, { status: 301, headers: { location: "/home" } }), "base-url"],
    ["a missing page", html({ status: 404 }), "base-url"],
    ["a web page", html(), "base-url"],
    ["an error under status 200", jsonResponse({ error: { message: "no" } }), "server"],
    ["an empty object", jsonResponse({}), "invalid-response"],
    ["an empty body", new Response(""), "invalid-response"],
    ["a body that was cut off", new Response('{"content":['), "invalid-response"],
    ["a text", new Response("upstream connect error"), "invalid-response"],
    ["a stream", sseResponse([{ type: "message_stop" }]), "invalid-response"],
    [
      "a failed response",
      jsonResponse({
        id: "r",
        output: [],
        status: "failed",
        error: { code: "rate_limit_exceeded" },
      }),
      "rate-limit",
    ],
    [
      "a blocked prompt",
      jsonResponse({ promptFeedback: { blockReason: "SAFETY" } }),
      "content-filter",
    ],
  ])("throws %s as CometAPIError", async (_name, reply, code) => {
    const { fetch } = strictFetchOf(reply);
    const failure = fetch(URL).then((response) => response.text());
    await expect(failure).rejects.toMatchObject({ name: "CometAPIError", code, url: URL });
  });

  it("removes the key from a refusal, whatever the key looks like", async () => {
    const apiKey = "my-own-key-of-no-usual-shape";
    const refusal = jsonResponse({ error: { message: `bad key ${apiKey}` } }, { status: 401 });
    const { fetch } = strictFetchOf(refusal, {}, apiKey);
    const failure = await fetch(URL).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "authentication", message: "bad key [redacted]" });
    expect(findSecret(failure, apiKey)).toEqual([]);
  });

  it("takes a whole answer and a stream where it does not know which was asked for", async () => {
    for (const reply of [jsonResponse(answer), sseResponse([{ type: "message_stop" }])]) {
      const { fetch } = strictFetchOf(reply, { isStream: undefined });
      expect(await (await fetch(URL)).text()).toContain('"type"');
    }
  });

  it("hands a whole answer on byte for byte", async () => {
    const text = '{ "content": [], "big": 12345678901234567890 }';
    const { fetch } = strictFetchOf(new Response(text));
    expect(await (await fetch(URL)).text()).toBe(text);
  });
});

function streamFetchOf(reply: Response) {
  return strictFetchOf(reply, { isStream: true });
}

const text = { candidates: [{ content: { parts: [{ text: "Hé" }] } }] };

describe("a stream for another package", () => {
  it.each([
    ["response.completed", { type: "response.completed", response: { error: null } }],
    ["response.incomplete", { type: "response.incomplete", response: {} }],
    ["message_stop", { type: "message_stop" }],
    ["stop_reason", { type: "message_delta", delta: { stop_reason: "end_turn" } }],
    ["finishReason", { candidates: [{ finishReason: "STOP" }] }],
    ["[DONE]", "[DONE]"],
  ])("is whole when it ends with %s, wherever the network split it", async (_name, last) => {
    const events = [": ping", "event: first\ndata: {\ndata: }", text, last];
    const { fetch } = streamFetchOf(sseResponse(events, { splitEvery: 1 }));
    const end = typeof last === "string" ? last : JSON.stringify(last);
    expect(await (await fetch(URL)).text()).toBe(
      `event: first\ndata: {\ndata: }\n\ndata: ${JSON.stringify(text)}\n\ndata: ${end}\n\n`,
    );
  });

  it("is whole when the connection is lost after the end mark", async () => {
    const { fetch } = streamFetchOf(sseResponse([{ type: "message_stop" }], { isCut: true }));
    expect(await (await fetch(URL)).text()).toBe('data: {"type":"message_stop"}\n\n');
  });

  it.each([
    ["an early end", sseResponse([text]), "stream-interrupted"],
    ["a cut", sseResponse([text], { isCut: true }), "stream-interrupted"],
    [
      "an error",
      sseResponse([text, { error: { code: 503, status: "UNAVAILABLE" } }, "[DONE]"]),
      "overloaded",
    ],
    ["an error event", sseResponse([text, "event: error\ndata: {}", "[DONE]"]), "server"],
    [
      "a failed response",
      sseResponse([
        text,
        { type: "response.failed", response: { error: { code: "server_error" } } },
      ]),
      "server",
    ],
    ["a frame that is not JSON", sseResponse([text, "{broken", "[DONE]"]), "invalid-response"],
    ["a frame that is no object", sseResponse([text, "17", "[DONE]"]), "invalid-response"],
    [
      "a blocked prompt",
      sseResponse([text, { promptFeedback: { blockReason: "SAFETY" } }]),
      "content-filter",
    ],
  ])("fails at %s, after what came before it", async (_name, reply, code) => {
    const { fetch } = streamFetchOf(reply);
    const response = await fetch(URL);
    let received = "";
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const bytes of response.body ?? []) received += decoder.decode(bytes);
    })();
    await expect(reading).rejects.toMatchObject({ name: "CometAPIError", code, url: URL });
    expect(received).toBe(`data: ${JSON.stringify(text)}\n\n`);
  });

  it.each([
    ["a web page", html(), "base-url"],
    ["an error under status 200", jsonResponse({ error: { message: "no" } }), "server"],
    ["a whole answer", jsonResponse(answer), "invalid-response"],
    ["a text", new Response("upstream connect error"), "invalid-response"],
    ["an empty body", new Response(""), "stream-interrupted"],
  ])("fails at %s in its place", async (_name, reply, code) => {
    const failure = streamFetchOf(reply)
      .fetch(URL)
      .then((response) => response.text());
    await expect(failure).rejects.toMatchObject({ name: "CometAPIError", code, url: URL });
  });

  it("closes the connection when its reader leaves, or at a failure", async () => {
    for (const events of [[text], [text, "{broken"]]) {
      let isClosed = false;
      const onCancel = () => void (isClosed = true);
      const { fetch } = streamFetchOf(sseResponse(events, { staysOpen: true, onCancel }));
      const reader = (await fetch(URL)).body?.getReader();
      await reader?.read();
      if (events.length > 1) await expect(reader?.read()).rejects.toThrow("not a JSON object");
      else await reader?.cancel();
      expect(isClosed).toBe(true);
    }
  });

  it("throws the caller's abort as it is", async () => {
    const { fetch } = streamFetchOf(sseResponse([text], { staysOpen: true }));
    const controller = new AbortController();
    const response = await fetch(URL, { signal: controller.signal });
    const reason = new Error("No longer wanted");
    const reading = response.text().catch((error: unknown) => error);
    controller.abort(reason);
    expect(await reading).toBe(reason);
  });
});

function html(init?: ResponseInit): Response {
  return new Response("<!doctype html><title>Hi</title>", {
    headers: { "content-type": "text/html" },
    ...init,
  });
}
