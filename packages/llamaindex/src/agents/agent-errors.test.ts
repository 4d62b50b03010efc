import { useEmulator } from "@cometapi/testing/emulated";
import { error, toolCall } from "@cometapi/emulator";
import { sseResponse } from "@cometapi/testing";
import { agent } from "@llamaindex/workflow";
import { createMemory, loadMemory } from "llamaindex";
import { describe, expect, it } from "vitest";
import {
  agentMemoryAdapter,
  type CometAPI,
  cometapi,
  type CometAPISettings,
  isAgentFailure,
} from "../index.ts";

const emulator = useEmulator();

function create(settings: CometAPISettings = {}): CometAPI {
  return cometapi("gpt-4o-mini", {
    apiKey: "k",
    baseURL: emulator.url,
    maxRetries: 0,
    ...settings,
  });
}

function sentText(): string {
  return JSON.stringify(emulator.requests.at(-1)?.body);
}

const words = /could not answer/;

describe("an agent's failure", () => {
  it("is told from an answer, also after it was stored as JSON", async () => {
    emulator.on().reply(error(401)).reply("Hello.");
    const failed = await agent({ llm: create(), tools: [] }).run("Hi");
    const answered = await agent({ llm: create(), tools: [] }).run("Hi");
    expect(failed.data.result).toMatch(words);
    expect(isAgentFailure(failed.data.result)).toBe(true);
    expect(isAgentFailure(JSON.parse(JSON.stringify(failed.data.message)))).toBe(true);
    expect(isAgentFailure(answered.data.result)).toBe(false);
    expect(isAgentFailure(answered.data.message)).toBe(false);
  });

  it("is sent to no model when the conversation goes on", async () => {
    emulator.on().reply(error(401)).reply("Hello.");
    const memory = createMemory();
    await agent({ llm: create(), tools: [], memory }).run("Hi");
    const stored = loadMemory(memory.snapshot());
    const { data } = await agent({ llm: create(), tools: [], memory: stored }).run("Still there?");
    expect(data.result).toBe("Hello.");
    expect(sentText()).toContain("Still there?");
    expect(sentText()).not.toMatch(words);
  });

  it("stays out of a memory with the adapter, which keeps that there was one", async () => {
    emulator.on().reply(error(401)).reply("Hello.");
    const memory = createMemory({ customAdapters: { cometapi: agentMemoryAdapter } });
    const { data } = await agent({ llm: create(), tools: [], memory }).run("Hi");
    expect(data.result).toMatch(words);
    const [, failed] = await loadMemory(memory.snapshot()).get();
    expect(failed).toEqual({
      role: "assistant",
      content: "",
      options: { error: { message: expect.stringMatching(words) } },
    });
    expect(failed && isAgentFailure(failed)).toBe(true);
    await agent({ llm: create(), tools: [], memory }).run("Still there?");
    expect(sentText()).not.toMatch(words);
    expect(emulator.requests.at(-1)?.body).toMatchObject({
      messages: [{ role: "system" }, { role: "user" }, { role: "user" }],
    });
  });

  it("keeps what had been said before it", async () => {
    const chunks = [{ choices: [{ index: 0, delta: { content: "It is" } }] }];
    emulator
      .on()
      .reply(sseResponse([...chunks, { error: { message: "broken" } }]))
      .reply("Warm.");
    const memory = createMemory({ customAdapters: { cometapi: agentMemoryAdapter } });
    const { data } = await agent({ llm: create(), tools: [], memory }).run("Hi");
    expect(data.result).toMatch(/^It is.*could not answer: broken/s);
    expect(await memory.get()).toMatchObject([{}, { content: "It is" }]);
  });

  it("is told in the words of a function", async () => {
    emulator.on().reply(error(429));
    const told: unknown[] = [];
    const onAgentError = (failure: unknown): string => {
      told.push(failure);
      return "Please try again later.";
    };
    const { data } = await agent({ llm: create({ onAgentError }), tools: [] }).run("Hi");
    expect(data.result).toContain("Please try again later.");
    expect(isAgentFailure(data.result)).toBe(true);
    expect(told).toMatchObject([{ code: "rate-limit" }]);
  });

  it("is thrown where the function throws it", async () => {
    emulator.on().reply(error(429));
    const onAgentError = (failure: unknown): string => {
      throw failure;
    };
    const params = { messages: [{ role: "user" as const, content: "Hi" }], tools: [] };
    const call = create({ onAgentError }).chat({ ...params, stream: true });
    await expect(call).rejects.toMatchObject({ code: "rate-limit" });
  });

  it("is told in the words of a function where a structured answer fails", async () => {
    emulator.on().reply(error(429));
    const llm = create({ onAgentError: () => "Later." });
    const { newMessages, object } = await llm.exec({
      messages: [{ role: "assistant", content: "Ada is 36." }],
      responseFormat: { type: "object" },
    });
    expect(newMessages).toMatchObject([{ content: expect.stringContaining("Later.") }]);
    expect(isAgentFailure(newMessages[0] ?? "")).toBe(true);
    expect(object).toBeUndefined();
  });
});

describe("an answer of an agent that is empty", () => {
  it.each([
    ["length", /tokens were used up.*maxTokens/],
    ["content_filter", /content filter held it back/],
  ])("because of %s says so", async (finishReason, message) => {
    const choice = { index: 0, delta: { reasoning_content: "Hm" }, finish_reason: finishReason };
    emulator.on().reply(sseResponse([{ choices: [choice] }]));
    const { data } = await agent({ llm: create(), tools: [] }).run("Hi");
    expect(data.result).toMatch(message);
    expect(isAgentFailure(data.result)).toBe(true);
  });

  it.each([
    ["though it ended well", { delta: {}, finish_reason: "stop" }, ""],
    ["of nothing but a refusal", { delta: { refusal: "No." }, finish_reason: "length" }, "No."],
    ["after some text", { delta: { content: "It" }, finish_reason: "length" }, "It"],
  ])("is no failure %s", async (_name, choice, result) => {
    emulator.on().reply(sseResponse([{ choices: [{ index: 0, ...choice }] }]));
    const { data } = await agent({ llm: create(), tools: [] }).run("Hi");
    expect(data.result).toBe(result);
  });

  it("is none where an image or a call was made", async () => {
    emulator.on().reply(toolCall("now", {})).reply("9.");
    const now = {
      metadata: { name: "now", description: "Tells the time", parameters: { type: "object" } },
      call: () => "9",
    };
    expect((await agent({ llm: create(), tools: [now] }).run("Hi")).data.result).toBe("9.");
  });

  it("is handed out as it is outside of agents, with the reason", async () => {
    const choice = { index: 0, delta: {}, finish_reason: "length" };
    emulator.on().reply(sseResponse([{ choices: [choice] }]));
    const messages = [{ role: "user" as const, content: "Hi" }];
    const reasons: unknown[] = [];
    for await (const { options } of await create().chat({ messages, stream: true })) {
      reasons.push(options?.finishReason);
    }
    expect(reasons).toEqual(["length"]);
  });
});
