import { toolCall } from "@cometapi/emulator";
import { type ModelMessage, stepCountIs, ToolLoopAgent, tool } from "ai";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { startCometAPI } from "../test/start-cometapi.ts";

// Two calls and the answer. The emulator refuses what the vendor refuses: a step without the thoughts,
// items or signatures of the steps before it.
const { create, emulator } = startCometAPI();
const question = "Is it warmer in Oslo than in Lisbon?";
const answer = "Lisbon is warmer.";

const tools = {
  get_weather: tool({
    description: "Tells the weather of a city.",
    inputSchema: z.object({ city: z.string() }),
    execute: () => "20 degrees",
  }),
};

beforeEach(() => {
  emulator().reset();
  emulator()
    .on("warmer")
    .reply(toolCall("get_weather", { city: "Oslo" }))
    .reply(toolCall("get_weather", { city: "Lisbon" }))
    .reply(answer)
    .reply("Yes.");
});

describe.each([
  ["claude-sonnet-4-5", "messages"],
  ["claude-opus-5", "messages"],
  ["gpt-5.6-sol", "responses"],
  ["o3-pro", "responses"],
  ["gemini-3-pro-preview", "gemini"],
] as const)("%s on %s", (modelId, api) => {
  const agent = () =>
    new ToolLoopAgent({
      model: create()[api](modelId),
      tools,
      reasoning: "medium",
      stopWhen: stepCountIs(5),
    });

  it("takes three steps", async () => {
    const { text, steps } = await agent().generate({ prompt: question });
    expect(text).toBe(answer);
    expect(steps).toHaveLength(3);
    expect(steps[0]?.providerMetadata?.["cometapi"]).toMatchObject({ api });
  });

  it("takes three steps as a stream", async () => {
    const result = await agent().stream({ prompt: question });
    let text = "";
    for await (const part of result.stream) {
      if (part.type === "error") throw part.error;
      if (part.type === "text-delta") text += part.text;
    }
    expect(text).toBe(answer);
    expect(await result.steps).toHaveLength(3);
  });

  it("goes on after the conversation was stored as JSON", async () => {
    const prompt: ModelMessage[] = [{ role: "user", content: question }];
    const { response } = await agent().generate({ prompt });
    const stored: ModelMessage[] = JSON.parse(
      JSON.stringify([
        ...prompt,
        ...response.messages,
        { role: "user", content: "Is it really warmer?" },
      ]),
    );
    expect((await agent().generate({ prompt: stored })).text).toBe("Yes.");
  });

  it("hands its conversation over to a model of another API", async () => {
    const prompt: ModelMessage[] = [{ role: "user", content: question }];
    const { response } = await agent().generate({ prompt });
    for (const [other, otherAPI] of [
      ["gpt-4o-mini", "chat"],
      ["gpt-5.6-sol", "responses"],
      ["claude-sonnet-4-5", "messages"],
      ["gemini-3-pro-preview", "gemini"],
    ] as const) {
      emulator().reset();
      emulator().on("warmer").reply("Yes.");
      const next = new ToolLoopAgent({ model: create()[otherAPI](other), tools });
      const messages: ModelMessage[] = [
        ...prompt,
        ...response.messages,
        { role: "user", content: "Is it really warmer?" },
      ];
      expect((await next.generate({ prompt: messages })).text).toBe("Yes.");
    }
  });
});
