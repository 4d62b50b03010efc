import { createInMemoryFetch, jsonResponse, sseResponse } from "@cometapi/testing";
import {
  generateObject,
  generateText,
  isStepCount,
  Output,
  streamObject,
  streamText,
  tool,
} from "ai";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { checkOrder } from "../../test/check-order.ts";
import { startCometAPI } from "../../test/start-cometapi.ts";
import { createCometAPI } from "../provider.ts";

const cometapi = startCometAPI();

const weather = tool({
  description: "Gives the weather of a city",
  inputSchema: z.object({ city: z.string().describe("Name of the city") }),
  execute: ({ city }) => ({ city, celsius: 17.3 }),
});

describe("generateText", () => {
  it("answers with text, usage, the served model and the request id", async () => {
    const result = await generateText({
      model: cometapi.create()("gpt-4o-mini"),
      prompt: "Say hello world",
    });
    expect(result.text.toLowerCase()).toContain("hello world");
    expect(result.finishReason).toBe("stop");
    expect(result.usage.inputTokens).toBeGreaterThan(0);
    expect(result.usage.outputTokens).toBeGreaterThan(0);
    expect(result.response.modelId).toContain("gpt-4o-mini");
    expect(result.response.timestamp.getFullYear()).toBeGreaterThan(2020);
    expect(result.providerMetadata).toMatchObject({
      cometapi: { model: "gpt-4o-mini", requestId: expect.stringMatching(/./) },
    });
    expect(result.warnings).toEqual([]);
  });

  it("warns of an image that nobody could find, and does not call the answer a success", async () => {
    vi.stubGlobal("AI_SDK_LOG_WARNINGS", false);
    const message = { content: "Here", images: [{ image_url: { url: "files/abc.png" } }] };
    const { fetch } = createInMemoryFetch([
      jsonResponse({ choices: [{ message, finish_reason: "stop" }] }),
    ]);
    const model = createCometAPI({ apiKey: "sk-in-memory", fetch })("gpt-4o");
    const result = await generateText({ model, prompt: "Draw" });
    expect(result.text).toBe("Here");
    expect(result.finishReason).toBe("error");
    expect(result.warnings).toMatchObject([{ message: expect.stringContaining("files/abc.png") }]);
  });

  it("runs tools until it knows the answer", async () => {
    const result = await generateText({
      model: cometapi.create()("gpt-4o-mini"),
      prompt: "What is the weather in Lisbon?",
      tools: { weather },
      stopWhen: isStepCount(4),
    });
    expect(result.steps).toHaveLength(2);
    expect(result.steps[0]?.finishReason).toBe("tool-calls");
    expect(result.steps[0]?.toolCalls).toMatchObject([{ input: { city: "Lisbon" } }]);
    expect(result.text).toContain("17.3");
  });

  it("fills a schema", async () => {
    const result = await generateText({
      model: cometapi.create()("gpt-4o-mini"),
      prompt: "Lisbon has 545,000 inhabitants.",
      output: Output.object({
        schema: z.object({ city: z.string(), inhabitants: z.number().int() }),
      }),
    });
    expect(result.output.city).toBeTypeOf("string");
    expect(cometapi.lastBody()).toMatchObject({ response_format: { type: "json_schema" } });
  });
});

it("takes an image whose type is only in its data", async () => {
  const base64 =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const data = new Uint8Array(Buffer.from(base64, "base64"));
  await generateText({
    model: cometapi.create()("gpt-4o-mini"),
    messages: [{ role: "user", content: [{ type: "file", mediaType: "image", data }] }],
  });
  expect(cometapi.lastBody()).toMatchObject({
    messages: [{ content: [{ image_url: { url: `data:image/png;base64,${base64}` } }] }],
  });
});

describe("generateObject and streamObject", () => {
  const schema = z.object({ city: z.string() });
  const prompt = "Lisbon has 545,000 inhabitants.";

  it("fill a schema too", async () => {
    const model = checkOrder(cometapi.create()("gpt-4o-mini"));
    expect((await generateObject({ model, schema, prompt })).object.city).toBeTypeOf("string");
    const streamed = streamObject({ model, schema, prompt });
    for await (const _ of streamed.partialObjectStream);
    expect((await streamed.object).city).toBeTypeOf("string");
  });
});

describe("streamText", () => {
  it("streams text and ends with usage", async () => {
    const result = streamText({
      model: checkOrder(cometapi.create()("gpt-4o-mini")),
      prompt: "Count to 20",
    });
    const pieces: string[] = [];
    for await (const piece of result.textStream) pieces.push(piece);
    expect(pieces.join("")).toContain("20");
    expect(await result.finishReason).toBe("stop");
    expect((await result.usage).outputTokens).toBeGreaterThan(0);
    expect((await result.response).modelId).toContain("gpt-4o-mini");
  });

  it("streams what arrived together as one part", async () => {
    const chunks = ["Hel", "lo", "!"].map((content) => ({ choices: [{ delta: { content } }] }));
    const provider = createCometAPI({
      apiKey: "sk-in-memory",
      fetch: async () => sseResponse([...chunks, "[DONE]"]),
    });
    const result = streamText({ model: provider("model"), prompt: "Hi" });
    const pieces: string[] = [];
    for await (const piece of result.textStream) pieces.push(piece);
    expect(pieces).toEqual(["Hello!"]);
  });

  it("streams reasoning before the text", async () => {
    const result = streamText({
      model: checkOrder(cometapi.create()("deepseek-reasoner")),
      prompt: "Say hello world",
    });
    const types = new Set<string>();
    for await (const part of result.fullStream) types.add(part.type);
    const order = [...types];
    expect(order.indexOf("reasoning-end")).toBeLessThan(order.indexOf("text-start"));
    expect(await result.reasoningText).not.toBe("");
  });

  it("streams tool calls, several at once, and their results", async () => {
    const population = tool({
      description: "Gives the population of a city",
      inputSchema: z.object({ city: z.string().describe("Name of the city") }),
      execute: () => ({ inhabitants: 545_000 }),
    });
    const result = streamText({
      model: checkOrder(cometapi.create()("gpt-4o-mini")),
      prompt: "What is the weather in Lisbon, and what is the population of Lisbon?",
      tools: { weather, population },
      stopWhen: isStepCount(4),
    });
    const calls: string[] = [];
    for await (const part of result.fullStream) {
      if (part.type === "tool-call") calls.push(part.toolName);
    }
    expect(calls).toEqual(["weather", "population"]);
    expect(await result.text).toContain("17.3");
  });

  it("streams an object", async () => {
    const result = streamText({
      model: checkOrder(cometapi.create()("gpt-4o-mini")),
      prompt: "Lisbon has 545,000 inhabitants.",
      output: Output.object({ schema: z.object({ city: z.string() }) }),
    });
    for await (const _ of result.partialOutputStream);
    expect((await result.output).city).toBeTypeOf("string");
  });

  it("gives the vendor's chunks when asked to", async () => {
    const result = streamText({
      model: checkOrder(cometapi.create()("gpt-4o-mini")),
      prompt: "Say hello",
      include: { rawChunks: true },
    });
    const raw: unknown[] = [];
    for await (const part of result.fullStream) if (part.type === "raw") raw.push(part.rawValue);
    expect(raw[0]).toMatchObject({ object: "chat.completion.chunk" });
  });
});
