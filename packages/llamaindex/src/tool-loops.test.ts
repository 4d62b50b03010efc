import { toolLoop, useToolLoop } from "@cometapi/testing/emulated";
import { agent, agentStreamEvent } from "@llamaindex/workflow";
import { createMemory, loadMemory, type Memory, tool } from "llamaindex";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type CometAPI, type CometAPIMessageOptions, cometapi, readChunkOptions } from "./index.ts";
import type { ChatMessage } from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";

const { question, answer, models } = toolLoop;
const emulator = useToolLoop();

const weather = tool({
  ...toolLoop.tool,
  parameters: z.object({ city: z.string() }),
  execute: () => toolLoop.result,
});

type API = (typeof models)[number][1] | "chat";
type Message = ChatMessage<CometAPIMessageOptions>;

function create(model: string, api: API, isReasoning = true): CometAPI {
  return cometapi({
    model,
    api,
    apiKey: "sk-emulated",
    baseURL: emulator.url,
    maxRetries: 0,
    ...(isReasoning && { reasoningEffort: "medium" }),
  });
}

/** Asks until no tool is called, without an agent. */
async function askInSteps(
  llm: CometAPI,
  messages: Message[],
  isStream: boolean,
): Promise<Message[]> {
  for (;;) {
    const params = { messages, tools: [weather] };
    let round;
    if (isStream) {
      round = await llm.exec({ ...params, stream: true });
      for await (const _ of round.stream);
      messages.push(...round.newMessages());
    } else {
      round = await llm.exec(params);
      messages.push(...round.newMessages);
    }
    if (round.toolCalls.length === 0) return messages;
  }
}

/** What is left of a memory in another process. */
function store(memory: Memory): Memory {
  return loadMemory(memory.snapshot());
}

describe.each(models)("%s on %s", (model, api) => {
  it.each([
    ["whole", false],
    ["streamed", true],
  ])("takes three steps, %s", async (_how, isStream) => {
    const messages = await askInSteps(
      create(model, api),
      [{ role: "user", content: question }],
      isStream,
    );
    expect(messages.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "user",
      "assistant",
      "user",
      "assistant",
    ]);
    const last = messages.at(-1);
    expect(extractText(last?.content ?? "")).toBe(answer);
    expect(last?.options?.api).toBe(api);
  });

  it("takes three steps in an agent, whose events tell what it thought", async () => {
    let thinking = "";
    const told = new Set<string | undefined>();
    const workflow = agent({ llm: create(model, api), tools: [weather] });
    let result: unknown;
    for await (const event of workflow.runStream(question)) {
      if (!agentStreamEvent.include(event)) continue;
      const options = readChunkOptions(event.data.raw);
      thinking += options?.thinking ?? "";
      if (options?.error !== undefined) throw options.error;
      told.add(options?.api);
      result = event.data.response;
    }
    expect(result).toBe(answer);
    expect(emulator.requests).toHaveLength(3);
    expect(thinking).not.toBe("");
    expect(told).toContain(api);
  });

  it("goes on in an agent after its memory was stored as JSON", async () => {
    const memory = createMemory();
    await agent({ llm: create(model, api), tools: [weather], memory }).run(question);
    const next = agent({ llm: create(model, api), tools: [weather], memory: store(memory) });
    const { data } = await next.run("Is it really warmer?");
    expect(data.result).toBe(toolLoop.nextAnswer);
  });

  it("goes on in the middle of an agent's loop that was stored as JSON", async () => {
    const memory = createMemory();
    await agent({ llm: create(model, api), tools: [weather], memory }).run(question);
    const stored: Message[] = await store(memory).get();
    const third = emulator.requests.at(-1)?.body;
    emulator.reset();
    emulator.on("warmer").reply(answer);
    // Until the result of the second call.
    const { data } = await agent({ llm: create(model, api), tools: [weather] }).run("", {
      chatHistory: stored.slice(0, 5),
    });
    expect(data.result).toBe(answer);
    expect(emulator.requests.at(-1)?.body).toEqual(third);
  });

  it("hands its conversation over to a model of another API", async () => {
    const memory = createMemory();
    await agent({ llm: create(model, api), tools: [weather], memory }).run(question);
    const snapshot = memory.snapshot();
    for (const [other, otherAPI] of [["gpt-4o-mini", "chat"], ...models] as const) {
      emulator.reset();
      emulator.on("warmer").reply(toolLoop.nextAnswer);
      const next = agent({
        llm: create(other, otherAPI, false),
        tools: [weather],
        memory: loadMemory(snapshot),
      });
      const { data } = await next.run("Is it really warmer?");
      expect(data.result).toBe(toolLoop.nextAnswer);
    }
  });
});
