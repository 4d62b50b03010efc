import { embed, generateText, isStepCount, streamText, tool } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkOrder } from "../../test/check-order.ts";
import { cometapi } from "../provider.ts";

const weather = tool({
  description: "Gives the weather of a city",
  inputSchema: z.object({ city: z.string() }),
  execute: () => ({ celsius: 17.3 }),
});

// `vitest run --mode live --project ai-sdk-provider`, with COMETAPI_KEY. Never run yet: unproven.
describe.skipIf((process.env["COMETAPI_KEY"] ?? "") === "")("against CometAPI itself", () => {
  const model = checkOrder(cometapi("gpt-5-mini"));

  it("answers, and names the model", { timeout: 60_000 }, async () => {
    const { text, response, usage } = await generateText({ model, prompt: "Say: hello" });
    expect(text).toMatch(/hello/i);
    expect(response.modelId).toContain("gpt-5-mini");
    expect(usage.outputTokens).toBeGreaterThan(0);
  });

  it("streams, with usage", { timeout: 60_000 }, async () => {
    const result = streamText({ model, prompt: "Count to ten" });
    expect(await result.text).toContain("10");
    expect((await result.usage).outputTokens).toBeGreaterThan(0);
  });

  it("runs a tool", { timeout: 120_000 }, async () => {
    const result = streamText({
      model,
      prompt: "What is the temperature in Lisbon?",
      tools: { weather },
      stopWhen: isStepCount(3),
    });
    expect(await result.text).toContain("17");
  });

  it.each([
    ["responses", "gpt-5-mini"],
    ["messages", "claude-sonnet-4-5"],
    ["gemini", "gemini-3-pro-preview"],
  ] as const)("runs a tool while it reasons, on %s", { timeout: 120_000 }, async (api, id) => {
    const result = streamText({
      model: checkOrder(cometapi[api](id)),
      prompt: "What is the temperature in Lisbon?",
      reasoning: "low",
      tools: { weather },
      stopWhen: isStepCount(3),
    });
    expect(await result.text).toContain("17");
    expect((await result.providerMetadata)?.["cometapi"]).toMatchObject({ api });
  });

  it("embeds", { timeout: 60_000 }, async () => {
    const small = cometapi.embeddingModel("text-embedding-3-small");
    expect((await embed({ model: small, value: "Hi" })).embedding).toHaveLength(1536);
  });
});
