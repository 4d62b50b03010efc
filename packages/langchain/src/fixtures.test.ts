import { CometAPIError } from "@cometapi/core";
import { createInMemoryFetch, type Fixture, fixtureResponse, fixtures } from "@cometapi/testing";
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  type StandardMessageStructure,
} from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { ChatCometAPI } from "./chat-model.ts";
import { mapFinishReason } from "./convert/finish-reason.ts";

type Answer = AIMessage<StandardMessageStructure>;

/** Every way an answer reaches a user of LangChain. */
const paths: Record<string, (model: ChatCometAPI) => Promise<BaseMessage>> = {
  stream: async (model) => {
    let whole: AIMessageChunk | undefined;
    for await (const chunk of await model.stream("Hi")) {
      whole = whole === undefined ? chunk : whole.concat(chunk);
    }
    if (whole === undefined) throw new Error("Nothing was streamed.");
    return whole;
  },
  streamEvents: async (model) => model.streamEvents("Hi"),
  "invoke, streaming": (model) => model.invoke("Hi"),
};

const streamed = fixtures.filter(({ stream = true }) => stream);
const whole = fixtures.filter(({ stream = true }) => !stream);

describe.each(Object.entries(paths))("by %s", (name, ask) => {
  it.each(streamed.map((fixture) => [fixture.name, fixture] as const))(
    "%s",
    async (_name, fixture) => {
      for (const splitEvery of [Math.max(17, Math.ceil(fixture.body.length / 500)), Infinity]) {
        const { fetch } = createInMemoryFetch([fixtureResponse(fixture, { splitEvery })]);
        const model = new ChatCometAPI("gpt-4o-mini", {
          apiKey: "sk-any-key-1",
          maxRetries: 0,
          streaming: name === "invoke, streaming" || undefined,
          fetch,
        });
        await expectAnswer(fixture, () => ask(model));
      }
    },
  );
});

describe("by invoke", () => {
  it.each(whole.map((fixture) => [fixture.name, fixture] as const))(
    "%s",
    async (_name, fixture) => {
      const { fetch } = createInMemoryFetch([fixtureResponse(fixture)]);
      const model = new ChatCometAPI("gpt-4o-mini", {
        apiKey: "sk-any-key-1",
        maxRetries: 0,
        fetch,
      });
      await expectAnswer(fixture, () => model.invoke("Hi"));
    },
  );
});

async function expectAnswer({ expected }: Fixture, ask: () => Promise<BaseMessage>): Promise<void> {
  let message: BaseMessage;
  try {
    message = await ask();
  } catch (error) {
    expectFailure(error, expected);
    return;
  }
  expect(expected.error).toBeUndefined();
  if (!AIMessage.isInstance(message) && !AIMessageChunk.isInstance(message)) {
    throw new Error("The answer is no AI message.");
  }
  expectParts(message, expected);
}

function expectFailure(error: unknown, expected: Fixture["expected"]): void {
  const cause = CometAPIError.isInstance(error) ? error : Reflect.get(Object(error), "cause");
  if (!CometAPIError.isInstance(cause)) throw error;
  expect(expected.error).toBeDefined();
  expect(cause.code).toBe(expected.error?.code);
  if (expected.error?.message !== undefined)
    expect(cause.message).toContain(expected.error.message);
}

function expectParts(message: Answer, expected: Fixture["expected"]): void {
  const blocks = message.contentBlocks;
  const textOf = (type: string, field: string): string =>
    blocks.map((block) => (block.type === type ? String(block[field]) : "")).join("");
  if (expected.text !== undefined) expect(message.text).toBe(expected.text);
  if (expected.reasoning !== undefined) {
    expect(textOf("reasoning", "reasoning")).toBe(expected.reasoning);
  }
  if (expected.refusal !== undefined) {
    expect(JSON.stringify(blocks)).toContain(JSON.stringify(expected.refusal));
  }
  if (expected.images !== undefined) {
    expect(blocks.filter(({ type }) => type === "image")).toHaveLength(expected.images);
  }
  if (expected.citations !== undefined) {
    expect(blocks.flatMap(({ annotations }) => annotations ?? [])).toHaveLength(expected.citations);
  }
  if (expected.audioClips !== undefined) {
    // LangChain joins the fragments of a clip.
    const clips = blocks.filter(({ type }) => type === "audio").length;
    expect(clips).toBe(Math.min(1, expected.audioClips));
  }
  if (expected.model !== undefined) {
    expect(message.response_metadata["model_name"]).toBe(expected.model);
  }
  expectToolCalls(message, expected.toolCalls);
  expectUsage(message, expected.usage);
  expectFinishReason(message, expected);
}

function expectToolCalls(message: Answer, expected: Fixture["expected"]["toolCalls"]): void {
  if (expected === undefined) return;
  const usable = expected.filter((call) => isUsable(call));
  expect(message.tool_calls?.map(({ name, args }) => ({ name, args }))).toEqual(
    usable.map(({ name, arguments: text }) => ({ name, args: JSON.parse(text) })),
  );
  const unusable = message.contentBlocks.filter(({ type }) => type === "invalid_tool_call");
  expect(unusable.map(({ args }) => args)).toEqual(
    expected.filter((call) => !isUsable(call)).map((call) => call.arguments),
  );
  for (const [index, { id }] of usable.entries()) {
    if (id !== undefined) expect(message.tool_calls?.[index]?.id).toBe(id);
    expect(message.tool_calls?.[index]?.id).toMatch(/./);
  }
}

function isUsable({
  arguments: text,
  isComplete = true,
}: {
  arguments: string;
  isComplete?: boolean;
}): boolean {
  if (!isComplete) return false;
  try {
    const args: unknown = JSON.parse(text);
    return typeof args === "object" && args !== null && !Array.isArray(args);
  } catch {
    return false;
  }
}

function expectUsage(
  { usage_metadata, response_metadata }: Answer,
  expected: Fixture["expected"]["usage"],
): void {
  if (expected === undefined) return;
  const { cost, ...counts } = expected;
  const given = {
    inputTokens: usage_metadata?.input_tokens,
    cacheReadTokens: usage_metadata?.input_token_details?.cache_read,
    cacheWriteTokens: usage_metadata?.input_token_details?.cache_creation,
    outputTokens: usage_metadata?.output_tokens,
    reasoningTokens: usage_metadata?.output_token_details?.reasoning,
  };
  expect(given).toMatchObject(counts);
  if (cost !== undefined) expect(response_metadata["cost"]).toBe(cost);
}

function expectFinishReason(
  { response_metadata }: Answer,
  { finishReason, rawFinishReason }: Fixture["expected"],
): void {
  const reasons = ["stop", "length", "content-filter", "tool-calls", "other"] as const;
  const reason = reasons.find((known) => known === finishReason);
  if (reason === undefined) return;
  const names = [mapFinishReason(reason, rawFinishReason)];
  // The event protocol has its own word for it.
  if (reason === "tool-calls") names.push("tool_use");
  expect(names).toContain(response_metadata["finish_reason"]);
}
