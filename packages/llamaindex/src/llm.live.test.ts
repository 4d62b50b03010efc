import { agent } from "@llamaindex/workflow";
import { tool } from "llamaindex";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { CometAPIEmbedding, cometapi, joinChunks } from "./index.ts";
import type { CometAPIChunk } from "./index.ts";

const weather = tool({
  name: "get_weather",
  description: "Get the current weather in a city",
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `It is 17.3 degrees in ${city}.`,
});
const question = "What is the temperature in Lisbon?";

// `vitest run --mode live --project llamaindex`, with COMETAPI_KEY. Never run yet: unproven.
describe.skipIf((process.env["COMETAPI_KEY"] ?? "") === "")("against CometAPI itself", () => {
  it("answers, and tells who did", { timeout: 60_000 }, async () => {
    const llm = cometapi("gpt-5-mini");
    const { message } = await llm.chat({ messages: [{ role: "user", content: "Say: hello" }] });
    expect(message.content).toMatch(/hello/i);
    expect(message.options?.model).toContain("gpt-5-mini");
    expect(message.options?.usage?.outputTokens.total).toBeGreaterThan(0);
  });

  it("streams, with usage", { timeout: 60_000 }, async () => {
    const messages = [{ role: "user" as const, content: "Count to ten" }];
    const chunks: CometAPIChunk[] = [];
    const stream = await cometapi("gpt-5-mini").chat({ messages, stream: true });
    for await (const chunk of stream) chunks.push(chunk);
    const { content, options } = joinChunks(chunks);
    expect(content).toContain("10");
    expect(options?.usage?.outputTokens.total).toBeGreaterThan(0);
  });

  it.each([
    ["chat", "deepseek-v3.2"],
    ["responses", "gpt-5-mini"],
    ["messages", "claude-sonnet-4-5"],
    ["gemini", "gemini-3-pro-preview"],
  ] as const)("runs a tool while it reasons, on %s", { timeout: 120_000 }, async (api, model) => {
    const llm = cometapi(model, { api, reasoningEffort: "low" });
    const { data } = await agent({ llm, tools: [weather] }).run(question);
    expect(data.result).toContain("17");
  });

  it("embeds", { timeout: 60_000 }, async () => {
    const embedding = new CometAPIEmbedding("text-embedding-3-small");
    expect(await embedding.getTextEmbedding("Hi")).toHaveLength(1536);
  });
});
