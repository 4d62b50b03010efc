import { toolLoop, useToolLoop } from "@cometapi/testing/emulated";
import { describe, expect, it } from "vitest";
import { CometAPIClient } from "../../../client.ts";
import { isObject } from "../../../json-access.ts";
import { accumulateChatEvents, type ChatChoice } from "../../accumulate-chat-events.ts";
import type { AssistantPart, ChatMessage, ChatRequest, FunctionTool } from "../../chat-request.ts";

const API_KEY = "sk-tool-loop-0123456789";
const ANSWER = toolLoop.answer;
const QUESTION: ChatMessage = { role: "user", content: toolLoop.question };
const WEATHER: FunctionTool = {
  type: "function",
  name: "get_weather",
  description: "Tells the weather.",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};
/** One that is told a budget, and one that decides itself. */
const MODELS = ["claude-sonnet-4-5", "claude-opus-5"];

const emulator = useToolLoop({ apiKey: API_KEY, seed: 1 });

async function answer(request: ChatRequest, isStream = true): Promise<ChatChoice> {
  const client = new CometAPIClient({ apiKey: API_KEY, baseURL: emulator.url, maxRetries: 0 });
  const events = isStream
    ? (await Array.fromAsync((await client.streamChat(request)).batches)).flat()
    : (await client.chat(request)).events;
  const [choice] = accumulateChatEvents(events).choices;
  if (choice === undefined) throw new Error("nothing was answered");
  return choice;
}

interface Loop {
  /** The model of each step; the last one goes on. */
  models: readonly string[];
  isStream?: boolean;
  messages?: readonly ChatMessage[];
  /** What the application keeps of an answer. */
  keep?: (content: AssistantPart[]) => AssistantPart[];
}

/** Runs the model until it answers, and gives the conversation. */
async function run({ models, isStream, messages: begun = [QUESTION], keep }: Loop) {
  const messages = [...begun];
  for (let step = 0; ; step += 1) {
    const model = models[step] ?? models.at(-1) ?? "";
    const api = model.startsWith("claude") ? "messages" : "chat";
    const request = { model, messages, api, tools: [WEATHER], reasoningEffort: "high" } as const;
    const { content, toolCalls } = await answer(request, isStream);
    messages.push({ role: "assistant", content: keep?.(content) ?? content });
    if (toolCalls.length === 0) return messages;
    for (const { id } of toolCalls) {
      messages.push({ role: "tool", toolCallId: id, content: "20 degrees" });
    }
  }
}

function withoutReasoning(content: AssistantPart[]): AssistantPart[] {
  return content.filter(({ type }) => type !== "reasoning");
}

/** The types of the blocks of each message in the last request that was sent. */
function sentBlocks(): unknown[] {
  return membersOf(emulator.requests.at(-1)?.body, "messages").map((message) =>
    membersOf(message, "content").map((block) => (isObject(block) ? block["type"] : block)),
  );
}

function membersOf(value: unknown, name: string): unknown[] {
  const list = isObject(value) ? value[name] : undefined;
  return Array.isArray(list) ? list : [];
}

function textOf(messages: readonly ChatMessage[]): string {
  const content = messages.at(-1)?.content ?? "";
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

describe("three steps with tools and thinking", () => {
  it.each(MODELS.flatMap((model) => [[model, true] as const, [model, false] as const]))(
    "come through with %s, streamed: %s",
    async (model, isStream) => {
      expect(textOf(await run({ models: [model], isStream }))).toBe(ANSWER);
      expect(emulator.requests).toHaveLength(3);
      expect(sentBlocks()).toEqual([
        ["text"],
        ["thinking", "tool_use"],
        ["tool_result"],
        ["thinking", "tool_use"],
        ["tool_result"],
      ]);
    },
  );

  it.each(MODELS)("come through with %s when every answer was stored as JSON", async (model) => {
    const keep: Loop["keep"] = (content) => JSON.parse(JSON.stringify(content));
    expect(textOf(await run({ models: [model], keep }))).toBe(ANSWER);
  });

  it("fail when a model that decides itself does not see its thoughts again", async () => {
    const lost = run({ models: ["claude-opus-5"], keep: withoutReasoning });
    await expect(lost).rejects.toThrow("cannot be modified");
  });

  it("go on without thinking when a model that takes a budget does not", async () => {
    const messages = await run({ models: ["claude-sonnet-4-5"], keep: withoutReasoning });
    expect(textOf(messages)).toBe(ANSWER);
    expect(emulator.requests.at(-1)?.body).not.toHaveProperty("thinking");
  });

  it.each(MODELS)("go on with %s after another model's API began", async (model) => {
    const messages = await run({ models: ["gpt-4o-mini", model] });
    expect(textOf(messages)).toBe(ANSWER);
  });

  it("go on with another API after Claude began", async () => {
    const messages = await run({ models: ["claude-sonnet-4-5", "gpt-4o-mini"] });
    expect(textOf(messages)).toBe(ANSWER);
  });
});

describe("an answer in parts", () => {
  it("comes with its redacted thoughts, its search and its citations, and goes back", async () => {
    emulator.on("sunny").reply({
      parts: [
        { reasoning: "Look it up.", isRedacted: true },
        {
          search: {
            query: "Oslo",
            results: [{ url: "https://a.example", title: "A", text: "Oslo is sunny today." }],
          },
        },
        {
          text: "Oslo is sunny.",
          citations: [{ url: "https://a.example", title: "A", quote: "Oslo is sunny" }],
        },
      ],
    });
    emulator.on("And Rome").reply("Rome too.");
    const tools = [
      {
        type: "vendor",
        id: "anthropic.web_search_20250305",
        name: "web_search",
        args: {},
      } as const,
    ];
    const request: ChatRequest = {
      model: "claude-opus-5",
      api: "messages",
      messages: [{ role: "user", content: "Is it sunny in Oslo?" }],
      tools,
      reasoningEffort: "low",
    };
    const { content, text, citations, vendorBlocks } = await answer(request);
    expect(text).toBe("Oslo is sunny.");
    expect(citations).toMatchObject([{ url: "https://a.example", startIndex: 0, endIndex: 14 }]);
    expect(vendorBlocks).toMatchObject([
      { toolCall: { name: "web_search" } },
      { toolResult: { name: "web_search" } },
    ]);
    const stored: AssistantPart[] = JSON.parse(JSON.stringify(content));
    const messages: ChatMessage[] = [
      ...request.messages,
      { role: "assistant", content: stored },
      { role: "user", content: "And Rome?" },
    ];
    expect((await answer({ ...request, messages })).text).toBe("Rome too.");
    expect(sentBlocks()[1]).toEqual([
      "redacted_thinking",
      "server_tool_use",
      "web_search_tool_result",
      "text",
    ]);
  });
});
