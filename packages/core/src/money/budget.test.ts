import { createPricedFetch, jsonResponse } from "@cometapi/testing";
import { describe, expect, it, vi } from "vitest";
import type { ContentPart, MediaSource } from "../chat/chat-request.ts";
import { CometAPIClient } from "../client.ts";
import { createBudget } from "./budget.ts";
import type { JSONObject } from "../json.ts";
import type { UsageRecord } from "./usage-record.ts";

const USAGE = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
const ANSWER = {
  choices: [{ message: { content: "Hi" }, finish_reason: "stop" }],
  usage: USAGE,
};
/** 10 × 0.8 + 5 × 8 millionths. */
const ANSWER_USD = 0.000048;

const REQUEST = {
  model: "priced",
  api: "chat" as const,
  messages: [{ role: "user" as const, content: "Hi" }],
  maxOutputTokens: 1000,
};

const answer = (): Response => jsonResponse(ANSWER);
const failure = (): Response =>
  jsonResponse(
    { error: { message: "Try later" } },
    { status: 500, headers: { "retry-after-ms": "1" } },
  );
const stream = (): Response =>
  new Response(
    `data: {"choices":[{"delta":{"content":"Hi"}}]}\n\ndata: ${JSON.stringify({
      choices: [{ delta: {}, finish_reason: "stop" }],
      usage: USAGE,
    })}\n\ndata: [DONE]\n\n`,
    { headers: { "content-type": "text/event-stream" } },
  );

/** A stream of which the end never comes. */
const endless = (): Response =>
  new Response(
    new ReadableStream({
      start: (controller) =>
        controller.enqueue(
          new TextEncoder().encode('data: {"choices":[{"delta":{"content":"Hi"}}]}\n\n'),
        ),
    }),
    { headers: { "content-type": "text/event-stream" } },
  );

/** What one such request sets aside. */
async function limitOfOne(manner: "chat" | "streamChat" = "chat"): Promise<number> {
  const budget = createBudget({ maxUSD: 1 });
  const client = new CometAPIClient({
    apiKey: "sk-x",
    maxRetries: 0,
    budget,
    fetch: createPricedFetch([() => new Error("reset")]).fetch,
  });
  await client[manner](REQUEST).catch(() => undefined);
  return budget.spentUSD;
}

describe("a budget", () => {
  it("sends at most ten of two hundred calls at once when it is ten of them", async () => {
    const budget = createBudget({ maxUSD: (await limitOfOne()) * 10 });
    const { sent, fetch } = createPricedFetch([answer]);
    const clients = [0, 1].map(() => new CometAPIClient({ apiKey: "sk-x", fetch, budget }));
    const calls = await Promise.allSettled(
      Array.from({ length: 100 }, () => clients.map((client) => client.chat(REQUEST))).flat(),
    );
    expect(sent).toHaveLength(10);
    const refused = calls.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(190);
    expect(refused[0]).toMatchObject({ reason: { code: "budget-exceeded", isRetryable: false } });
    expect(budget.spentUSD).toBeCloseTo(10 * ANSWER_USD, 12);
    expect(budget.reservedUSD).toBe(0);
  });

  it("keeps what streams that were left in the middle may cost", async () => {
    const one = await limitOfOne("streamChat");
    const budget = createBudget({ maxUSD: one * 10 });
    const { sent, fetch } = createPricedFetch([endless]);
    const client = new CometAPIClient({ apiKey: "sk-x", fetch, budget });
    const leave = async (): Promise<void> => {
      const { batches } = await client.streamChat(REQUEST);
      for await (const _ of batches) break;
    };
    const calls = await Promise.allSettled(Array.from({ length: 200 }, leave));
    expect(sent).toHaveLength(10);
    expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(budget.spentUSD).toBeCloseTo(one * 10, 12);
  });

  it("counts every attempt that may be charged, and none that the server refused", async () => {
    const one = await limitOfOne();
    const refusing = createPricedFetch([failure, failure, answer]);
    const budget = createBudget({ maxUSD: one });
    await new CometAPIClient({ apiKey: "sk-x", fetch: refusing.fetch, budget }).chat(REQUEST);
    expect(budget.spentUSD).toBeCloseTo(ANSWER_USD, 12);

    const breaking = createPricedFetch([() => new Error("reset")]);
    const small = createBudget({ maxUSD: one * 2 });
    const client = new CometAPIClient({ apiKey: "sk-x", fetch: breaking.fetch, budget: small });
    await expect(client.chat(REQUEST)).rejects.toMatchObject({ code: "budget-exceeded" });
    expect(breaking.sent).toHaveLength(2);
  });

  it("is not passed by fallback models", async () => {
    const one = await limitOfOne();
    const budget = createBudget({ maxUSD: one });
    const { sent, fetch } = createPricedFetch([() => new Error("reset")]);
    const client = new CometAPIClient({
      apiKey: "sk-x",
      fetch,
      budget,
      maxRetries: 0,
      fallbackModels: ["priced-too"],
    });
    await expect(client.chat(REQUEST)).rejects.toMatchObject({ code: "budget-exceeded" });
    expect(sent).toHaveLength(1);
  });

  it("refuses models of which nobody knows the price", async () => {
    const { sent, fetch } = createPricedFetch([answer]);
    const client = new CometAPIClient({ apiKey: "sk-x", fetch, budget: { maxUSD: 1 } });
    await expect(client.chat({ ...REQUEST, model: "unlisted" })).rejects.toMatchObject({
      code: "budget-exceeded",
      message: expect.stringContaining("does not list unlisted"),
    });
    expect(sent).toHaveLength(0);
  });

  it("counts a file by its address, or by what it holds, and a text of the same letters in full", async () => {
    const budget = createBudget({ maxUSD: 1 });
    const { fetch } = createPricedFetch([answer]);
    const client = new CometAPIClient({ apiKey: "sk-x", fetch, budget });
    const reserve = vi.spyOn(budget, "reserve");
    const letters = "a".repeat(100_000);
    const limitOf = async (...content: ContentPart[]) => {
      await client.chat({ ...REQUEST, messages: [{ role: "user", content }] });
      return reserve.mock.lastCall?.[0] ?? 0;
    };
    const image = (source: MediaSource) => limitOf({ type: "image", source });
    const nothing = await limitOf({ type: "text", text: "" });
    const more = async (usd: Promise<number>) => Math.round(((await usd) - nothing) / 0.0000008);
    // In tokens, at 0.8 millionths; a part counts some for its own fields.
    expect(await more(limitOf({ type: "text", text: letters }))).toBe(100_000);
    const data = await more(image({ data: letters, mediaType: "image/png" }));
    expect(data).toBeGreaterThan(25_000);
    expect(data).toBeLessThan(25_200);
    const address = await more(image({ url: "https://images.example/a.png" }));
    expect(address).toBeGreaterThanOrEqual(10_000);
    expect(address).toBeLessThan(10_200);
  });

  it("refuses what nobody can price: a dearer service, a search, sound", async () => {
    const { sent, fetch } = createPricedFetch([answer]);
    const client = new CometAPIClient({ apiKey: "sk-x", fetch, budget: { maxUSD: 1 } });
    const source = { data: "AAAA", mediaType: "audio/wav" };
    const sound = { type: "audio" as const, source };
    for (const [request, what] of [
      [{ ...REQUEST, serviceTier: "priority" }, "the service tier priority"],
      [{ ...REQUEST, extraBody: { web_search_options: {} } }, "web_search_options"],
      [{ ...REQUEST, messages: [{ role: "user" as const, content: [sound] }] }, "tokens of audio"],
      [{ ...REQUEST, modalities: ["text", "image"] }, "tokens of images"],
    ] as const) {
      await expect(client.chat(request)).rejects.toMatchObject({
        code: "budget-exceeded",
        message: expect.stringContaining(`The price of ${what} is not known.`),
      });
    }
    expect(sent).toHaveLength(0);
  });

  it("sets twice as much aside for a long request, which may cost that", async () => {
    const { sent, fetch } = createPricedFetch([answer]);
    const budget = createBudget({ maxUSD: 1 });
    const client = new CometAPIClient({ apiKey: "sk-x", fetch, budget });
    const reserve = vi.spyOn(budget, "reserve");
    await client.chat({ ...REQUEST, messages: [{ role: "user", content: "a".repeat(300_000) }] });
    const [usd = 0] = reserve.mock.calls[0] ?? [];
    // 300,000 × 0.8 + 1000 × 8 millionths and what is around, twice.
    expect(usd).toBeGreaterThan(0.248 * 2);
    expect(usd).toBeLessThan(0.26 * 2);
    expect(sent).toHaveLength(1);
  });

  it("is kept and restored with what is on its way as spent", () => {
    const budget = createBudget({ maxUSD: 1, spentUSD: 0.1 });
    budget.reserve(0.2, "m");
    const kept = JSON.stringify(budget);
    expect(kept).toBe('{"maxUSD":1,"spentUSD":0.3}');
    expect(createBudget(JSON.parse(kept)).remainingUSD).toBe(0.7);
  });

  it("counts in whole parts, so that ten tenths are one", () => {
    const budget = createBudget({ maxUSD: 1 });
    for (let i = 0; i < 10; i += 1) budget.reserve(0.1, "m");
    expect(() => budget.reserve(0.1, "m")).toThrow("budget of 1 USD");
  });

  it("has to be an amount", () => {
    expect(() => createBudget({ maxUSD: Number.NaN })).toThrow("`maxUSD`");
    expect(() => createBudget({ maxUSD: -1 })).toThrow("`maxUSD`");
  });
});

describe("onUsage and includeCost", () => {
  it("tell of a whole answer what it used and cost", async () => {
    const records: UsageRecord[] = [];
    const { fetch } = createPricedFetch([answer]);
    const onUsage = (record: UsageRecord) => records.push(record);
    const client = new CometAPIClient({ apiKey: "sk-x", fetch, includeCost: true, onUsage });
    const { events } = await client.chat(REQUEST);
    expect(events.find(({ type }) => type === "usage")).toMatchObject({
      usage: { charge: { usd: ANSWER_USD, source: "estimated", missing: [] } },
    });
    expect(records).toMatchObject([
      { model: "priced", api: "chat", isComplete: true, cost: { usd: ANSWER_USD } },
    ]);
  });

  it("tell once of a stream, read to its end or left", async () => {
    const records: UsageRecord[] = [];
    const { fetch } = createPricedFetch([stream, endless]);
    const onUsage = (record: UsageRecord) => records.push(record);
    const client = new CometAPIClient({ apiKey: "sk-x", fetch, includeCost: true, onUsage });
    const read = await client.streamChat(REQUEST);
    const events = [];
    for await (const batch of read.batches) events.push(...batch);
    expect(events.find(({ type }) => type === "usage")).toMatchObject({
      usage: { charge: { usd: ANSWER_USD } },
    });
    const left = await client.streamChat(REQUEST);
    for await (const _ of left.batches) break;
    expect(records).toMatchObject([
      { isComplete: true, cost: { usd: ANSWER_USD } },
      { isComplete: false, cost: { usd: null } },
    ]);
  });

  it("do not wait for each other where one request may be under way", async () => {
    const { fetch } = createPricedFetch([answer]);
    const client = new CometAPIClient({
      apiKey: "sk-x",
      fetch,
      includeCost: true,
      maxConcurrency: 1,
    });
    const { events } = await client.chat(REQUEST);
    expect(events.find(({ type }) => type === "usage")).toMatchObject({
      usage: { charge: { usd: ANSWER_USD } },
    });
  });

  it("tell that a search may have a fee, where the model searched", async () => {
    const search = { type: "web_search_call", id: "ws_1", status: "completed", action: {} };
    const text = { type: "message", content: [{ type: "output_text", text: "Hi" }] };
    const reply = (output: JSONObject[]) => () =>
      jsonResponse({
        id: "r",
        status: "completed",
        output,
        usage: { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
      });
    const { fetch } = createPricedFetch([reply([search, text]), reply([text])]);
    const missing: string[][] = [];
    const onUsage = ({ cost }: UsageRecord) => missing.push(cost.missing);
    const client = new CometAPIClient({ apiKey: "sk-x", fetch, includeCost: true, onUsage });
    const tool = { type: "vendor" as const, id: "openai.web_search", name: "search", args: {} };
    const request = { ...REQUEST, api: "responses" as const, tools: [tool] };
    await client.chat(request);
    await client.chat(request);
    expect(missing).toEqual([["The price of web_search is not known."], []]);
  });

  it("tell that the class of service has a price of its own, as the answer names it", async () => {
    const { fetch } = createPricedFetch([
      () => jsonResponse({ ...ANSWER, id: "a", service_tier: "priority" }),
      () => jsonResponse({ ...ANSWER, id: "b", service_tier: "default" }),
      () => jsonResponse(ANSWER),
    ]);
    const costs: (number | null)[] = [];
    const onUsage = ({ cost }: UsageRecord) => costs.push(cost.usd);
    const client = new CometAPIClient({ apiKey: "sk-x", fetch, includeCost: true, onUsage });
    await client.chat(REQUEST);
    await client.chat({ ...REQUEST, serviceTier: "priority" });
    await client.chat({ ...REQUEST, serviceTier: "priority" });
    expect(costs).toEqual([null, ANSWER_USD, null]);
  });

  it("tell what vectors cost", async () => {
    const { fetch } = createPricedFetch([
      () =>
        jsonResponse({
          data: [{ index: 0, embedding: [1, 2] }],
          usage: { prompt_tokens: 1000, total_tokens: 1000 },
        }),
    ]);
    const client = new CometAPIClient({ apiKey: "sk-x", fetch, includeCost: true });
    const { charge } = await client.embed({ model: "priced", input: ["Hi"] });
    expect(charge).toMatchObject({ usd: 0.0008, missing: [] });
  });
});
