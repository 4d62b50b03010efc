import { createBudget } from "@cometapi/core";
import { createPricedFetch, jsonResponse } from "@cometapi/testing";
import { generateText, streamText } from "ai";
import { expect, it } from "vitest";
import { createCometAPI } from "./provider.ts";

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
const reset = (): Error => new Error("reset");
const answer = (): Response =>
  jsonResponse({
    choices: [{ message: { content: "Hi" }, finish_reason: "stop" }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  });

const one = 0.017;

function create(replies: Parameters<typeof createPricedFetch>[0], maxUSD: number) {
  const budget = createBudget({ maxUSD });
  const { sent, fetch } = createPricedFetch(replies);
  const settings = { apiKey: "sk-x", api: "chat" as const, fallbackModels: ["priced-too"] };
  return { budget, sent, model: createCometAPI({ ...settings, fetch, budget })("priced") };
}

// A call may cost 0.016 USD for its output and some for its input: ten of them fit into ten times 0.017, eleven do not.
const call = { prompt: "Hi", maxOutputTokens: 2000 };

it("sends at most ten of two hundred calls under a budget of ten of them", async () => {
  const { budget, sent, model } = create([answer], one * 10);
  const ask = () => generateText({ model, ...call });
  const calls = await Promise.allSettled(Array.from({ length: 200 }, ask));
  expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(sent.length);
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.length).toBeLessThanOrEqual(10);
  expect(budget.spentUSD).toBeLessThanOrEqual(one * 10);
  expect(calls.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { cause: { code: "budget-exceeded" } },
  });
});

it("sends as few where each attempt fails, with retries and fallbacks", async () => {
  const { budget, sent, model } = create([reset], one * 3);
  const ask = () => generateText({ model, ...call, maxRetries: 1 });
  await Promise.allSettled(Array.from({ length: 20 }, ask));
  expect(sent.length).toBeLessThanOrEqual(3);
  expect(budget.spentUSD).toBeLessThanOrEqual(one * 3);
});

it("counts streams that are left in the middle with what they may cost", async () => {
  const { budget, sent, model } = create([endless], one * 10);
  const leave = async () => {
    const abort = new AbortController();
    const { textStream } = streamText({
      model,
      ...call,
      abortSignal: abort.signal,
      onError: () => undefined,
    });
    for await (const _ of textStream) abort.abort();
  };
  await Promise.allSettled(Array.from({ length: 200 }, leave));
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.length).toBeLessThanOrEqual(10);
  expect(budget.spentUSD + budget.reservedUSD).toBeGreaterThan(sent.length * 0.016);
  expect(budget.remainingUSD).toBeGreaterThanOrEqual(0);
});
