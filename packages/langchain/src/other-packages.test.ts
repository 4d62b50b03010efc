import { useEmulator } from "@cometapi/testing/emulated";
import type { ChatApiName } from "@cometapi/core";
import { toolCall } from "@cometapi/emulator";
import { ChatAnthropic } from "@langchain/anthropic";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  mapChatMessagesToStoredMessages,
  mapStoredMessagesToChatMessages,
  ToolMessage,
} from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatGoogle } from "@langchain/google";
import { ChatOpenAI } from "@langchain/openai";
import { createAgent } from "langchain";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ChatCometAPI } from "./chat-model.ts";

// Conversations that began with LangChain's own packages for vendors. The emulator signs reasoning and
// verifies the signatures that come back.
const apiKey = "sk-emulated";
const question = "Is it warmer in Oslo than in Lisbon?";

const emulator = useEmulator();

const whole = ["whole", {}] as const;
const streamed = ["streamed", { streaming: true }] as const;
const inV1 = ["in v1 content", { outputVersion: "v1" }] as const;
const streamedInV1 = ["streamed, in v1 content", { streaming: true, outputVersion: "v1" }] as const;

interface Shape {
  streaming?: boolean;
  outputVersion?: "v1";
}

// Each with the shapes of answers with which the package itself can continue.
const packages = [
  [
    "ChatOpenAI",
    "responses",
    "gpt-5.6-sol",
    (model: string, shape: Shape) =>
      new ChatOpenAI({
        model,
        apiKey,
        configuration: { baseURL: `${emulator.url}/v1` },
        useResponsesApi: true,
        zdrEnabled: true,
        modelKwargs: { include: ["reasoning.encrypted_content"] },
        maxRetries: 0,
        ...shape,
      }),
    [whole, streamed, inV1, streamedInV1],
  ],
  [
    "ChatAnthropic",
    "messages",
    "claude-sonnet-4-5",
    (model: string, shape: Shape) =>
      new ChatAnthropic({
        model,
        apiKey,
        anthropicApiUrl: emulator.url,
        maxTokens: 4000,
        thinking: { type: "enabled", budget_tokens: 1024 },
        maxRetries: 0,
        ...shape,
      }),
    [whole, streamed, inV1],
  ],
  [
    "ChatGoogle",
    "gemini",
    "gemini-3-pro-preview",
    (model: string, shape: Shape) =>
      new ChatGoogle({ model, apiKey, endpoint: emulator.url, maxRetries: 0, ...shape }),
    [whole, streamed, streamedInV1],
  ],
] as const;

const models = [
  ["gpt-4o-mini", "chat"],
  ["gpt-5.6-sol", "responses"],
  ["claude-sonnet-4-5", "messages"],
  ["gemini-3-pro-preview", "gemini"],
] as const;

const weather = tool(({ city }) => `20 degrees in ${city}`, {
  name: "get_weather",
  description: "Tells the weather of a city.",
  schema: z.object({ city: z.string() }),
});

/** A conversation of two calls and an answer. */
async function converse(model: BaseChatModel): Promise<BaseMessage[]> {
  emulator
    .on("warmer")
    .reply(toolCall("get_weather", { city: "Oslo" }))
    .reply(toolCall("get_weather", { city: "Lisbon" }))
    .reply("Lisbon is warmer.");
  return ask(model, [new HumanMessage(question)]);
}

async function ask(model: BaseChatModel, messages: BaseMessage[]): Promise<BaseMessage[]> {
  return (await createAgent({ model, tools: [weather] }).invoke({ messages })).messages;
}

/** Continues a conversation, and returns the signatures that went back with it. */
async function goOn(model: BaseChatModel, messages: BaseMessage[]): Promise<string[]> {
  emulator.reset();
  emulator.on("warmer").reply("Yes.");
  // In the middle of a tool loop, where vendors check most.
  const next = await ask(model, messages.slice(0, -1));
  expect(next.at(-1)?.text).toBe("Yes.");
  expect(emulator.requests).toHaveLength(1);
  return findProofs(emulator.requests[0]?.body);
}

const proofs = new Set(["signature", "thoughtSignature", "encrypted_content"]);

function findProofs(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    proofs.has(name) && typeof field === "string" ? [field] : findProofs(field),
  );
}

function createOurs(id: string, api: ChatApiName, shape: Shape = {}): ChatCometAPI {
  return new ChatCometAPI(id, {
    api,
    apiKey,
    baseURL: emulator.url,
    maxRetries: 0,
    reasoningEffort: api === "chat" ? undefined : "medium",
    ...shape,
  });
}

function createPeer(shape: Shape): ChatAnthropic {
  return new ChatAnthropic({
    model: "claude-sonnet-4-5",
    apiKey,
    anthropicApiUrl: emulator.url,
    maxRetries: 0,
    ...shape,
  });
}

/** The conversation after it was stored in a database. */
function store(messages: BaseMessage[]): BaseMessage[] {
  const stored = JSON.stringify(mapChatMessagesToStoredMessages(messages));
  return mapStoredMessagesToChatMessages(JSON.parse(stored));
}

/** The conversation after a middleware made each answer anew from its blocks. */
function rebuild(messages: BaseMessage[]): BaseMessage[] {
  return messages.map((message) =>
    AIMessage.isInstance(message)
      ? new AIMessage({ contentBlocks: message.contentBlocks.map((block) => ({ ...block })) })
      : message,
  );
}

describe.each(packages)("a conversation that %s began", (_name, api, id, create, shapes) => {
  it.each(shapes)("goes on with all that was signed, %s", async (_how, shape) => {
    const messages = await converse(create(id, shape));
    const expected = await goOn(create(id, {}), messages);
    expect(expected.length).toBeGreaterThan(0);
    expect(await goOn(createOurs(id, api), messages)).toEqual(expected);
    expect(await goOn(createOurs(id, api), store(messages))).toEqual(expected);
  });

  it.each(shapes)("goes on with models of other APIs, %s", async (_how, shape) => {
    const messages = await converse(create(id, shape));
    for (const [other, otherAPI] of models) {
      if (otherAPI === api) continue;
      const sent = await goOn(createOurs(other, otherAPI), messages);
      expect(sent.filter((proof) => JSON.stringify(messages).includes(proof))).toEqual([]);
    }
  });
});

it.each(models)(
  "what ChatOpenAI left with OpenAI goes on without it, with %s on %s",
  async (id, api) => {
    const messages = await converse(
      new ChatOpenAI({
        model: "gpt-5.6-sol",
        apiKey,
        configuration: { baseURL: `${emulator.url}/v1` },
        useResponsesApi: true,
        maxRetries: 0,
      }),
    );
    const sent = await goOn(createOurs(id, api), messages);
    expect(sent.filter((proof) => JSON.stringify(messages).includes(proof))).toEqual([]);
    expect(JSON.stringify(emulator.requests[0]?.body)).not.toMatch(/"rs_/);
  },
);

// ChatGoogle's blocks lack the ids of calls, so a conversation cannot continue from them alone.
const rebuildable = packages.filter(([, api]) => api !== "gemini");

describe.each(rebuildable)("a conversation that %s began", (_name, api, id, create, shapes) => {
  it.each(shapes)(
    "goes on with all that was signed when its blocks were written anew, %s",
    async (_how, shape) => {
      const messages = await converse(create(id, shape));
      const expected = await goOn(create(id, {}), messages);
      expect(await goOn(createOurs(id, api), rebuild(messages))).toEqual(expected);
      expect(await goOn(createOurs(id, api), rebuild(store(messages)))).toEqual(expected);
    },
  );
});

const signing = models.filter(([, api]) => api !== "chat");

describe.each(signing)("a conversation that %s began on %s", (id, api) => {
  it.each([whole, streamed, inV1, streamedInV1])(
    "goes on with all that was signed when its blocks were written anew, %s",
    async (_how, shape) => {
      const model = createOurs(id, api, shape);
      const messages = await converse(model);
      const expected = await goOn(model, messages);
      expect(expected.length).toBeGreaterThan(0);
      expect(await goOn(model, rebuild(messages))).toEqual(expected);
      expect(await goOn(model, rebuild(store(messages)))).toEqual(expected);
    },
  );
});

describe("a search that a vendor ran", () => {
  const [openai, anthropic] = packages;
  const searching = { tools: [{ type: "web_search_20250305", name: "web_search" }] };
  const sought = new HumanMessage("Who won the 2031 world chess championship?");
  const next = new HumanMessage("And who lost?");

  function sentTypes(): unknown[] {
    const body: { messages: { content: unknown }[] } = JSON.parse(
      JSON.stringify(emulator.requests.at(-1)?.body),
    );
    const content = body.messages[1]?.content;
    return Array.isArray(content) ? content.map((block) => Reflect.get(Object(block), "type")) : [];
  }

  it.each([whole, streamed])(
    "for ChatAnthropic goes back to Anthropic as it was, %s",
    async (_how, shape) => {
      const [, api, id] = anthropic;
      const found = await createPeer(shape).invoke([sought], searching);
      const ours = createOurs(id, api, {});
      for (const answer of [found, ...store([found])]) {
        emulator.reset();
        const answered = await ours.invoke([sought, answer, next], searching);
        expect(answered.response_metadata["warnings"]).toBeUndefined();
        expect(sentTypes()).toEqual(["server_tool_use", "web_search_tool_result", "text"]);
        expect(JSON.stringify(emulator.requests[0]?.body)).toMatch(
          /"input":\{"query":"[^"]+"\}.*"encrypted_content":"\w/,
        );
      }
    },
  );

  it("is left out, with a warning, where its v1 content lacks what Anthropic encrypted", async () => {
    const [, api, id] = anthropic;
    const found = await createPeer({ outputVersion: "v1" }).invoke([sought], searching);
    const answered = await createOurs(id, api, {}).invoke([sought, found, next], searching);
    expect(answered.response_metadata["warnings"]).toMatchObject([
      { action: "dropped", message: expect.stringContaining("server_tool_call") },
      { action: "dropped", message: expect.stringContaining("server_tool_call_result") },
    ]);
    expect(sentTypes()).toEqual(["text"]);
  });

  it("for ChatOpenAI goes back to OpenAI with the reasoning that led to it, or not at all", async () => {
    const [, api, id, create] = openai;
    const tools = { tools: [{ type: "web_search" }] };
    const found = await create(id, {}).invoke([sought], tools);
    await createOurs(id, api, {}).invoke([sought, found, next], tools);
    expect(JSON.stringify(emulator.requests.at(-1)?.body)).toMatch(
      /"type":"reasoning".*"type":"web_search_call"/,
    );
    Reflect.deleteProperty(Object(found.additional_kwargs["reasoning"]), "encrypted_content");
    const answered = await createOurs(id, api, {}).invoke([sought, found, next], tools);
    expect(answered.response_metadata["warnings"]).toHaveLength(2);
    expect(JSON.stringify(emulator.requests.at(-1)?.body)).not.toContain("web_search_call");
  });

  it("goes to no other vendor, which gets what was found in words", async () => {
    const found = await createPeer({}).invoke([sought], searching);
    const [id, api] = models[0];
    await createOurs(id, api).invoke([sought, found, next]);
    expect(JSON.stringify(emulator.requests.at(-1)?.body)).not.toContain("encrypted_content");
    expect(JSON.stringify(emulator.requests.at(-1)?.body)).toContain(found.text.slice(0, 20));
  });
});

// Each of these packages sends its own answers back in a form that its vendor refuses.
describe.each([
  ["ChatAnthropic, streamed in v1 content", packages[1], { streaming: true, outputVersion: "v1" }],
  ["ChatGoogle, in v1 content", packages[2], { outputVersion: "v1" }],
] as const)("a call that %s made", (_how, [, api, id, create], shape) => {
  it("is answered here, with what was signed", async () => {
    emulator.on("warmer").reply(toolCall("get_weather", { city: "Oslo" }));
    const peer: BaseChatModel = create(id, shape);
    const asked = await peer.bindTools?.([weather]).invoke([new HumanMessage(question)]);
    if (asked === undefined) throw new Error("The package binds no tools.");
    const [call] = asked.tool_calls ?? [];
    const result = new ToolMessage({
      tool_call_id: call?.id ?? "",
      content: "20",
      name: "get_weather",
    });
    emulator.reset();
    const messages = [new HumanMessage(question), asked, result];
    const sent = createOurs(id, api).invoke(messages);
    await expect(sent).resolves.toHaveProperty("response_metadata.api", api);
    expect(findProofs(emulator.requests[0]?.body)).toHaveLength(1);
  });
});
