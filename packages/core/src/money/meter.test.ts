import { describe, expect, it } from "vitest";
import { CometAPIError } from "../errors/comet-api-error.ts";
import type { Catalogue } from "../models/catalogue-model.ts";
import { normalizeCatalogueModel } from "../models/normalize-catalogue.ts";
import { createBudget } from "./budget.ts";
import { type MeterConfig, type MeteredCall, Meter } from "./meter.ts";
import type { UsageRecord } from "./usage-record.ts";

const pricing = { input: 1, output: 10, ratio: 1 };

function catalogueOf(...records: object[]): () => Promise<Catalogue> {
  const models = records.map(normalizeCatalogueModel).filter((model) => model !== undefined);
  const catalogue = { models, total: models.length, isComplete: true, fetchedAt: new Date(0) };
  return () => Promise.resolve(catalogue);
}

const call: MeteredCall = { model: "m", api: "embeddings", body: { input: "Hi" } };
const config: MeterConfig = { tag: undefined, signal: undefined };

describe("a meter", () => {
  it("says that there are no prices where the catalogue does not come in time", async () => {
    const late = () => Promise.reject(new DOMException("too late", "TimeoutError"));
    const callMeter = await new Meter({ includeCost: true }, late).open(call, config);
    expect(await callMeter.settle({ inputTokens: 1 }, undefined)).toMatchObject({
      usd: null,
      missing: ["The catalogue could not be read in time."],
    });
  });

  it("stops waiting for prices when the caller aborts", async () => {
    const controller = new AbortController();
    const hanging = (signal: AbortSignal) =>
      new Promise<Catalogue>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    const aborting = { ...config, signal: controller.signal };
    const budgeted = new Meter({ budget: { maxUSD: 1 } }, hanging).open(call, aborting);
    const callMeter = await new Meter({ includeCost: true }, hanging).open(call, aborting);
    controller.abort("enough");
    await expect(budgeted).rejects.toBe("enough");
    await expect(callMeter.settle({ inputTokens: 1 }, undefined)).resolves.toMatchObject({
      usd: null,
    });
  });

  it("asks for no prices where nobody wants them", async () => {
    const records: UsageRecord[] = [];
    const never = () => Promise.reject(new Error("asked"));
    const meter = new Meter({ onUsage: (record) => records.push(record) }, never);
    const callMeter = await meter.open(call, config);
    expect(await callMeter.settle({ inputTokens: 1 }, "r")).toBeUndefined();
    expect(records).toMatchObject([{ requestId: "r", cost: { usd: null } }]);
    expect(records[0]?.cost.missing.join()).toContain("`includeCost` or a budget only");
  });

  it("bounds what vectors cost by their input, and by the window of the model", async () => {
    const budget = createBudget({ maxUSD: 1 });
    const record = { id: "m", pricing, context_length: 500 };
    const callMeter = await new Meter({ budget }, catalogueOf(record)).open(call, config);
    callMeter.reserve();
    expect(budget.reservedUSD).toBe(0.0005);
  });

  it("bounds a form by its fields and the length of its recording", async () => {
    const budget = createBudget({ maxUSD: 1 });
    const body = new FormData();
    body.append("model", "m");
    body.append("file", new Blob(["x".repeat(5000)]), "speech.mp3");
    const record = { id: "m", pricing: { per_second: 0.01, ratio: 1 } };
    const meter = new Meter({ budget }, catalogueOf(record));
    const callMeter = await meter.open({ ...call, api: "transcriptions", body }, config);
    callMeter.reserve();
    // 5000 bytes are at most five seconds.
    expect(budget.reservedUSD).toBe(0.05);
  });

  it("takes a budget by its amount too", async () => {
    const meter = new Meter({ budget: { maxUSD: 0 } }, catalogueOf({ id: "m", pricing }));
    const callMeter = await meter.open(call, config);
    expect(() => callMeter.reserve()).toThrow("budget of 0 USD");
  });

  it("leaves a price without a ratio unknown, however long the request", async () => {
    const budget = createBudget({ maxUSD: 1 });
    const record = { id: "m", pricing: { input: 1, output: 1 } };
    const meter = new Meter({ budget }, catalogueOf(record));
    const long = { ...call, body: { input: "a".repeat(300_000) } };
    await expect(meter.open(long, config)).rejects.toThrow("The ratio of the vendor's price");
  });
});

describe("a callMeter", () => {
  it("is closed once by a stream that breaks, with what its request may have cost", async () => {
    const budget = createBudget({ maxUSD: 1 });
    const records: UsageRecord[] = [];
    const onUsage = (record: UsageRecord) => records.push(record);
    const record = { id: "m", pricing, context_length: 500 };
    const callMeter = await new Meter({ budget, onUsage }, catalogueOf(record)).open(call, config);
    callMeter.reserve();
    const batches = {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => Promise.reject(new Error("broken")),
    };
    const followed = callMeter.follow(batches, "r");
    await expect(followed.next()).rejects.toThrow("broken");
    await followed.return?.();
    expect(budget).toMatchObject({ spentUSD: 0.0005, reservedUSD: 0 });
    expect(records).toMatchObject([{ isComplete: false, cost: { usd: null } }]);
  });

  it("takes what never reached a server, or was refused, as free", async () => {
    const budget = createBudget({ maxUSD: 1 });
    const record = { id: "m", pricing, context_length: 500 };
    const callMeter = await new Meter({ budget }, catalogueOf(record)).open(call, config);
    const spentAfter = (error: unknown) => {
      callMeter.reserve();
      callMeter.fail(error);
      return budget.spentUSD;
    };
    const cause = new TypeError("fetch failed", {
      cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }),
    });
    expect(spentAfter(new CometAPIError({ code: "connection", message: "x", cause }))).toBe(0);
    expect(spentAfter(new CometAPIError({ code: "server", message: "x", status: 500 }))).toBe(0);
    expect(spentAfter(new CometAPIError({ code: "connection", message: "x" }))).toBe(0.0005);
    expect(spentAfter(new Error("a hook threw"))).toBe(0.001);
  });
});
