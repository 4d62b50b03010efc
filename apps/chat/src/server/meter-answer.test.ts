import { type CometAPIProviderSettings, createCometAPI } from "@cometapi/ai-sdk-provider";
import { startEmulator, toolCall } from "@cometapi/emulator";
import { isStepCount, streamText } from "ai";
import { expect, it, onTestFinished } from "vitest";
import type { AnswerMetadata } from "../shared/chat-message.ts";
import { meterAnswer } from "./meter-answer.ts";
import { createTools } from "./tools.ts";

async function start(settings: CometAPIProviderSettings = {}) {
  const emulator = await startEmulator({ tokenDelayMs: 0 });
  onTestFinished(() => emulator.close());
  const cometapi = createCometAPI({
    apiKey: "any",
    baseURL: emulator.url,
    includeCost: true,
    ...settings,
  });
  const ask = async (model: string, before?: AnswerMetadata): Promise<AnswerMetadata> => {
    const meter = meterAnswer(before);
    const { stream } = streamText({
      model: cometapi(model),
      prompt: "What time is it in Europe/Oslo?",
      tools: createTools("notes"),
      stopWhen: isStepCount(5),
      onError: () => {},
    });
    let latest: AnswerMetadata = {};
    for await (const part of stream) latest = meter({ part }) ?? latest;
    return latest;
  };
  return { emulator, ask };
}

it("sums up what all steps of an answer used and cost", async () => {
  const { emulator, ask } = await start();
  emulator
    .on("time")
    .reply(toolCall("get_time", { timeZone: "Europe/Oslo" }))
    .reply("Noon.");
  const metadata = await ask("claude-sonnet-5");
  expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(2);
  expect(metadata).toMatchObject({ model: "claude-sonnet-5", api: "messages", finish: "stop" });
  const { inputTokens = 0, outputTokens = 0, knownUSD = 0 } = metadata;
  // With CometAPI's discount, 1.60 USD for a million input tokens and 8 USD for a million output tokens.
  expect(knownUSD).toBeCloseTo((inputTokens * 1.6 + outputTokens * 8) / 1_000_000, 6);
  expect(metadata.unknownCosts).toEqual([]);
});

it("adds to what was used before an approval", async () => {
  const { emulator, ask } = await start();
  emulator.on("time").reply("Noon.");
  const alone = await ask("claude-sonnet-5");
  const continued = await ask("claude-sonnet-5", alone);
  expect(continued.outputTokens).toBe(2 * (alone.outputTokens ?? 0));
  expect(continued.knownUSD).toBeCloseTo(2 * (alone.knownUSD ?? 0), 8);
});

it("reports why a cost is not known", async () => {
  const { emulator, ask } = await start();
  emulator.on("time").reply("Noon.");
  const { knownUSD, unknownCosts } = await ask("gpt-5-mini");
  expect(knownUSD).toBe(0);
  expect(unknownCosts).toEqual([expect.stringContaining("price")]);
});
