import { useEmulator } from "@cometapi/testing/emulated";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import * as langchain from "langchain";
import { type AgentMiddleware, createAgent, createMiddleware } from "langchain";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ChatCometAPI } from "./chat-model.ts";

const modelIds = {
  chat: "gpt-4o-mini",
  responses: "gpt-5",
  messages: "claude-sonnet-4-5",
  gemini: "gemini-2.5-flash",
};

/** A picture of one pixel. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

const weather = tool(({ city }) => `The weather in ${city} is sunny, 17.3 degrees.`, {
  name: "get_weather",
  description: "Get the current weather in a city",
  schema: z.object({ city: z.string().describe("Name of the city") }),
});

const draw = tool(
  () => [{ type: "image", source_type: "base64", data: PIXEL, mime_type: "image/png" }],
  { name: "draw", description: "Draw a picture", schema: z.object({ subject: z.string() }) },
);

// LangChain's type of its middleware does not compile under `exactOptionalPropertyTypes`.
const framework: object = langchain;
const createSummarization: (options: object) => AgentMiddleware = Reflect.get(
  framework,
  "summarizationMiddleware",
);

function listIn(body: unknown, field: string): unknown[] {
  const value: unknown = typeof body === "object" && body !== null && Reflect.get(body, field);
  return Array.isArray(value) ? value : [];
}

describe("createAgent", () => {
  const emulator = useEmulator();
  let model: ChatCometAPI;

  beforeAll(async () => {
    model = new ChatCometAPI("gpt-4o-mini", { apiKey: "sk-any-key-1", baseURL: emulator.url });
  });

  it("runs a tool and answers with its result", async () => {
    const agent = createAgent({ model, tools: [weather] });
    const { messages } = await agent.invoke({
      messages: [new HumanMessage("What is the weather in Lisbon?")],
    });
    expect(messages.map(({ type }) => type)).toEqual(["human", "ai", "tool", "ai"]);
    expect(messages.at(-1)?.text).toContain("17.3");
  });

  it("streams its messages through LangGraph, token by token, each under its own id", async () => {
    const agent = createAgent({ model, tools: [weather] });
    const texts = new Map<string | undefined, string>();
    const stream = await agent.stream(
      { messages: [new HumanMessage("What is the weather in Lisbon?")] },
      { streamMode: "messages" },
    );
    for await (const [message] of stream) {
      if (!AIMessage.isInstance(message)) texts.set(message.id, "");
      else texts.set(message.id, (texts.get(message.id) ?? "") + message.text);
    }
    expect(texts.size).toBe(3);
    expect([...texts.values()].at(-1)).toContain("17.3");
  });

  it("asks the vendor to keep to a schema, because the profile says that it can", async () => {
    const before = emulator.requests.length;
    const agent = createAgent({
      model,
      tools: [],
      responseFormat: z.object({ city: z.string(), degrees: z.number() }),
    });
    const { structuredResponse } = await agent.invoke({
      messages: [new HumanMessage("It is 17 degrees in Lisbon. Extract city and degrees.")],
    });
    expect(structuredResponse).toEqual({ city: expect.any(String), degrees: expect.any(Number) });
    const body: unknown = emulator.requests[before]?.body;
    expect(body).toMatchObject({ response_format: { type: "json_schema" } });
  });

  it.each(["chat", "responses", "messages", "gemini"] as const)(
    "comes to an end where a tool returns a picture, on the API %s",
    async (api) => {
      const settings = { apiKey: "sk-any-key-1", baseURL: emulator.url, api, maxRetries: 0 };
      const agent = createAgent({
        model: new ChatCometAPI(modelIds[api], settings),
        tools: [draw],
      });
      const { messages } = await agent.invoke({ messages: [new HumanMessage("Draw a red fox")] });
      expect(messages.map(({ type }) => type)).toEqual(["human", "ai", "tool", "ai"]);
    },
  );

  it.each(["chat", "responses", "messages", "gemini"] as const)(
    "takes every schema of Zod 4 on the API %s, natively and as a tool",
    async (api) => {
      const schemas = [
        z.object({ city: z.string().default("Oslo") }),
        z.object({ city: z.string().optional() }),
        z.object({ place: z.object({ city: z.string() }).nullable() }),
        z.object({ value: z.union([z.string(), z.number()]) }),
        z.object({ list: z.array(z.string().nullable()) }),
      ];
      for (const structuredOutput of [true, false]) {
        const asked = new ChatCometAPI(modelIds[api], {
          apiKey: "sk-any-key-1",
          baseURL: emulator.url,
          api,
          maxRetries: 0,
          profile: { structuredOutput },
        });
        for (const responseFormat of schemas) {
          const agent = createAgent({ model: asked, tools: [], responseFormat });
          const { structuredResponse } = await agent.invoke({
            messages: [new HumanMessage("Extract it.")],
          });
          expect(responseFormat.safeParse(structuredResponse).error).toBeUndefined();
        }
      }
    },
  );

  it("offers the schema as a tool where the profile says that the vendor cannot", async () => {
    const before = emulator.requests.length;
    const agent = createAgent({
      model: new ChatCometAPI("gpt-4o-mini", {
        apiKey: "sk-any-key-1",
        baseURL: emulator.url,
        profile: { structuredOutput: false },
      }),
      tools: [],
      responseFormat: z.object({ city: z.string() }),
    });
    const { structuredResponse } = await agent.invoke({
      messages: [new HumanMessage("Extract the city: it is 17 degrees in Lisbon.")],
    });
    expect(structuredResponse).toEqual({ city: expect.any(String) });
    const body: unknown = emulator.requests[before]?.body;
    expect(body).toHaveProperty("tools");
    expect(body).not.toHaveProperty("response_format");
  });

  it("marks the repeated prompt for Claude's cache at each step, by the setting", async () => {
    const before = emulator.requests.length;
    const claude = new ChatCometAPI("claude-sonnet-4-5", {
      apiKey: "sk-any-key-1",
      baseURL: emulator.url,
      promptCaching: "1h",
    });
    const agent = createAgent({ model: claude, tools: [weather], systemPrompt: "Be brief." });
    await agent.invoke({ messages: [new HumanMessage("What is the weather in Lisbon?")] });
    const bodies = emulator.requests.slice(before).map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    const mark = { cache_control: { type: "ephemeral", ttl: "1h" } };
    for (const body of bodies) {
      expect(body).toMatchObject({ system: [{ text: "Be brief.", ...mark }] });
      expect(listIn(body, "messages").at(-1)).toMatchObject({ content: [mark] });
    }
  });

  it("marks it from a number of messages on, by a middleware's call option", async () => {
    const before = emulator.requests.length;
    const claude = new ChatCometAPI("claude-sonnet-4-5", {
      apiKey: "sk-any-key-1",
      baseURL: emulator.url,
    });
    const caching = createMiddleware({
      name: "CacheLongConversations",
      wrapModelCall: (request, handler) =>
        handler({
          ...request,
          modelSettings: {
            ...request.modelSettings,
            promptCaching: request.messages.length >= 3,
          },
        }),
    });
    const agent = createAgent({ model: claude, tools: [weather], middleware: [caching] });
    await agent.invoke({ messages: [new HumanMessage("What is the weather in Lisbon?")] });
    const marked = emulator.requests
      .slice(before)
      .map(({ body }) => JSON.stringify(body).includes("cache_control"));
    expect(marked).toEqual([false, true]);
  });

  it("lets summarization start by the model's profile", async () => {
    const small = new ChatCometAPI("gpt-4o-mini", {
      apiKey: "sk-any-key-1",
      baseURL: emulator.url,
      profile: { maxInputTokens: 200 },
    });
    const agent = createAgent({
      model: small,
      tools: [],
      middleware: [
        createSummarization({
          model: small,
          trigger: { fraction: 0.5 },
          keep: { messages: 1 },
        }),
      ],
    });
    const { messages } = await agent.invoke({
      messages: [
        new HumanMessage("The lighthouse was built in 1871. ".repeat(20)),
        new AIMessage("I see."),
        new HumanMessage("Say done"),
      ],
    });
    expect(messages.some(({ text }) => text.includes("summary"))).toBe(true);
  });
});
