import { HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { createAgent } from "langchain";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ChatCometAPI, CometAPIEmbeddings } from "./index.ts";

const weather = tool(({ city }) => `It is 17.3 degrees in ${city}.`, {
  name: "get_weather",
  description: "Get the current weather in a city",
  schema: z.object({ city: z.string() }),
});

// `vitest run --mode live --project langchain`, with COMETAPI_KEY. Never run yet: unproven.
describe.skipIf((process.env["COMETAPI_KEY"] ?? "") === "")("against CometAPI itself", () => {
  it("answers, and names the model", { timeout: 60_000 }, async () => {
    const answer = await new ChatCometAPI("gpt-5-mini").invoke("Say: hello");
    expect(answer.text).toMatch(/hello/i);
    expect(answer.response_metadata["model_name"]).toContain("gpt-5-mini");
    expect(answer.usage_metadata?.output_tokens).toBeGreaterThan(0);
  });

  it("streams in both protocols, with usage", { timeout: 60_000 }, async () => {
    const stream = new ChatCometAPI("gpt-5-mini").streamEvents("Count to ten");
    expect(await stream.text).toContain("10");
    expect((await stream.usage)?.output_tokens).toBeGreaterThan(0);
  });

  it("runs a tool in an agent", { timeout: 120_000 }, async () => {
    const agent = createAgent({ model: new ChatCometAPI("gpt-5-mini"), tools: [weather] });
    const { messages } = await agent.invoke({
      messages: [new HumanMessage("What is the temperature in Lisbon?")],
    });
    expect(messages.at(-1)?.text).toContain("17");
  });

  it.each([
    ["responses", "gpt-5-mini"],
    ["messages", "claude-sonnet-4-5"],
    ["gemini", "gemini-3-pro-preview"],
  ] as const)("runs a tool while it reasons, on %s", { timeout: 120_000 }, async (api, id) => {
    const model = new ChatCometAPI(id, { api, reasoningEffort: "low" });
    const agent = createAgent({ model, tools: [weather] });
    const { messages } = await agent.invoke({
      messages: [new HumanMessage("What is the temperature in Lisbon?")],
    });
    expect(messages.at(-1)?.text).toContain("17");
    expect(messages.at(-1)?.response_metadata["api"]).toBe(api);
  });

  it("embeds", { timeout: 60_000 }, async () => {
    const embeddings = new CometAPIEmbeddings("text-embedding-3-small");
    expect(await embeddings.embedQuery("Hi")).toHaveLength(1536);
  });
});
