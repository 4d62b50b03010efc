import { createInMemoryFetch, jsonResponse } from "@cometapi/testing";
import { generateText, streamText } from "ai";
import { expect, it } from "vitest";
import { checkOrder } from "../test/check-order.ts";
import { startCometAPI } from "../test/start-cometapi.ts";
import { createCometAPI } from "./provider.ts";

const cometapi = startCometAPI();

it("lists models with types, context windows and prices, without a key", async () => {
  const { models, isComplete } = await cometapi.create({ apiKey: "" }).getAvailableModels();
  expect(isComplete).toBe(true);
  expect(models.find(({ id }) => id === "gpt-5")).toMatchObject({
    type: "text",
    contextWindow: 400_000,
    price: { inputUSDPerMillionTokens: expect.any(Number), ratio: 0.8 },
  });
});

it("reports the balance and the use of the account", async () => {
  const balance = await cometapi.create().getBalance();
  expect(balance).toMatchObject({ totalUSD: 100, keys: [{ remainingUSD: Infinity }] });
});

it("fails without a key as every other call does", async () => {
  await expect(createCometAPI({ apiKey: "" }).getBalance()).rejects.toMatchObject({
    name: "AI_LoadAPIKeyError",
  });
});

it("estimates the cost of an answer from the catalogue with includeCost", async () => {
  const model = checkOrder(cometapi.create({ includeCost: true })("gpt-5"));
  const whole = await generateText({ model, prompt: "Say hi" });
  const streamed = streamText({ model, prompt: "Say hi" });
  await streamed.consumeStream();
  for (const metadata of [whole.providerMetadata, await streamed.providerMetadata]) {
    const charge = metadata?.["cometapi"]?.["charge"];
    expect(charge).toMatchObject({ source: "estimated", missing: [], usd: expect.any(Number) });
    expect(charge).toHaveProperty("pricesOf");
  }
});

it("does not fail a call for a price that cannot be read", async () => {
  const usage = { prompt_tokens: 1, completion_tokens: 1 };
  const answer = { choices: [{ message: { content: "Hi" }, finish_reason: "stop" }], usage };
  const reply = ({ url }: { url: string }) =>
    url.includes("/api/models") ? jsonResponse({}, { status: 404 }) : jsonResponse(answer);
  const { fetch } = createInMemoryFetch([reply, reply]);
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch, includeCost: true })("gpt-4o");
  const { text, providerMetadata } = await generateText({ model, prompt: "Say hi" });
  expect(text).toBe("Hi");
  expect(providerMetadata?.["cometapi"]).toMatchObject({
    charge: { usd: null, missing: [expect.stringContaining("catalogue could not be read")] },
  });
});

it("merges what extractMetadata returns into the metadata", async () => {
  const extractMetadata = (chunk: unknown) => {
    const isObject = typeof chunk === "object" && chunk !== null && "object" in chunk;
    return isObject ? { kind: String(chunk.object) } : undefined;
  };
  const model = checkOrder(cometapi.create({ extractMetadata })("gpt-4o-mini"));
  const whole = await generateText({ model, prompt: "Say hi" });
  expect(whole.providerMetadata).toMatchObject({ cometapi: { kind: "chat.completion" } });
  const streamed = streamText({ model, prompt: "Say hi" });
  const types: string[] = [];
  for await (const { type } of streamed.fullStream) types.push(type);
  expect(types).not.toContain("raw");
  expect(await streamed.providerMetadata).toMatchObject({
    cometapi: { kind: "chat.completion.chunk" },
  });
});

it("reports the cost of a call to telemetry, in the metadata of the provider", async () => {
  const seen: unknown[] = [];
  const integration = {
    onLanguageModelCallEnd: ({ providerMetadata }: { providerMetadata?: object }) =>
      void seen.push(providerMetadata),
  };
  const model = cometapi.create({ includeCost: true })("gpt-5");
  const telemetry = { isEnabled: true, integrations: [integration] };
  await generateText({ model, prompt: "Say hi", telemetry });
  const streamed = streamText({ model, prompt: "Say hi", telemetry });
  await streamed.consumeStream();
  const withCharge = { cometapi: { charge: { usd: expect.any(Number) } } };
  expect(seen).toMatchObject([withCharge, withCharge]);
});
