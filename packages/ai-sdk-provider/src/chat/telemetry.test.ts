import { generateText, streamText, type Telemetry } from "ai";
import { expect, it } from "vitest";
import { startCometAPI } from "../../test/start-cometapi.ts";

const cometapi = startCometAPI();

type CallEnd = Parameters<NonNullable<Telemetry["onLanguageModelCallEnd"]>>[0];

function record(): { ends: CallEnd[]; integrations: Telemetry } {
  const ends: CallEnd[] = [];
  const onLanguageModelCallEnd = (event: CallEnd) => {
    ends.push(event);
  };
  return { ends, integrations: { onLanguageModelCallEnd } };
}

it("reports model, server and tokens to telemetry", async () => {
  const { ends, integrations } = record();
  const model = cometapi.create()("gpt-4o-mini");
  const telemetry = { integrations };
  await generateText({ model, prompt: "Say hi", telemetry });
  await streamText({ model, prompt: "Say hi", telemetry }).consumeStream();
  expect(ends).toHaveLength(2);
  for (const end of ends) {
    expect(end).toMatchObject({
      provider: "cometapi.chat",
      modelId: expect.stringContaining("gpt-4o-mini"),
      request: { url: cometapi.emulator.url },
      finishReason: "stop",
      usage: { outputTokens: expect.any(Number) },
    });
  }
});
