import { describe, expect, it } from "vitest";
import { createInMemoryFetch } from "./in-memory-fetch.ts";
import { jsonResponse, sseResponse } from "./scripted-response.ts";

const url = "https://api.cometapi.com/v1/chat/completions";

describe("the in-memory fetch", () => {
  it("gives the replies in turn and records the requests", async () => {
    const { fetch, requests } = createInMemoryFetch([
      jsonResponse({ error: {} }, { status: 429, headers: { "retry-after": "1" } }),
      (request) => jsonResponse({ echo: request.body }),
    ]);
    const first = await fetch(url, {
      method: "POST",
      headers: { "X-Trace": "1" },
      body: '{"a":1}',
    });
    expect([first.status, first.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await (await fetch(url, { method: "POST", body: "text" })).json()).toEqual({
      echo: "text",
    });
    expect(requests).toMatchObject([{ method: "POST", url, body: { a: 1 } }, { body: "text" }]);
    expect(requests[0]?.headers).toHaveProperty("x-trace", "1");
  });

  it("rejects with a scripted error", async () => {
    const { fetch } = createInMemoryFetch([new TypeError("fetch failed")]);
    await expect(fetch(url, {})).rejects.toThrow("fetch failed");
  });

  it("says that a reply is missing", async () => {
    await expect(createInMemoryFetch([]).fetch(url, {})).rejects.toThrow(
      "No reply is scripted for request 1.",
    );
  });

  it("obeys the signal before the headers", async () => {
    const controller = new AbortController();
    const answer = createInMemoryFetch(["never"]).fetch(url, { signal: controller.signal });
    controller.abort("enough");
    await expect(answer).rejects.toBe("enough");
  });

  it("obeys the signal within the body and cancels the body", async () => {
    const controller = new AbortController();
    const cancelled: unknown[] = [];
    const { fetch } = createInMemoryFetch([
      () => sseResponse(["a"], { staysOpen: true, onCancel: (reason) => cancelled.push(reason) }),
    ]);
    const response = await fetch(url, { signal: controller.signal });
    const text = response.text();
    controller.abort("enough");
    await expect(text).rejects.toBe("enough");
    expect(cancelled).toEqual(["enough"]);
  });
});
