import { useEmulator } from "@cometapi/testing/emulated";
import { error, toolCall } from "@cometapi/emulator";
import { createInMemoryFetch, type RecordedRequest, sseResponse } from "@cometapi/testing";
import { LLMAgent } from "@llamaindex/core/agent";
import {
  agent,
  agentStreamEvent,
  agentToolCallResultEvent,
  multiAgent,
} from "@llamaindex/workflow";
import {
  ContextChatEngine,
  Document,
  LLMSingleSelector,
  QueryEngineTool,
  RouterQueryEngine,
  Settings,
  SimpleChatEngine,
  SummaryIndex,
  tool,
  VectorStoreIndex,
} from "llamaindex";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { markFailure } from "./agents/agent-failure.ts";
import {
  type CometAPI,
  CometAPIEmbedding,
  cometapi,
  type CometAPISettings,
  readChunkOptions,
} from "./index.ts";

const connection = { apiKey: "sk-framework-test" };
const emulator = useEmulator({ anyModel: true, tokenDelayMs: 1 });

beforeEach(() => {
  emulator.reset();
  Settings.llm = create();
  Settings.embedModel = new CometAPIEmbedding({ ...connection, baseURL: emulator.url });
});

function create(settings: CometAPISettings = {}): CometAPI {
  return cometapi({ ...connection, baseURL: emulator.url, ...settings });
}

interface SentMessage {
  role: string;
  content?: unknown;
  reasoning_content?: string;
  reasoning_details?: unknown;
  tool_calls?: { id: string; extra_content?: unknown }[];
}

function sentMessages(index: number): SentMessage[] {
  const body: { messages: SentMessage[] } = JSON.parse(
    JSON.stringify(emulator.requests.at(index)?.body),
  );
  return body.messages;
}

const documents = [
  new Document({ text: "The lighthouse of Sandvik was built in 1871 by Ingrid Halvorsen." }),
  new Document({ text: "The bakery of Sandvik opens at five in the morning." }),
];
const question = "When was the lighthouse of Sandvik built?";

const weather = tool({
  name: "get_weather",
  description: "Get the current weather in a city",
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `It is sunny in ${city}, 17.3 degrees.`,
});

const brokenCall = {
  index: 0,
  id: "call_1",
  type: "function",
  function: { name: "get_weather", arguments: '{"city":"Lisbon"' },
};

describe("chat engines", () => {
  it("keep a conversation", async () => {
    const engine = new SimpleChatEngine();
    await engine.chat({ message: "My name is Ada." });
    await engine.chat({ message: "Say hello" });
    expect(sentMessages(-1).map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    let text = "";
    for await (const part of await engine.chat({ message: "Count to 5", stream: true })) {
      text += part.delta;
    }
    expect(text).toBe("1 2 3 4 5");
  });

  it("answer from what a retriever finds, with the options of the chat", async () => {
    const index = await VectorStoreIndex.fromDocuments(documents);
    const engine = new ContextChatEngine({ retriever: index.asRetriever() });
    const { message } = await engine.chat({ message: question, chatOptions: { temperature: 0 } });
    expect(message.content).toContain("1871");
    expect(emulator.requests.at(-1)?.body).toMatchObject({ temperature: 0 });
  });
});

describe("query engines", () => {
  it("answer from an index, in one request", async () => {
    const index = await VectorStoreIndex.fromDocuments(documents);
    emulator.reset();
    const { message, sourceNodes } = await index.asQueryEngine().query({ query: question });
    expect(message.content).toContain("1871");
    expect(sourceNodes?.[0]?.node).toMatchObject({ text: expect.stringContaining("1871") });
    expect(emulator.requests.map(({ path }) => path)).toEqual([
      "/v1/embeddings",
      "/v1/chat/completions",
    ]);
  });

  it("stream", async () => {
    const index = await VectorStoreIndex.fromDocuments(documents);
    let text = "";
    for await (const part of await index.asQueryEngine().query({ query: question, stream: true })) {
      text += part.delta;
    }
    expect(text).toContain("1871");
  });

  it("are chosen by a router", async () => {
    const vectors = await VectorStoreIndex.fromDocuments(documents);
    const summary = await SummaryIndex.fromDocuments(documents);
    const router = new RouterQueryEngine({
      selector: new LLMSingleSelector({ llm: Settings.llm }),
      queryEngineTools: [
        { queryEngine: summary.asQueryEngine(), description: "Summarizes" },
        { queryEngine: vectors.asQueryEngine(), description: "Finds facts" },
      ],
    });
    emulator
      .on({ api: "chat" })
      .reply('[{"choice": 2, "reason": "A fact is asked for."}]')
      .reply("1871.");
    const { message, metadata } = await router.query({ query: question });
    expect(message.content).toContain("1871");
    expect(metadata).toMatchObject({ selectorResult: { selections: [{ index: 1 }] } });
  });
});

describe("agents", () => {
  it("run a tool and answer with its result", async () => {
    const { data } = await agent({ tools: [weather] }).run("What is the weather in Lisbon?");
    expect(data.result).toContain("17.3");
  });

  it("run tools called at once, each with its own result", async () => {
    emulator
      .on()
      .reply(toolCall("get_weather", { city: "Lisbon" }, toolCall("get_weather", { city: "Oslo" })))
      .reply("Done.");
    const cities: unknown[] = [];
    for await (const event of agent({ tools: [weather] }).runStream("Lisbon and Oslo?")) {
      if (agentToolCallResultEvent.include(event)) cities.push(event.data.toolKwargs);
    }
    expect(cities).toEqual([{ city: "Lisbon" }, { city: "Oslo" }]);
    expect(sentMessages(-1).map(({ role }) => role)).toEqual([
      "system",
      "user",
      "assistant",
      "tool",
      "tool",
    ]);
  });

  it("ask a query engine as a tool", async () => {
    const index = await VectorStoreIndex.fromDocuments(documents);
    const lookUp = new QueryEngineTool({
      queryEngine: index.asQueryEngine(),
      metadata: { name: "look_up", description: "Looks up when things in Sandvik were built" },
    });
    emulator
      .on({ tool: "look_up" })
      .reply(toolCall("look_up", { query: question }))
      .reply("1871.");
    const { data } = await agent({ tools: [lookUp] }).run(question);
    expect(data.result).toBe("1871.");
    expect(JSON.stringify(sentMessages(-1))).toContain("1871 by Ingrid");
  });

  it("give a structured answer", async () => {
    const responseFormat = z.object({ city: z.string(), degrees: z.number() });
    const { data } = await agent({ tools: [weather] }).run("What is the weather in Lisbon?", {
      responseFormat,
    });
    expect(data.object).toEqual({ city: expect.any(String), degrees: expect.any(Number) });
    expect(sentMessages(-1).map(({ role }) => role)).toEqual(["user"]);
  });

  it("hand over to one another", async () => {
    const forecaster = agent({
      name: "Forecaster",
      description: "Knows the weather",
      tools: [weather],
    });
    const receptionist = agent({ name: "Receptionist", tools: [], canHandoffTo: [forecaster] });
    emulator
      .on()
      .reply(toolCall("handOff", { toAgent: "Forecaster", reason: "weather" }))
      .reply(toolCall("get_weather", { city: "Lisbon" }))
      .reply("17.3 degrees.");
    const team = multiAgent({ agents: [receptionist, forecaster], rootAgent: receptionist });
    const { data } = await team.run("What is the weather in Lisbon?");
    expect(data.result).toBe("17.3 degrees.");
  });

  it("of the older kind run a tool, streamed", async () => {
    const older = new LLMAgent({ tools: [weather] });
    let text = "";
    const message = "What is the weather in Lisbon?";
    for await (const part of await older.chat({ message, stream: true })) {
      text += part.delta;
    }
    expect(text).toContain("17.3");
  });

  it("send the question of an unknown model whole, 900 words and all", async () => {
    const long = `${"word ".repeat(900)}What is the weather in Lisbon?`;
    Settings.llm = create({ model: "unheard-of-1" });
    await agent({ tools: [weather] }).run(long);
    await new SimpleChatEngine().chat({ message: long });
    for (const index of [0, -1]) {
      expect(sentMessages(index)).toContainEqual({ role: "user", content: long });
    }
  });

  it("send reasoning back with its tool calls, though they have dropped it", async () => {
    Settings.llm = create({ model: "deepseek-reasoner" });
    emulator
      .on()
      .reply({ ...toolCall("get_weather", { city: "Lisbon" }), reasoning: "I must look." })
      .reply("17.3 degrees.");
    await agent({ tools: [weather] }).run("What is the weather in Lisbon?");
    expect(sentMessages(-1).find(({ role }) => role === "assistant")).toMatchObject({
      reasoning_content: "I must look.",
    });
  });

  it("send reasoning back though the arguments of its call were no JSON", async () => {
    Settings.llm = create({ model: "deepseek-reasoner" });
    const chunk = {
      choices: [
        {
          index: 0,
          delta: { reasoning_content: "I must look.", tool_calls: [brokenCall] },
          finish_reason: "tool_calls",
        },
      ],
    };
    const body = `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
    emulator.on().reply(new Response(body)).reply("17.3 degrees.");
    await agent({ tools: [weather] }).run("What is the weather in Lisbon?");
    expect(sentMessages(-1).find(({ role }) => role === "assistant")).toMatchObject({
      reasoning_content: "I must look.",
    });
  });

  it("send the reasoning of a hand-over to the LLM of the one that takes over", async () => {
    const llm = (): CometAPI => create({ model: "deepseek-reasoner" });
    const call = toolCall("handOff", { toAgent: "Forecaster", reason: "weather" });
    emulator
      .on()
      .reply({ ...call, reasoning: "I hand over." })
      .reply("17.3 degrees.");
    const forecaster = agent({ name: "Forecaster", description: "Knows", tools: [], llm: llm() });
    const receptionist = agent({
      name: "Receptionist",
      tools: [],
      canHandoffTo: [forecaster],
      llm: llm(),
    });
    await multiAgent({ agents: [receptionist, forecaster], rootAgent: receptionist }).run("Rain?");
    expect(sentMessages(-1).find(({ role }) => role === "assistant")).toMatchObject({
      reasoning_content: "I hand over.",
    });
  });

  it("send each its own reasoning, though the vendor counts calls from 0 in every conversation", async () => {
    const sent: SentMessage[][] = [];
    const answer = ({ body }: RecordedRequest): Response => {
      const { messages }: { messages: SentMessage[] } = JSON.parse(JSON.stringify(body));
      sent.push(messages);
      const isOver = messages.some(({ role }) => role === "tool");
      const user = messages.find(({ role }) => role === "user")?.content;
      const profileCall = {
        index: 0,
        id: "functions.get_profile:0",
        type: "function",
        function: { name: "get_profile", arguments: "{}" },
      };
      const asking = { reasoning_content: `Who is ${String(user)}?`, tool_calls: [profileCall] };
      const delta = isOver ? { content: "Done." } : asking;
      return sseResponse([{ choices: [{ index: 0, delta, finish_reason: "stop" }] }]);
    };
    const { fetch } = createInMemoryFetch([answer, answer, answer, answer]);
    const llm = create({ model: "kimi-k2-thinking", fetch });
    const profile = {
      metadata: { name: "get_profile", description: "Profile", parameters: { type: "object" } },
      call: async () => {
        await vi.waitFor(() => expect(sent.length).toBeGreaterThanOrEqual(2));
        return "A profile.";
      },
    };
    await Promise.all(["Ada", "Bob"].map((name) => agent({ llm, tools: [profile] }).run(name)));
    const told = sent
      .slice(2)
      .map((messages) => [
        messages.find(({ role }) => role === "user")?.content,
        messages.find(({ role }) => role === "assistant")?.reasoning_content,
      ]);
    expect(told).toHaveLength(2);
    for (const [user, reasoning] of told) expect(reasoning).toBe(`Who is ${String(user)}?`);
  });

  it("have no structured answer when they failed, and ask nobody to invent one", async () => {
    emulator.on().reply(error(401)).reply('{"city":"Lisbon"}');
    Settings.llm = create({ maxRetries: 0 });
    const { data } = await agent({ tools: [] }).run("What is the weather?", {
      responseFormat: z.object({ city: z.string() }),
    });
    expect(data.result).toMatch(/The model could not answer:/);
    expect(data.object).toEqual({});
    expect(emulator.requests).toHaveLength(1);
  });

  it("tell what onUsage threw, after the answer", async () => {
    Settings.llm = create({
      onUsage: () => {
        throw new Error("The database is down.");
      },
    });
    const { data } = await agent({ tools: [] }).run("Say hello");
    expect(data.result).toBe(
      `hello${markFailure("The model could not answer: The database is down.", "hello")}`,
    );
  });

  it("send the vendor's own data of a call back (Gemini's thought signatures)", async () => {
    const extra = { google: { thought_signature: "c2lnbmF0dXJl" } };
    const call = {
      index: 0,
      id: "call_1",
      type: "function",
      function: { name: "get_weather", arguments: '{"city":"Lisbon"}' },
      extra_content: extra,
    };
    const chunk = { choices: [{ index: 0, delta: { tool_calls: [call] }, finish_reason: "stop" }] };
    const body = `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
    emulator.on().reply(new Response(body)).reply("17.3 degrees.");
    await agent({ tools: [weather] }).run("What is the weather in Lisbon?");
    const assistant = sentMessages(-1).find(({ role }) => role === "assistant");
    expect(assistant?.tool_calls?.[0]?.extra_content).toEqual(extra);
  });

  it("tell a failure instead of ending the process, with the error in the stream event", async () => {
    Settings.llm = create({
      model: "gpt-4o-mini",
      maxRetries: 0,
      baseURL: "http://127.0.0.1:1024",
    });
    const errors: unknown[] = [];
    let text = "";
    for await (const event of agent({ tools: [] }).runStream("Hello")) {
      if (!agentStreamEvent.include(event)) continue;
      text += event.data.delta;
      errors.push(readChunkOptions(event.data.raw)?.error);
    }
    expect(text).toMatch(/The model could not answer: .*127\.0\.0\.1:1024/s);
    expect(errors).toMatchObject([{ code: "connection" }]);
  });

  it("are not given a call of a tool they do not have, on which they would throw", async () => {
    emulator.on().reply(toolCall("get_horoscope", {}));
    const { data } = await agent({ tools: [weather] }).run("Hello");
    expect(data.result).toMatch(/`get_horoscope`, which it was not offered/);
  });
});

describe("a structured answer", () => {
  const responseFormat = z.object({ city: z.string() });
  const messages = [
    { role: "user" as const, content: "Extract the city from: it is warm in Lisbon" },
  ];

  it.each<[string, CometAPISettings]>([
    ["claude-sonnet-4-5", { reasoningEffort: "medium" }],
    ["claude-sonnet-4-5", { reasoningEffort: "medium", api: "chat" }],
    ["deepseek-reasoner", {}],
    ["newcomer-1", {}],
  ])("is given by %s with %j, streamed too", async (model, settings) => {
    const llm = create({ model, ...settings });
    const whole = await llm.exec({ messages, responseFormat });
    expect(whole.object).toEqual({ city: "Lisbon" });
    const streamed = await llm.exec({ messages, responseFormat, stream: true });
    expect((await Array.fromAsync(streamed.stream)).length).toBeGreaterThan(0);
    expect(streamed.object).toEqual({ city: "Lisbon" });
  });
});

describe("settings", () => {
  it("can be overridden for one task", async () => {
    const other = create({ model: "gpt-4.1-mini" });
    await Settings.withLLM(other, () => new SimpleChatEngine().chat({ message: "Say hello" }));
    await new SimpleChatEngine().chat({ message: "Say hello" });
    expect(emulator.requests.map(({ body }) => body)).toMatchObject([
      { model: "gpt-4.1-mini" },
      { model: "gpt-4o-mini" },
    ]);
  });
});
