import { toolLoop, useToolLoop } from "@cometapi/testing/emulated";
import { describe, expect, it } from "vitest";
import { API_KEY, ask, runToolLoop, textOfLast } from "../../../../test/run-tool-loop.ts";
import { isObject } from "../../../json-access.ts";
import type { AssistantPart, ChatMessage, ChatRequest, FunctionTool } from "../../chat-request.ts";

const ANSWER = toolLoop.answer;
const WEATHER: FunctionTool = {
  type: "function",
  name: "get_weather",
  description: "Tells the weather.",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};
/** One that is told a budget, and one that decides itself. */
const MODELS = ["claude-sonnet-4-5", "claude-opus-5"];

const emulator = useToolLoop({ apiKey: API_KEY, seed: 1 });

interface Loop {
  /** The model of each step; the last one goes on. */
  models: readonly string[];
  isStream?: boolean;
  messages?: readonly ChatMessage[];
  /** What the application keeps of an answer. */
  keep?: (content: AssistantPart[]) => AssistantPart[];
}

/** Runs the loop and gives the conversation. */
async function run({ models, ...loop }: Loop): Promise<ChatMessage[]> {
  const { messages } = await runToolLoop({
    ...loop,
    baseURL: emulator.url,
    requestOf: (step) => {
      const model = models[step] ?? models.at(-1) ?? "";
      const api = model.startsWith("claude") ? "messages" : "chat";
      return { model, api, tools: [WEATHER], reasoningEffort: "high" };
    },
  });
  return messages;
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

describe("three steps with tools and thinking", () => {
  it.each(MODELS.flatMap((model) => [[model, true] as const, [model, false] as const]))(
    "come through with %s, streamed: %s",
    async (model, isStream) => {
      expect(textOfLast(await run({ models: [model], isStream }))).toBe(ANSWER);
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
    expect(textOfLast(await run({ models: [model], keep }))).toBe(ANSWER);
  });

  it("fail when a model that decides itself does not see its thoughts again", async () => {
    const lost = run({ models: ["claude-opus-5"], keep: withoutReasoning });
    await expect(lost).rejects.toThrow("cannot be modified");
  });

  it("go on without thinking when a model that takes a budget does not", async () => {
    const messages = await run({ models: ["claude-sonnet-4-5"], keep: withoutReasoning });
    expect(textOfLast(messages)).toBe(ANSWER);
    expect(emulator.requests.at(-1)?.body).not.toHaveProperty("thinking");
  });

  it.each(MODELS)("go on with %s after another model's API began", async (model) => {
    const messages = await run({ models: ["gpt-4o-mini", model] });
    expect(textOfLast(messages)).toBe(ANSWER);
  });

  it("go on with another API after Claude began", async () => {
    const messages = await run({ models: ["claude-sonnet-4-5", "gpt-4o-mini"] });
    expect(textOfLast(messages)).toBe(ANSWER);
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
    const { choice } = await ask(emulator.url, request, true);
    const { content, text, citations, vendorBlocks } = choice;
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
    const next = await ask(emulator.url, { ...request, messages }, true);
    expect(next.choice.text).toBe("Rome too.");
    expect(sentBlocks()[1]).toEqual([
      "redacted_thinking",
      "server_tool_use",
      "web_search_tool_result",
      "text",
    ]);
  });
});
