import { fixtureResponse, fixtures, readRecordings } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import {
  type OfficialAnswer,
  readContents,
  readTheirs,
  writeTheirNextContents,
} from "../../../../test/gemini/official-answer.ts";
import { CometAPIClient } from "../../../client.ts";
import { isJSONObject, parseJSON } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import { accumulateChatEvents } from "../../accumulate-chat-events.ts";
import type { ChatEvent } from "../../chat-event.ts";
import type { ChatRequest } from "../../chat-request.ts";

// What core makes of an answer equals what `@ai-sdk/google` makes of it, the next request included, but
// for:
// - a signature that came with an empty text, or with a later piece of one, which goes back on a part of
//   its own here, as it came: there it goes to the whole text;
// - ids of calls, which it sends back although the relay drops one half of them;
// - counts that the vendor did not give, which it gives as 0 and we as undefined;
// - and the following, each where it is wrong.
const knownDifferences: Record<string, { reason: string; correct: (theirs: Reading) => void }> = {
  "gemini-signature-within-text": {
    reason: "what follows a signed part is not signed by it, and that part itself is",
    correct: ({ next }) => {
      next[0] = {
        role: "model",
        parts: [{ text: "It is ", thoughtSignature: "c2ln" }, { text: "warm." }],
      };
    },
  },
  "gemini-call-without-name": {
    reason: "the call is reported, as one that must not be run; there it is gone",
    correct: ({ answer, next }) => {
      answer.finishReason = "interrupted";
      const functionCall = { name: "", args: { city: "Paris" } };
      const thoughtSignature = "skip_thought_signature_validator";
      next.push({ role: "model", parts: [{ functionCall, thoughtSignature }] });
    },
  },
  "gemini-text-beside-call": {
    reason: "the text is kept; there it is gone",
    correct: ({ answer, next }) => {
      answer.text = "Let me look.";
      const functionCall = { name: "weather", args: { city: "Paris" } };
      const parts = [{ text: "Let me look." }, { functionCall, thoughtSignature: "c2ln" }];
      next[0] = { role: "model", parts };
    },
  },
  "gemini-cut-within-arguments": {
    reason: "a call that was cut is told, as one that must not be run; there it is gone",
    correct: ({ next }) => {
      const functionCall = { name: "weather", args: { input: '{"city":"Par' } };
      const thoughtSignature = "skip_thought_signature_validator";
      next.push({ role: "model", parts: [{ functionCall, thoughtSignature }] });
    },
  },
};

/** Answers of which the package makes an error, or which it has no place for. */
const incomparable: ReadonlySet<string> = new Set([
  "gemini-audio",
  "gemini-array-for-a-stream",
  "gemini-part-instead-of-list",
  "gemini-text-instead-of-content",
]);

/** What an answer is made of, and what of it the next request holds. */
interface Reading {
  answer: OfficialAnswer;
  next: JSONObject[];
}

interface Sample {
  name: string;
  isStream: boolean;
  respond: () => Response;
}

const recorded = readRecordings("gemini")
  .filter(({ body }) => !body.includes('"error"'))
  .map(({ name, isStream, body }): Sample => {
    const fixture = { name, oddity: "", source: "", stream: isStream, body, expected: {} };
    return { name, isStream, respond: () => fixtureResponse(fixture) };
  });

const written = fixtures
  .filter(
    ({ api, name, expected }) =>
      api === "gemini" && expected.error === undefined && !incomparable.has(name),
  )
  .map((fixture): Sample => {
    const { name, stream: isStream = true } = fixture;
    return { name, isStream, respond: () => fixtureResponse(fixture) };
  });

const REQUEST: ChatRequest = {
  model: "gemini-3-pro-preview",
  api: "gemini",
  messages: [{ role: "user", content: "Hi" }],
};

function createClient(fetch: typeof globalThis.fetch): CometAPIClient {
  return new CometAPIClient({ apiKey: "sk-recording", maxRetries: 0, fetch });
}

async function readOurs({ isStream, respond }: Sample): Promise<ChatEvent[]> {
  const client = createClient(async () => respond());
  if (!isStream) return (await client.chat(REQUEST)).events;
  return (await Array.fromAsync((await client.streamChat(REQUEST)).batches)).flat();
}

function describeOurs(events: ChatEvent[]): OfficialAnswer {
  const { choices, metadata, usage } = accumulateChatEvents(events);
  const [choice] = choices;
  return {
    id: metadata?.id,
    text: choice?.text ?? "",
    reasoning: choice?.reasoning ?? "",
    calls: (choice?.toolCalls ?? [])
      .filter(({ isComplete }) => isComplete)
      .map((call) => ({
        name: call.name,
        input: parseJSON(call.arguments),
      })),
    vendorCalls: (choice?.vendorBlocks ?? []).flatMap(({ toolCall }) =>
      toolCall === undefined ? [] : [{ name: toolCall.name, input: parseJSON(toolCall.arguments) }],
    ),
    vendorResults: (choice?.vendorBlocks ?? []).flatMap(({ toolResult }) =>
      toolResult === undefined ? [] : [{ name: toolResult.name, result: toolResult.result }],
    ),
    images: (choice?.images ?? []).flatMap(({ image }) => ("data" in image ? [image] : [])),
    sources: [...new Set((choice?.citations ?? []).flatMap(({ url }) => url ?? []))],
    finishReason: choice?.finishReason ?? "",
    rawFinishReason: choice?.rawFinishReason,
    usage: {
      inputTokens: usage?.inputTokens.total ?? 0,
      cacheRead: usage?.inputTokens.cacheRead ?? 0,
      outputTokens: usage?.outputTokens.total ?? 0,
      reasoning: usage?.outputTokens.reasoning ?? 0,
    },
  };
}

async function writeOurNextContents(events: ChatEvent[]): Promise<JSONObject[]> {
  let body: unknown;
  const client = createClient(async (_input, init) => {
    body = typeof init?.body === "string" ? parseJSON(init.body) : undefined;
    return new Response("{}", { status: 400 });
  });
  const content = accumulateChatEvents(events).choices[0]?.content ?? [];
  const stored: ChatRequest["messages"] = JSON.parse(
    JSON.stringify([...REQUEST.messages, { role: "assistant", content }]),
  );
  await client.chat({ ...REQUEST, messages: stored }).catch(() => undefined);
  return readContents(body);
}

/** Contents as both would have to send them: without ids, a signature on the text that it ends. */
function simplify(contents: readonly JSONObject[]): JSONObject[] {
  return contents.flatMap((content) => {
    const parts: JSONObject[] = [];
    for (const part of Array.isArray(content["parts"])
      ? content["parts"].filter(isJSONObject)
      : []) {
      const last = parts.at(-1);
      const { text } = part;
      const before = last?.["text"];
      const isSignedEnd =
        last?.["thoughtSignature"] === undefined &&
        last?.["thought"] === part["thought"] &&
        part["thoughtSignature"] !== undefined;
      if (isSignedEnd && typeof before === "string" && typeof text === "string") {
        parts[parts.length - 1] = { ...part, text: before + text };
      } else parts.push(withoutIds(part));
    }
    return parts.length === 0 ? [] : [{ ...content, parts }];
  });
}

function withoutIds(part: JSONObject): JSONObject {
  const { functionCall, executableCode } = part;
  const { id: _callId, ...call } = isJSONObject(functionCall) ? functionCall : {};
  const { id: _codeId, ...code } = isJSONObject(executableCode) ? executableCode : {};
  return {
    ...part,
    ...(functionCall === undefined ? {} : { functionCall: call }),
    ...(executableCode === undefined ? {} : { executableCode: code }),
  };
}

describe("the official package agrees", () => {
  it.for([...recorded, ...written])("on $name", async (sample) => {
    const events = await readOurs(sample);
    const ours: Reading = {
      answer: describeOurs(events),
      next: simplify(await writeOurNextContents(events)),
    };
    const { answer, content } = await readTheirs(sample.respond, sample.isStream);
    const theirs: Reading = { answer, next: simplify(await writeTheirNextContents(content)) };
    knownDifferences[sample.name]?.correct(theirs);
    expect(ours).toEqual(theirs);
  });
});
