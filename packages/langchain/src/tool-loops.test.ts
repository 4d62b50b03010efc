import { toolCall, type Emulator, startEmulator } from "@cometapi/emulator";
import {
  type BaseMessage,
  HumanMessage,
  mapChatMessagesToStoredMessages,
  mapStoredMessagesToChatMessages,
  type StoredMessage,
} from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { createAgent } from "langchain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { ChatCometAPI } from "./chat-model.ts";
import type { ChatCometAPIOptions } from "./chat-settings.ts";

// Two calls and the answer. The emulator refuses what the vendor refuses: a step without the thoughts,
// items or signatures of the steps before it.
const question = "Is it warmer in Oslo than in Lisbon?";
const answer = "Lisbon is warmer.";

const weather = tool(() => "20 degrees", {
  name: "get_weather",
  description: "Tells the weather of a city.",
  schema: z.object({ city: z.string() }),
});

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0, tokenDelayMs: 0 });
});
afterAll(() => emulator.close());

beforeEach(() => {
  emulator.reset();
  emulator
    .on("warmer")
    .reply(toolCall("get_weather", { city: "Oslo" }))
    .reply(toolCall("get_weather", { city: "Lisbon" }))
    .reply(answer)
    .reply("Yes.");
});

const models = [
  ["claude-sonnet-4-5", "messages"],
  ["claude-opus-5", "messages"],
  ["gpt-5.6-sol", "responses"],
  ["o3-pro", "responses"],
  ["gemini-3-pro-preview", "gemini"],
] as const;

function createModel(id: string, options: ChatCometAPIOptions): ChatCometAPI {
  return new ChatCometAPI(id, {
    apiKey: "sk-emulated",
    baseURL: emulator.url,
    reasoningEffort: "medium",
    maxRetries: 0,
    ...options,
  });
}

async function ask(model: ChatCometAPI, messages: BaseMessage[]): Promise<BaseMessage[]> {
  const agent = createAgent({ model, tools: [weather] });
  return (await agent.invoke({ messages })).messages;
}

/** As a database keeps a conversation. */
function store(messages: BaseMessage[]): BaseMessage[] {
  const stored: StoredMessage[] = JSON.parse(
    JSON.stringify(mapChatMessagesToStoredMessages(messages)),
  );
  return mapStoredMessagesToChatMessages(stored);
}

describe.each(models)("%s on %s", (id, api) => {
  it.each<[string, ChatCometAPIOptions]>([
    ["whole", {}],
    ["streamed inside", { streaming: true }],
    ["in v1 content", { outputVersion: "v1" }],
    ["streamed inside, in v1 content", { streaming: true, outputVersion: "v1" }],
  ])("takes three steps, %s", async (_how, options) => {
    const model = createModel(id, { api, ...options });
    const messages = await ask(model, [new HumanMessage(question)]);
    expect(messages.map(({ type }) => type)).toEqual(["human", "ai", "tool", "ai", "tool", "ai"]);
    expect(messages.at(-1)?.text).toBe(answer);
    expect(messages.at(-1)?.response_metadata).toMatchObject({ api });
  });

  it.each<[string, ChatCometAPIOptions]>([
    ["in v0 content", {}],
    ["in v1 content", { outputVersion: "v1" }],
  ])("goes on after the conversation was stored as JSON, %s", async (_how, options) => {
    const model = createModel(id, { api, ...options });
    const messages = await ask(model, [new HumanMessage(question)]);
    const next = await ask(model, [...store(messages), new HumanMessage("Is it really warmer?")]);
    expect(next.at(-1)?.text).toBe("Yes.");
  });

  it("hands its conversation over to a model of another API", async () => {
    const messages = await ask(createModel(id, { api }), [new HumanMessage(question)]);
    for (const [other, otherAPI] of [["gpt-4o-mini", "chat"], ...models] as const) {
      emulator.reset();
      emulator.on("warmer").reply("Yes.");
      const next = await ask(createModel(other, { api: otherAPI, reasoningEffort: undefined }), [
        ...messages,
        new HumanMessage("Is it really warmer?"),
      ]);
      expect(next.at(-1)?.text).toBe("Yes.");
    }
  });
});
