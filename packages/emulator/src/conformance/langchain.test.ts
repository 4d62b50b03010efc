import { useEmulator } from "@cometapi/testing/emulated";
import { ChatAnthropic } from "@langchain/anthropic";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import {
  HumanMessage,
  ToolMessage,
  type AIMessageChunk,
  type BaseMessage,
} from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatGoogle } from "@langchain/google";
import { ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { toolCall } from "../scripting/reply.ts";
import { apiKey, personText } from "../../test/samples.ts";

// LangChain with its own packages for the vendors.
const emulator = useEmulator({ apiKey, seed: 1 });
const openai = (more: object): BaseChatModel =>
  new ChatOpenAI({
    apiKey,
    maxRetries: 0,
    configuration: { baseURL: `${emulator.url}/v1` },
    ...more,
  });

const models: readonly (readonly [string, () => BaseChatModel])[] = [
  ["GPT on chat", () => openai({ model: "gpt-4o" })],
  ["GPT on Responses", () => openai({ model: "gpt-5.6-sol", useResponsesApi: true })],
  [
    "GPT on Responses that keeps nothing",
    () =>
      openai({
        model: "gpt-5.6-sol",
        useResponsesApi: true,
        zdrEnabled: true,
        modelKwargs: { include: ["reasoning.encrypted_content"] },
      }),
  ],
  [
    "Claude that thinks",
    () =>
      new ChatAnthropic({
        model: "claude-sonnet-4-5",
        apiKey,
        anthropicApiUrl: emulator.url,
        maxRetries: 0,
        maxTokens: 4000,
        thinking: { type: "enabled", budget_tokens: 1024 },
      }),
  ],
  [
    "Gemini 3",
    () =>
      new ChatGoogle({
        model: "gemini-3-pro-preview",
        apiKey,
        maxRetries: 0,
        endpoint: emulator.url,
      }),
  ],
];

describe.each(models)("LangChain with %s", (_name, create) => {
  const weather = tool(({ city }) => `20 degrees in ${city}`, {
    name: "get_weather",
    description: "Current weather in a city",
    schema: z.object({ city: z.string() }),
  });

  beforeEach(() => {
    emulator
      .on("warmer")
      .reply(toolCall("get_weather", { city: "Oslo" }))
      .reply(toolCall("get_weather", { city: "Lisbon" }))
      .reply("Lisbon is warmer.");
  });

  it("comes through three steps with tools, streamed", async () => {
    const model = create().bindTools?.([weather]);
    const messages: BaseMessage[] = [new HumanMessage("Is it warmer in Oslo than in Lisbon?")];
    for (let step = 0; step < 5; step += 1) {
      let answer: AIMessageChunk | undefined;
      for await (const chunk of (await model?.stream(messages)) ?? []) {
        answer = answer === undefined ? chunk : answer.concat(chunk);
      }
      if (answer === undefined) throw new Error("no answer");
      messages.push(answer);
      const calls = answer.tool_calls ?? [];
      if (calls.length === 0) break;
      for (const { id = "" } of calls) {
        messages.push(new ToolMessage({ tool_call_id: id, content: "20 degrees" }));
      }
    }
    expect(messages.at(-1)?.text).toBe("Lisbon is warmer.");
    expect(emulator.requests).toHaveLength(3);
  });

  it("answers whole", async () => {
    expect((await create().invoke("What is 6 times 7?")).text).toBe("6 * 7 = 42");
  });
});

describe("LangChain", () => {
  it("fills a schema", async () => {
    const model = openai({ model: "gpt-4o" }).withStructuredOutput(
      z.object({ name: z.string(), age: z.number() }),
    );
    expect(await model.invoke(personText)).toEqual({ name: "Ada Lovelace", age: 36 });
  });

  it("embeds", async () => {
    const embeddings = new OpenAIEmbeddings({
      model: "text-embedding-3-small",
      apiKey,
      configuration: { baseURL: `${emulator.url}/v1` },
    });
    expect(await embeddings.embedQuery("sea")).toHaveLength(1536);
  });
});
