import { describe, expect, it } from "vitest";
import { createPricedFetch } from "../create-priced-fetch.ts";
import { jsonResponse } from "../scripted-response.ts";

/** The part of core's budget that the contract uses. */
export interface ContractBudget {
  readonly spentUSD: number;
  readonly reservedUSD: number;
  readonly remainingUSD: number;
}

/** The settings that all adapters take under the same names. */
export interface MoneyContractSettings<Budget> {
  apiKey: string;
  api: "chat";
  fetch: (input: string, init: RequestInit) => Promise<Response>;
  budget?: Budget;
  fallbackModels?: string[];
  maxFallbackPriceRatio?: number;
  includeCost?: boolean;
  tag?: string;
  onUsage?: (record: object) => void;
}

/** One call of the model `priced`, with "Hi" and at most 2000 output tokens. */
export interface MoneyContractCall<Budget> {
  settings: MoneyContractSettings<Budget>;
  maxRetries: number;
  /** The tag of this call. */
  tag?: string;
}

/** What users of the framework find in an answer. */
export interface MoneyContractAnswer {
  text: string;
  /** The cost of the answer. */
  charge: unknown;
  /** The warnings, in whatever form. */
  warnings: unknown;
}

/** A framework adapter as the money contract sees it. */
export interface MoneyContractAdapter<Budget> {
  name: string;
  createBudget: (maxUSD: number) => Budget;
  ask: (call: MoneyContractCall<Budget>) => Promise<MoneyContractAnswer>;
  /** The same, streamed and read to its end. */
  stream: (call: MoneyContractCall<Budget>) => Promise<MoneyContractAnswer>;
  /** Begins a stream and leaves it after the first text, in the framework's own way. */
  leave: (call: MoneyContractCall<Budget>) => Promise<void>;
  /** Core's code of an error, where users of the framework find it. */
  readCode: (error: unknown) => unknown;
}

const USAGE = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
/** 10 input tokens for 0.8 and 5 output tokens for 8 USD a million. */
const ANSWER_USD = 0.000048;

/**
 * The most that one call may cost: 0.016 USD for its output, and a little for its input. Ten calls fit into ten
 * times this, eleven do not.
 */
const ONE_USD = 0.017;

const answer = (): Response =>
  jsonResponse({
    choices: [{ message: { content: "Hi" }, finish_reason: "stop" }],
    usage: USAGE,
  });
const reset = (): Error => new Error("reset");
const unserved = (): Response =>
  jsonResponse({ error: { message: "no channel", code: "model_not_found" } }, { status: 503 });
const streamed = (): Response => eventStream(TEXT, END);

const TEXT = 'data: {"choices":[{"delta":{"content":"Hi"}}]}\n\n';
const END = `data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: "stop" }], usage: USAGE })}\n\ndata: [DONE]\n\n`;

/** Without an end the stream stays open. */
function eventStream(text: string, end?: string): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text + (end ?? "")));
      if (end !== undefined) controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

/** Streams never end, and every other request that is not streamed loses its connection. */
function createTrouble(): (body: unknown) => Response | Error {
  let count = 0;
  return (body) => {
    if (String(body).includes('"stream":true')) return eventStream(TEXT);
    count += 1;
    return count % 2 === 0 ? answer() : reset();
  };
}

/** What all adapters promise about money, run against one of them. */
export function describeMoneyContract<Budget extends ContractBudget>(
  adapter: MoneyContractAdapter<Budget>,
): void {
  describe(`${adapter.name} and money`, () => {
    function start(replies: Parameters<typeof createPricedFetch>[0], maxUSD?: number) {
      const { fetch, sent } = createPricedFetch(replies);
      const base: MoneyContractSettings<Budget> = { apiKey: "sk-x", api: "chat", fetch };
      const budget = adapter.createBudget(maxUSD ?? 1);
      const settings = maxUSD === undefined ? base : { ...base, budget };
      return {
        budget,
        settings,
        sentCount: () => sent.length,
        sentModels: () => sent.map((body) => /"model":"([^"]*)"/.exec(String(body))?.[1]),
      };
    }

    it("sends at most ten of two hundred simultaneous calls if the budget allows ten", async () => {
      const { budget, settings, sentCount } = start([answer], ONE_USD * 10);
      const ask = () => adapter.ask({ settings, maxRetries: 0 });
      const calls = await Promise.allSettled(Array.from({ length: 200 }, ask));
      expect(sentCount()).toBe(10);
      const refused = calls.filter((call) => call.status === "rejected");
      expect(refused).toHaveLength(190);
      expect(new Set(refused.map(({ reason }) => adapter.readCode(reason)))).toEqual(
        new Set(["budget-exceeded"]),
      );
      expect(budget.spentUSD).toBeCloseTo(10 * ANSWER_USD, 9);
      expect(budget.reservedUSD).toBe(0);
    });

    it("keeps to that limit with abandoned streams, retries and fallback models", async () => {
      const fallbackModels = ["priced-too"];
      const { budget, settings, sentCount } = start([createTrouble()], ONE_USD * 10);
      const call = { settings: { ...settings, fallbackModels }, maxRetries: 1 };
      const start200 = Array.from({ length: 200 }, (_, index) =>
        index % 2 === 0 ? adapter.leave(call) : adapter.ask(call),
      );
      await Promise.allSettled(start200);
      // An answered call gives back most of what was reserved for it, so a retry may take its place. A call
      // that was left or lost gives nothing back.
      expect(sentCount()).toBeGreaterThanOrEqual(10);
      const answered = Math.floor(sentCount() / 2);
      expect(sentCount() - answered).toBeLessThanOrEqual(10);
      expect(budget.spentUSD + budget.reservedUSD).toBeLessThanOrEqual(ONE_USD * 10);
      expect(budget.spentUSD + budget.reservedUSD).toBeGreaterThan(ONE_USD * 5);
    });

    it("counts each failed attempt at the most that it may have cost", async () => {
      const { budget, settings, sentCount } = start([reset], ONE_USD * 3);
      const call = { settings: { ...settings, fallbackModels: ["priced-too"] }, maxRetries: 1 };
      await Promise.allSettled(Array.from({ length: 20 }, () => adapter.ask(call)));
      expect(sentCount()).toBe(3);
      expect(budget.spentUSD).toBeGreaterThan(0.016 * 3);
      expect(budget.spentUSD).toBeLessThanOrEqual(ONE_USD * 3);
    });

    it("counts each stream that is left at the most that it may cost", async () => {
      const { budget, settings, sentCount } = start([() => eventStream(TEXT)], ONE_USD * 10);
      const leave = () => adapter.leave({ settings, maxRetries: 0 });
      await Promise.allSettled(Array.from({ length: 200 }, leave));
      expect(sentCount()).toBe(10);
      await expect.poll(() => budget.reservedUSD).toBe(0);
      expect(budget.spentUSD).toBeGreaterThan(0.016 * 10);
      expect(budget.remainingUSD).toBeGreaterThanOrEqual(0);
    });

    it("asks no fallback model that is dearer than allowed, and says so", async () => {
      const { settings, sentModels } = start([unserved, answer]);
      const fallbackModels = ["priced-twice", "priced-too"];
      const limited = { ...settings, fallbackModels, maxFallbackPriceRatio: 1 };
      const { warnings } = await adapter.ask({ settings: limited, maxRetries: 0 });
      expect(sentModels()).toEqual(["priced", "priced-too"]);
      const words = JSON.stringify(warnings);
      expect(words).toContain("priced-twice was not asked: it costs 1.6 USD");
      expect(words).toContain("priced-too was asked in place of priced");
    });

    it.each(["ask", "stream"] as const)(
      "tells what an answer cost, and onUsage what it was for: %s",
      async (manner) => {
        const records: object[] = [];
        const { settings } = start([manner === "ask" ? answer : streamed]);
        const told = { ...settings, includeCost: true, tag: "all" };
        const onUsage = (record: object) => void records.push(record);
        const call = { settings: { ...told, onUsage }, maxRetries: 0 };
        const { text, charge } = await adapter[manner]({ ...call, tag: "one" });
        expect(text).toBe("Hi");
        expect(charge).toMatchObject({ usd: ANSWER_USD, source: "estimated", missing: [] });
        expect(records).toMatchObject([
          { model: "priced", api: "chat", tag: "one", isComplete: true, cost: { usd: ANSWER_USD } },
        ]);
      },
    );
  });
}
