import { type TestEmulator, toolLoop, useEmulator, useToolLoop } from "@cometapi/testing/emulated";
import { describe, expect, it } from "vitest";
import { API_KEY, QUESTION, runToolLoop, textOfLast } from "../../../../test/run-tool-loop.ts";
import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { AssistantPart, ChatMessage, ChatRequest } from "../../chat-request.ts";

const ANSWER = toolLoop.answer;

const emulator = useToolLoop({ apiKey: API_KEY, seed: 1 });
/** Stands for another account at OpenAI, which knows nothing about the first one. */
const otherAccount = useEmulator({ apiKey: API_KEY, seed: 1 });

interface Loop {
  model: string;
  isStream: boolean;
  messages?: ChatMessage[];
  options?: Partial<ChatRequest>;
  /** What the application keeps of an answer. */
  keep?: (content: AssistantPart[]) => AssistantPart[];
  /** The emulator that is asked. Default: the first one. */
  server?: TestEmulator;
}

/** Runs the loop and gives the conversation with all warnings. */
function run({ model, options, server = emulator, ...loop }: Loop) {
  return runToolLoop({
    ...loop,
    baseURL: server.url,
    requestOf: () => ({
      model,
      api: "responses",
      tools: [{ type: "function", name: "get_weather", description: "Tells the weather." }],
      ...options,
    }),
  });
}

/** The items of one kind in the last request that was sent. */
function sentItems(type: string, { requests } = emulator): JSONObject[] {
  const body = requests.at(-1)?.body;
  const input = isJSONObject(body) ? body["input"] : undefined;
  return (Array.isArray(input) ? input : [])
    .filter(isJSONObject)
    .filter((item) => item["type"] === type);
}

describe("three steps with tools and reasoning", () => {
  it.each([
    ["gpt-5.6-sol", true, { reasoningEffort: "high" }],
    ["gpt-5.6-sol", false, { reasoningEffort: "high" }],
    ["gpt-5.6-sol", true, {}],
    ["gpt-5.6-sol", true, { store: true }],
    ["o3-pro", true, { reasoningEffort: "low" }],
    ["o3-pro", false, {}],
    ["gpt-4.1", true, {}],
  ])("come through with %s, streamed: %s, %j", async (model, isStream, options) => {
    const { messages, warnings } = await run({ model, isStream, options });
    expect([textOfLast(messages), warnings]).toEqual([ANSWER, []]);
    expect(emulator.requests).toHaveLength(3);
  });

  it("send all reasoning back, encrypted and in its place", async () => {
    const options = { reasoningEffort: "high" };
    const { messages } = await run({ model: "gpt-5.6-sol", isStream: true, options });
    const contents = messages.flatMap(({ content }) =>
      typeof content === "string" ? [] : content,
    );
    const thoughts = contents.filter((part) => part.type === "reasoning");
    expect(thoughts).toHaveLength(2);
    expect(thoughts.every((part) => "text" in part && part.text !== "")).toBe(true);
    const sent = sentItems("reasoning");
    expect(sent.map((item) => item["encrypted_content"])).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
    expect(sent.some((item) => "id" in item)).toBe(false);
    expect(sentItems("item_reference")).toEqual([]);
  });

  it("go on after the conversation was stored as JSON, by another process", async () => {
    const { messages } = await run({ model: "gpt-5.6-sol", isStream: true });
    emulator.reset();
    emulator.on("And Rome").reply("Rome is warm.");
    const stored: ChatMessage[] = JSON.parse(
      JSON.stringify([...messages, { role: "user", content: "And Rome?" }]),
    );
    const longer = await run({ model: "gpt-5.6-sol", isStream: false, messages: stored });
    expect(textOfLast(longer.messages)).toBe("Rome is warm.");
    expect(sentItems("function_call")).toHaveLength(2);
  });

  it("need the reasoning: without it the next step is refused", async () => {
    const keep = (content: AssistantPart[]) => content.filter(({ type }) => type !== "reasoning");
    await expect(run({ model: "gpt-5.6-sol", isStream: true, keep })).rejects.toThrow(
      "without its required 'reasoning' item",
    );
  });

  it("go on where another account is reached, which cannot read the reasoning", async () => {
    const { messages } = await run({ model: "gpt-5.6-sol", isStream: true });
    const foreign = messages.map((message): ChatMessage => {
      const { role, content } = message;
      if (role !== "assistant" || typeof content === "string") return message;
      return { role, content: content.map(encryptOtherwise) };
    });
    otherAccount.on("And Rome").reply("Rome is warm.");
    const longer = await run({
      model: "gpt-5.6-sol",
      isStream: true,
      messages: [...foreign, { role: "user", content: "And Rome?" }],
      server: otherAccount,
    });
    expect(textOfLast(longer.messages)).toBe("Rome is warm.");
    expect(longer.warnings).toMatchObject([{ option: "messages", action: "dropped" }]);
    expect(otherAccount.requests).toHaveLength(2);
    expect(sentItems("reasoning", otherAccount)).toEqual([]);
    expect(sentItems("function_call", otherAccount)).toHaveLength(2);
  });

  it("go on from another model's calls, of another API", async () => {
    const messages: ChatMessage[] = [
      QUESTION,
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hm.", echo: { api: "messages", data: { signature: "x" } } },
          { type: "tool-call", id: "toolu_1", name: "get_weather", arguments: "{}" },
        ],
      },
      { role: "tool", toolCallId: "toolu_1", content: "20" },
    ];
    const longer = await run({ model: "gpt-5.6-sol", isStream: true, messages });
    expect(textOfLast(longer.messages)).toBe(ANSWER);
  });
});

function encryptOtherwise(part: AssistantPart): AssistantPart {
  if (part.type !== "reasoning" || part.echo === undefined) return part;
  const data = { ...part.echo.data, encrypted_content: "gAAAAABotherAccount" };
  return { ...part, echo: { ...part.echo, data } };
}
