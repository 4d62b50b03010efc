import { useEmulator } from "@cometapi/testing/emulated";
import {
  createInMemoryFetch,
  findSecret,
  jsonResponse,
  type ScriptedReply,
} from "@cometapi/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { Dispatcher } from "../transport/dispatcher.ts";
import { getBalance } from "./get-balance.ts";
import { normalizeBalance } from "./normalize-balance.ts";

// Characters that an address spells otherwise.
const apiKey = "sk-test+0123/456789=abcdef'(x)";

const answer = {
  username: "ada",
  total_quota: 12.5,
  total_used_quota: "2.5",
  request_count: 7,
  keys: [
    { name: "ci", remain_quota: -1, used_quota: 1 },
    { name: "app", remain_quota: 3, used_quota: 1.5 },
    null,
  ],
  daily_quota: {
    "2026-11-02": [{ token_name: "ci", quota_used: 1, request_count: 3 }],
    "2026-11-01": [{ token_name: "app", quota_used: 0.5, request_count: 4 }],
  },
};

function collect(reply: ScriptedReply, baseURL?: string) {
  const { fetch, requests } = createInMemoryFetch([reply, reply]);
  const seen: unknown[] = [];
  const note = (event: unknown) => seen.push(event);
  const hooks = { onRequest: note, onResponse: note, onRetry: note };
  const dispatcher = new Dispatcher({ apiKey, fetch, baseURL, maxRetries: 1, ...hooks });
  return { dispatcher, requests, seen };
}

describe("getBalance", () => {
  it("asks CometAPI's own host, with the key in the query and nowhere else", async () => {
    const { dispatcher, requests, seen } = collect(jsonResponse(answer));
    const balance = await getBalance(dispatcher, {
      startDate: "2026-11-01",
      endDate: "2026-11-02",
    });
    const url = new URL(requests[0]?.url ?? "");
    expect(url.origin + url.pathname).toBe("https://query.cometapi.com/user/quota");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      key: apiKey,
      start_date: "2026-11-01",
      end_date: "2026-11-02",
    });
    expect(findSecret(requests[0]?.headers, apiKey)).toEqual([]);
    expect(findSecret([balance, seen], apiKey)).toEqual([]);
    expect(seen).toMatchObject([{ url: "https://query.cometapi.com/user/quota" }, { status: 200 }]);
  });

  it("asks another base URL under its own address", async () => {
    const { dispatcher, requests } = collect(jsonResponse(answer), "http://127.0.0.1:4141/v1");
    await getBalance(dispatcher, {});
    expect(requests[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:4141\/user\/quota\?key=/);
  });

  it.each([
    ["an error", () => jsonResponse({ message: `no such key ${apiKey}` }, { status: 401 })],
    ["an error with status 200", () => jsonResponse({ success: false, message: `bad ${apiKey}` })],
    [
      "a redirect that repeats the address",
      (request: { url: string }) =>
        new Response(null, { status: 302, headers: { location: request.url } }),
    ],
    [
      "a web page",
      (request: { url: string }) =>
        new Response(`<html>${request.url}</html>`, {
          status: 404,
          headers: { "content-type": "text/html" },
        }),
    ],
    ["text", (request: { url: string }) => new Response(`cannot GET ${request.url}`)],
    [
      "a failed connection",
      new TypeError("fetch failed", {
        cause: new Error(
          `getaddrinfo for https://query.cometapi.com/user/quota?key=${encodeURIComponent(apiKey)}`,
        ),
      }),
    ],
  ])("shows no part of the key after %s", async (_, reply) => {
    const { dispatcher, seen } = collect(reply);
    const error: unknown = await getBalance(dispatcher, { maxRetries: 0 }).catch(
      (reason: unknown) => reason,
    );
    expect(CometAPIError.isInstance(error)).toBe(true);
    expect(findSecret([error, seen], apiKey)).toEqual([]);
  });

  it("throws an error that came with status 200 and empty data", async () => {
    const { dispatcher } = collect(
      jsonResponse({ success: false, message: "invalid token", data: null }),
    );
    await expect(getBalance(dispatcher, { maxRetries: 0 })).rejects.toMatchObject({
      message: "invalid token",
    });
  });

  it.each([{ startDate: "yesterday" }, { endDate: "2026-1-1" }, { startDate: "2026-01-01&key=x" }])(
    "refuses %j",
    async (options) => {
      const { dispatcher } = collect(jsonResponse(answer));
      await expect(getBalance(dispatcher, options)).rejects.toMatchObject({
        code: "invalid-argument",
      });
    },
  );
});

describe("normalizeBalance", () => {
  const expected = {
    username: "ada",
    totalUSD: 12.5,
    usedUSD: 2.5,
    requestCount: 7,
    keys: [
      { name: "ci", remainingUSD: Infinity, usedUSD: 1 },
      { name: "app", remainingUSD: 3, usedUSD: 1.5 },
    ],
    days: [
      { date: "2026-11-01", keyName: "app", usedUSD: 0.5, requestCount: 4 },
      { date: "2026-11-02", keyName: "ci", usedUSD: 1, requestCount: 3 },
    ],
  };

  it("reads account, keys and days in their order", () => {
    expect(normalizeBalance(answer)).toEqual(expected);
  });

  it("reads an account in an envelope", () => {
    expect(normalizeBalance({ success: true, data: answer })).toEqual(expected);
  });

  it("leaves unknown what is not said", () => {
    expect(normalizeBalance({ total_used_quota: 1 })).toMatchObject({
      totalUSD: undefined,
      keys: [],
      days: [],
    });
  });

  it.each([{}, { data: {} }, { data: { message: "no such key" } }])("is none in %j", (body) => {
    expect(() => normalizeBalance(body)).toThrow(/no figures of an account/);
  });

  it("throws nothing but its own error, whatever JSON comes", () => {
    const body = fc.record(
      Object.fromEntries(Object.keys(answer).map((name) => [name, fc.jsonValue()])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), body), (value) => {
        try {
          normalizeBalance(value);
        } catch (error) {
          if (!CometAPIError.isInstance(error)) throw error;
        }
      }),
    );
  });
});

describe("balance over HTTP", () => {
  const emulator = useEmulator();

  it("tells what is left", async () => {
    const dispatcher = new Dispatcher({ apiKey, baseURL: emulator.url, maxRetries: 0 });
    await expect(getBalance(dispatcher, {})).resolves.toMatchObject({
      totalUSD: 100,
      keys: [{ remainingUSD: Infinity }],
    });
  });
});
