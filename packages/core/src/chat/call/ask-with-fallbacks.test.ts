import { createPricedFetch, jsonResponse } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { CometAPIClient } from "../../client.ts";
import type { FallbackHookEvent } from "../../config/client-hooks.ts";
import type { ClientSettings } from "../../config/client-settings.ts";

const refusal = (): Response =>
  jsonResponse({ error: { message: "no channel", code: "model_not_found" } }, { status: 503 });
const answer = (): Response =>
  jsonResponse({ choices: [{ message: { content: "Hi" }, finish_reason: "stop" }] });

const REQUEST = { model: "priced", messages: [{ role: "user" as const, content: "Hi" }] };

function clientWith(replies: (() => Response)[], settings: ClientSettings) {
  const { fetch, sent } = createPricedFetch(replies);
  const events: FallbackHookEvent[] = [];
  const onFallback = (event: FallbackHookEvent) => events.push(event);
  const client = new CometAPIClient({ apiKey: "sk-x", fetch, onFallback, ...settings });
  return { client, events, sent: () => sent.map((body) => JSON.parse(String(body)).model) };
}

describe("a fallback model that is too dear", () => {
  const fallbackModels = ["priced-twice", "unlisted", "priced-too"];

  it("is passed over, and so is one of unknown price, with a word to everybody", async () => {
    const settings = { fallbackModels, maxFallbackPriceRatio: 1 };
    const { client, events, sent } = clientWith([refusal, answer], settings);
    const { model, warnings } = await client.chat(REQUEST);
    expect(model).toBe("priced-too");
    expect(sent()).toEqual(["priced", "priced-too"]);
    const skipped = [
      {
        model: "priced-twice",
        reason: "it costs 1.6 USD for a million input tokens, and at most 0.8 are allowed",
      },
      { model: "unlisted", reason: "its price is not known" },
    ];
    expect(events).toMatchObject([{ fromModel: "priced", toModel: "priced-too", skipped }]);
    expect(warnings).toMatchObject([
      {
        option: "fallbackModels",
        action: "dropped",
        message: expect.stringMatching(/^priced-twice was not/),
      },
      {
        option: "fallbackModels",
        action: "dropped",
        message: expect.stringMatching(/^unlisted was not/),
      },
      {
        option: "model",
        action: "changed",
        message: "priced-too was asked in place of priced, which failed (model-not-found).",
      },
    ]);
  });

  it("is asked where the limit of a call allows it", async () => {
    const settings = { fallbackModels, maxFallbackPriceRatio: 1 };
    const { client } = clientWith([refusal, answer], settings);
    const { model } = await client.chat(REQUEST, { maxFallbackPriceRatio: 2 });
    expect(model).toBe("priced-twice");
  });

  it("is named by the error where no other is left", async () => {
    const settings = { fallbackModels: ["priced-twice"], maxFallbackPriceRatio: 1 };
    const { client, sent } = clientWith([refusal], settings);
    await expect(client.streamChat(REQUEST)).rejects.toMatchObject({
      code: "model-not-found",
      status: 503,
      message: expect.stringMatching(
        /^no channel\. All ids: \S+ priced-twice was not asked: it costs 1\.6 USD/,
      ),
    });
    expect(sent()).toEqual(["priced"]);
  });

  it("is not even looked up where nobody set a limit", async () => {
    const { fetch, sent } = createPricedFetch([refusal, answer]);
    const urls: string[] = [];
    const client = new CometAPIClient({
      apiKey: "sk-x",
      fallbackModels: ["priced-twice"],
      fetch: (url, init) => {
        urls.push(url);
        return fetch(url, init);
      },
    });
    await client.chat(REQUEST);
    expect(sent).toHaveLength(2);
    expect(urls.filter((url) => url.includes("/api/models"))).toEqual([]);
  });
});

it("refuses a limit that is no number above 0", async () => {
  const { client, sent } = clientWith([answer], { fallbackModels: ["priced-too"] });
  const asked = client.chat(REQUEST, { maxFallbackPriceRatio: 0 });
  await expect(asked).rejects.toThrow("`maxFallbackPriceRatio` must be a number above 0");
  expect(sent()).toEqual([]);
});

it("lets the caller leave while the prices are looked up", async () => {
  const left = new AbortController();
  const { fetch } = createPricedFetch([refusal]);
  const client = new CometAPIClient({
    apiKey: "sk-x",
    fallbackModels: ["priced-too"],
    maxFallbackPriceRatio: 1,
    fetch: (url, init) => {
      if (!url.includes("/api/models")) return fetch(url, init);
      left.abort(new Error("left"));
      return new Promise(() => {});
    },
  });
  await expect(client.chat(REQUEST, { signal: left.signal })).rejects.toThrow("left");
});
