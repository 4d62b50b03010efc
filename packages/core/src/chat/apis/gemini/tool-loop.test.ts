import { toolCall } from "@cometapi/emulator";
import { toolLoop, useToolLoop } from "@cometapi/testing/emulated";
import { describe, expect, it } from "vitest";
import { API_KEY, QUESTION, runToolLoop, textOfLast } from "../../../../test/run-tool-loop.ts";
import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { AssistantPart, ChatMessage, FunctionTool } from "../../chat-request.ts";

const ANSWER = toolLoop.answer;
const WEATHER: FunctionTool = {
  type: "function",
  name: "get_weather",
  description: "Tells the weather.",
  parameters: {
    type: "object",
    properties: { city: { type: "string" } },
    required: ["city"],
    additionalProperties: false,
  },
};

const emulator = useToolLoop({ apiKey: API_KEY, seed: 1 });

interface Loop {
  model: string;
  isStream: boolean;
  messages?: ChatMessage[];
  /** What the application keeps of an answer. */
  keep?: (content: AssistantPart[]) => AssistantPart[];
}

/** Runs the loop and gives the conversation. */
async function run({ model, ...loop }: Loop): Promise<ChatMessage[]> {
  const request = { model, api: "gemini", tools: [WEATHER], reasoningEffort: "high" } as const;
  const { messages } = await runToolLoop({
    ...loop,
    baseURL: emulator.url,
    requestOf: () => request,
  });
  return messages;
}

/** The parts with a call in a request that was sent. */
function callParts(request: { body: unknown } | undefined): JSONObject[] {
  const contents = isJSONObject(request?.body) ? request.body["contents"] : undefined;
  return (Array.isArray(contents) ? contents : [])
    .flatMap((content) =>
      isJSONObject(content) && Array.isArray(content["parts"]) ? content["parts"] : [],
    )
    .filter(isJSONObject)
    .filter((part) => "functionCall" in part);
}

describe("three steps with tools and thoughts", () => {
  it.each([
    ["gemini-3-pro-preview", true],
    ["gemini-3-pro-preview", false],
    ["gemini-2.5-flash", true],
    ["gemini-2.5-flash", false],
  ])("come through with %s, streamed: %s", async (model, isStream) => {
    const messages = await run({ model, isStream });
    expect(textOfLast(messages)).toBe(ANSWER);
    expect(emulator.requests).toHaveLength(3);
    expect(messages[1]?.content).toContainEqual(expect.objectContaining({ type: "reasoning" }));
  });

  it("send every signature back as it came", async () => {
    const messages = await run({ model: "gemini-3-pro-preview", isStream: true });
    const signatures = messages.flatMap(({ content }) =>
      typeof content === "string"
        ? []
        : content.flatMap((part) =>
            part.type === "tool-call" ? [part.echo?.data["thoughtSignature"]] : [],
          ),
    );
    expect(signatures).toEqual([expect.any(String), expect.any(String)]);
    const sent = callParts(emulator.requests.at(-1)).map((part) => part["thoughtSignature"]);
    expect(sent).toEqual(signatures);
  });

  it("go on after the conversation was stored as JSON", async () => {
    const messages = await run({ model: "gemini-3-pro-preview", isStream: true });
    emulator.reset();
    emulator.on("And Rome").reply("Rome is warm.");
    const stored: ChatMessage[] = JSON.parse(
      JSON.stringify([...messages, { role: "user", content: "And Rome?" }]),
    );
    const longer = await run({ model: "gemini-3-pro-preview", isStream: false, messages: stored });
    expect(textOfLast(longer)).toBe("Rome is warm.");
    expect(callParts(emulator.requests.at(-1))).toHaveLength(2);
  });

  it("need the signatures: changed ones are refused, lost ones bypassed", async () => {
    const model = "gemini-3-pro-preview";
    const withEcho = (data: JSONObject | undefined) => (content: AssistantPart[]) =>
      content.map((part): AssistantPart =>
        part.type === "tool-call"
          ? { ...part, echo: data === undefined ? undefined : { api: "gemini", data } }
          : part,
      );
    const corrupted = withEcho({ thoughtSignature: "AAAA" });
    await expect(run({ model, isStream: true, keep: corrupted })).rejects.toThrow("Corrupted");
    emulator.reset();
    emulator
      .on("warmer")
      .reply(toolCall("get_weather", { city: "Oslo" }))
      .reply(ANSWER);
    expect(textOfLast(await run({ model, isStream: true, keep: withEcho(undefined) }))).toBe(
      ANSWER,
    );
  });

  it("go on from another model's calls, of another API", async () => {
    const messages: ChatMessage[] = [
      QUESTION,
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hm.", echo: { api: "messages", data: { signature: "x" } } },
          { type: "tool-call", id: "toolu_1", name: "get_weather", arguments: '{"city":"Oslo"}' },
          { type: "tool-call", id: "toolu_2", name: "get_weather", arguments: '{"city":"Rome"}' },
        ],
      },
      { role: "tool", toolCallId: "toolu_2", content: "30" },
      { role: "tool", toolCallId: "toolu_1", content: "20" },
    ];
    const longer = await run({ model: "gemini-3-flash-preview", isStream: true, messages });
    expect(textOfLast(longer)).toBe(ANSWER);
    expect(callParts(emulator.requests[0]).map((part) => part["thoughtSignature"])).toEqual([
      "skip_thought_signature_validator",
      undefined,
    ]);
  });
});
