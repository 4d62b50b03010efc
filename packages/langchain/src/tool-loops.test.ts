import { toolLoop, useToolLoop } from "@cometapi/testing/emulated";
import {
  type BaseMessage,
  HumanMessage,
  mapChatMessagesToStoredMessages,
  mapStoredMessagesToChatMessages,
  type StoredMessage,
} from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { createAgent } from "langchain";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ChatCometAPI } from "./chat-model.ts";
import type { ChatCometAPIOptions } from "./chat-settings.ts";

const { question, answer, models } = toolLoop;
const emulator = useToolLoop();

const weather = tool(() => toolLoop.result, {
  ...toolLoop.tool,
  schema: z.object({ city: z.string() }),
});

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

/** The conversation after it was stored in a database. */
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
    expect(next.at(-1)?.text).toBe(toolLoop.nextAnswer);
  });

  it("hands its conversation over to a model of another API", async () => {
    const messages = await ask(createModel(id, { api }), [new HumanMessage(question)]);
    for (const [other, otherAPI] of [["gpt-4o-mini", "chat"], ...models] as const) {
      emulator.reset();
      emulator.on("warmer").reply(toolLoop.nextAnswer);
      const next = await ask(createModel(other, { api: otherAPI, reasoningEffort: undefined }), [
        ...messages,
        new HumanMessage("Is it really warmer?"),
      ]);
      expect(next.at(-1)?.text).toBe(toolLoop.nextAnswer);
    }
  });
});
