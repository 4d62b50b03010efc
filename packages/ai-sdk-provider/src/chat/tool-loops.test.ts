import { toolLoop, useToolLoop } from "@cometapi/testing/emulated";
import { type ModelMessage, stepCountIs, ToolLoopAgent, tool } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { startCometAPI } from "../../test/start-cometapi.ts";

const { question, answer, nextAnswer } = toolLoop;
const { create, emulator } = startCometAPI(useToolLoop());

const tools = {
  [toolLoop.tool.name]: tool({
    description: toolLoop.tool.description,
    inputSchema: z.object({ city: z.string() }),
    execute: () => toolLoop.result,
  }),
};

describe.each(toolLoop.models)("%s on %s", (modelId, api) => {
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
    expect((await agent().generate({ prompt: stored })).text).toBe(nextAnswer);
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
      emulator.reset();
      emulator.on("warmer").reply(nextAnswer);
      const next = new ToolLoopAgent({ model: create()[otherAPI](other), tools });
      const messages: ModelMessage[] = [
        ...prompt,
        ...response.messages,
        { role: "user", content: "Is it really warmer?" },
      ];
      expect((await next.generate({ prompt: messages })).text).toBe(nextAnswer);
    }
  });
});
