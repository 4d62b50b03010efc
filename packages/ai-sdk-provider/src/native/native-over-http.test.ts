import { generateText, isStepCount, Output, streamText, tool } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkOrder } from "../../test/check-order.ts";
import { startCometAPI } from "../../test/start-cometapi.ts";
import { responsesTools } from "../tools.ts";

const cometapi = startCometAPI();

const weather = tool({
  description: "Gives the weather of a city",
  inputSchema: z.object({ city: z.string().describe("Name of the city") }),
  execute: ({ city }) => ({ city, celsius: 17.3 }),
});

describe.each([
  ["responses", "gpt-5.6-sol"],
  ["messages", "claude-sonnet-5"],
  ["gemini", "gemini-3.5-flash"],
] as const)("%s", (api, modelId) => {
  const create = () => checkOrder(cometapi.create()[api](modelId));

  it("answers", async () => {
    const { text, usage, response } = await generateText({
      model: create(),
      prompt: "Say hello world",
    });
    expect(text.toLowerCase()).toContain("hello world");
    expect(usage.outputTokens).toBeGreaterThan(0);
    expect(response.modelId).toContain(modelId);
  });

  it("streams text in the order of the contract", async () => {
    const result = streamText({ model: create(), prompt: "Count to 20" });
    const pieces: string[] = [];
    for await (const piece of result.textStream) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join("")).toContain("20");
    expect(await result.finishReason).toBe("stop");
    expect(await result.providerMetadata).toMatchObject({ cometapi: { api } });
  });

  it("runs tools, streamed, and sends signatures back with their results", async () => {
    const result = streamText({
      model: create(),
      prompt: "What is the weather in Lisbon?",
      reasoning: "high",
      tools: { weather },
      stopWhen: isStepCount(4),
    });
    await result.consumeStream();
    expect(await result.text).toContain("17.3");
    expect(await result.steps).toHaveLength(2);
  });

  it("fills a schema", async () => {
    const { output } = await generateText({
      model: create(),
      prompt: "Lisbon has 545,000 inhabitants.",
      output: Output.object({ schema: z.object({ city: z.string() }) }),
    });
    expect(output.city).toBeTypeOf("string");
  });

  it("reports a model that is not served, without retrying", async () => {
    const countBefore = cometapi.emulator().requests.length;
    const call = generateText({ model: cometapi.create()[api]("no-such-model"), prompt: "Hi" });
    await expect(call).rejects.toMatchObject({
      name: "AI_APICallError",
      isRetryable: false,
      data: { code: "model-not-found", requestId: expect.any(String) },
    });
    expect(cometapi.emulator().requests).toHaveLength(countBefore + 1);
  });
});

it("offers the built-in tools of a native API", async () => {
  await generateText({
    model: cometapi.create().responses("gpt-5.6-sol"),
    prompt: "Say hi",
    tools: { web_search: responsesTools.webSearch() },
  });
  expect(cometapi.lastBody()).toMatchObject({ tools: [{ type: "web_search" }] });
});
