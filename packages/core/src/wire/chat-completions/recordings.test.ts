import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { accumulateChatEvents } from "../../chat/accumulate-chat-events.ts";
import { CometAPIClient } from "../../client.ts";
import { isObject } from "../../json-access.ts";

/** Where recorded vendor traffic lies; it is not part of the repository. */
const directory =
  process.env["COMETAPI_RECORDINGS"] ??
  resolve(import.meta.dirname, "../../../../../../shared/recordings");
const files = existsSync(directory) ? globSync(`${directory}/chat-completions/*/*`) : [];
const REQUEST = { model: "any", messages: [{ role: "user" as const, content: "?" }] };

type Chunk = Record<string, unknown>;

function readChunks(file: string): Chunk[] {
  const text = readFileSync(file, "utf8");
  const lines = file.endsWith(".json") ? [text] : text.split("\n").filter((line) => line !== "");
  return lines.map((line): unknown => JSON.parse(line)).filter(isObject);
}

async function replay(file: string, chunks: Chunk[]) {
  const isStream = !file.endsWith(".json");
  const client = new CometAPIClient({
    apiKey: "sk-recording",
    fetch: async () =>
      isStream
        ? new Response(
            chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("") +
              "data: [DONE]\n\n",
            { headers: { "content-type": "text/event-stream" } },
          )
        : Response.json(chunks[0]),
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

describe.skipIf(files.length === 0)("recorded vendor traffic", () => {
  it.each(files.map((file) => [basename(file), file]))(
    "%s comes out whole",
    async (_name, file) => {
      const chunks = readChunks(file);
      const { choices, usage, errors } = await replay(file, chunks);
      const plain = accumulatePlainly(chunks);
      const [choice] = choices;
      expect(errors).toEqual([]);
      expect(choice?.text).toBe(plain.text);
      expect(choice?.reasoning).toBe(plain.reasoning);
      expect(choice?.toolCalls.map((call) => [call.name, call.arguments])).toEqual(plain.calls);
      expect(choice?.rawFinishReason).toBe(plain.finish);
      expect(usage?.inputTokens.total).toBe(plain.usage["prompt_tokens"]);
      expect(usage?.raw).toMatchObject(plain.usage);
    },
  );

  it("of xAI counts its reasoning into the output", async () => {
    const file = files.find((name) => name.endsWith("xai-tool-call.chunks.txt")) ?? "";
    const { usage } = await replay(file, readChunks(file));
    expect(usage).toMatchObject({
      inputTokens: { total: 307 },
      outputTokens: { total: 253, reasoning: 227 },
      totalTokens: 560,
    });
  });
});
