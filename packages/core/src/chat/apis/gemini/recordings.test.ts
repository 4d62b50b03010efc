import { fixtureResponse, readRecordings, type Recording } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { CometAPIClient } from "../../../client.ts";
import { isJSONObject } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import { accumulateChatEvents, type ChatResult } from "../../accumulate-chat-events.ts";

const recordings = readRecordings("gemini");
const streams = recordings.filter(({ isStream }) => isStream);
const answers = recordings.filter(({ chunks }) => !chunks.some(isError));

/** The answer as the client gives it, its body in pieces of this many bytes. */
async function replay(
  { isStream, body }: Pick<Recording, "isStream" | "body">,
  options: { splitEvery?: number } = {},
) {
  const fixture = { name: "", oddity: "", source: "", stream: isStream, body, expected: {} };
  const client = new CometAPIClient({
    apiKey: "sk-recording",
    api: "gemini",
    maxRetries: 0,
    fetch: async () => fixtureResponse(fixture, options),
  });
  const request = { model: "gemini-3-pro-preview", messages: [] };
  if (!isStream) return accumulateChatEvents((await client.chat(request)).events);
  const { batches } = await client.streamChat(request);
  return accumulateChatEvents((await Array.fromAsync(batches)).flat());
}

/** The chunks as one event stream. There is no end mark in this format. */
function toStream(chunks: readonly unknown[]): Pick<Recording, "isStream" | "body"> {
  return {
    isStream: true,
    body: chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join(""),
  };
}

/** The same answer put together the plain way. */
function accumulatePlainly(chunks: readonly unknown[]) {
  const parts = chunks.filter(isJSONObject).flatMap(partsOf);
  const texts = (isThought: boolean) =>
    parts
      .filter((part) => (part["thought"] === true) === isThought)
      .map((part) => (typeof part["text"] === "string" ? part["text"] : ""))
      .join("");
  const names = parts.flatMap(({ functionCall: call }) =>
    isJSONObject(call) && typeof call["name"] === "string" ? [call["name"]] : [],
  );
  const signatures = parts.flatMap(({ thoughtSignature }) => thoughtSignature ?? []);
  return { text: texts(false), reasoning: texts(true), names, signatures };
}

function partsOf({ candidates }: JSONObject): JSONObject[] {
  const [candidate] = Array.isArray(candidates) ? candidates : [];
  const content = isJSONObject(candidate) ? candidate["content"] : undefined;
  const parts = isJSONObject(content) ? content["parts"] : undefined;
  return Array.isArray(parts) ? parts.filter(isJSONObject) : [];
}

function isError(chunk: unknown): boolean {
  return isJSONObject(chunk) && "error" in chunk;
}

function withoutIds({ choices, ...rest }: ChatResult): unknown {
  const text = JSON.stringify({ choices, ...rest });
  return text.replaceAll(/call_[a-f0-9]{32}/g, "call");
}

describe.skipIf(recordings.length === 0)("vendor traffic in COMETAPI_RECORDINGS", () => {
  it.for(answers)("$name comes out whole, with every signature", async (recording) => {
    const { choices, usage, errors, metadata } = await replay(recording);
    const [choice] = choices;
    const plain = accumulatePlainly(recording.chunks);
    expect(errors).toEqual([]);
    expect(choice).toMatchObject({
      text: plain.text,
      reasoning: plain.reasoning,
      rawFinishReason: "STOP",
    });
    expect(choice?.finishReason).toBe(plain.names.length > 0 ? "tool-calls" : "stop");
    expect(choice?.toolCalls.map(({ name }) => name)).toEqual(plain.names);
    for (const call of choice?.toolCalls ?? []) {
      expect(call.isComplete).toBe(true);
      expect(() => JSON.parse(call.arguments)).not.toThrow();
    }
    const echoes = choice?.content.map(
      (part) => "echo" in part && part.echo?.data["thoughtSignature"],
    );
    expect(echoes?.filter(Boolean)).toEqual(plain.signatures);
    const last = recording.chunks.findLast(isJSONObject) ?? {};
    expect(usage?.raw).toEqual(last["usageMetadata"]);
    expect(usage?.totalTokens).toBe(
      (usage?.inputTokens.total ?? 0) + (usage?.outputTokens.total ?? 0),
    );
    expect(metadata).toMatchObject({ id: last["responseId"], model: last["modelVersion"] });
  });

  it.for(streams)("$name is the same byte by byte", async (recording) => {
    expect(withoutIds(await replay(toStream(recording.chunks), { splitEvery: 1 }))).toEqual(
      withoutIds(await replay(toStream(recording.chunks))),
    );
  });

  it.for(streams)("$name is no success when it was cut", async ({ chunks }) => {
    for (let count = 1; count < chunks.length; count += 1) {
      const { choices } = await replay(toStream(chunks.slice(0, count)));
      expect(choices[0]?.finishReason ?? "interrupted").toBe("interrupted");
      expect(choices[0]?.toolCalls.filter(({ isComplete }) => isComplete) ?? []).toEqual([]);
    }
  });

  it.for(recordings.filter(({ chunks }) => chunks.some(isError)))(
    "$name says when to come back",
    async ({ body }) => {
      const fetch = async () => new Response(body, { status: 429 });
      const client = new CometAPIClient({ apiKey: "sk-x", api: "gemini", maxRetries: 0, fetch });
      const request = { model: "gemini-3-pro-preview", messages: [] };
      await expect(client.chat(request)).rejects.toMatchObject({
        code: "rate-limit",
        retryAfterMs: 34_400,
      });
    },
  );
});
