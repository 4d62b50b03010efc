import { readRecordings, type Recording } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { accumulateChatEvents } from "../../accumulate-chat-events.ts";
import { CometAPIClient } from "../../../client.ts";
import { isObject } from "../../../json-access.ts";

const recordings = readRecordings();
const REQUEST = { model: "any", messages: [{ role: "user" as const, content: "?" }] };

type Chunk = Record<string, unknown>;

async function replay({ isStream, body }: Recording) {
  const client = new CometAPIClient({
    apiKey: "sk-recording",
    fetch: async () =>
      new Response(body, {
        headers: { "content-type": isStream ? "text/event-stream" : "application/json" },
      }),
  });
  if (!isStream) return accumulateChatEvents((await client.chat(REQUEST)).events);
  const { batches } = await client.streamChat(REQUEST);
  return accumulateChatEvents((await Array.fromAsync(batches)).flat());
}

/** The same answer put together the plain way, for vendors that keep to the rules but for the names. */
function accumulatePlainly(chunks: Chunk[]) {
  const sum = { text: "", reasoning: "", finish: "", calls: new Map<unknown, string[]>() };
  let usage: Chunk = {};
  for (const chunk of chunks) {
    if (isObject(chunk["usage"])) usage = chunk["usage"];
    for (const choice of listOf(chunk["choices"])) {
      if (typeof choice["finish_reason"] === "string") sum.finish = choice["finish_reason"];
      const delta = choice["delta"] ?? choice["message"];
      if (!isObject(delta)) continue;
      sum.reasoning += textOf(delta["reasoning_content"] ?? delta["reasoning"]);
      const { content } = delta;
      if (typeof content === "string") sum.text += content;
      for (const part of listOf(content)) {
        sum.text += textOf(part["text"]);
        for (const thought of listOf(part["thinking"])) sum.reasoning += textOf(thought["text"]);
      }
      listOf(delta["tool_calls"]).forEach((call, position) => {
        const key = call["index"] ?? position;
        const [name = "", input = ""] = sum.calls.get(key) ?? [];
        const part = isObject(call["function"]) ? call["function"] : {};
        sum.calls.set(key, [name + textOf(part["name"]), input + textOf(part["arguments"])]);
      });
    }
  }
  return { ...sum, calls: [...sum.calls.values()], usage };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function listOf(value: unknown): Chunk[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

describe.skipIf(recordings.length === 0)("vendor traffic in COMETAPI_RECORDINGS", () => {
  it.for(recordings)("$name comes out whole", async (recording) => {
    const { choices, usage, errors } = await replay(recording);
    const plain = accumulatePlainly(recording.chunks.filter(isObject));
    const [choice] = choices;
    expect(errors).toEqual([]);
    expect(choice?.text).toBe(plain.text);
    expect(choice?.reasoning).toBe(plain.reasoning);
    expect(choice?.toolCalls.map((call) => [call.name, call.arguments])).toEqual(plain.calls);
    expect(choice?.rawFinishReason).toBe(plain.finish);
    expect(usage?.inputTokens.total).toBe(plain.usage["prompt_tokens"]);
    expect(usage?.raw).toMatchObject(plain.usage);
  });

  it.for(recordings.filter(({ name }) => name === "xai/xai-tool-call"))(
    "$name counts its reasoning into the output",
    async (recording) => {
      const { usage } = await replay(recording);
      expect(usage).toMatchObject({
        inputTokens: { total: 307 },
        outputTokens: { total: 253, reasoning: 227 },
        totalTokens: 560,
      });
    },
  );
});
