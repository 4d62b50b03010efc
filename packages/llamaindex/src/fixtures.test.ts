import { type Emulator, startEmulator } from "@cometapi/emulator";
import { type ExpectedToolCall, type Fixture, fixtures } from "@cometapi/testing";
import { extractText } from "@llamaindex/core/utils";
import { agent, agentStreamEvent } from "@llamaindex/workflow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CometAPI,
  CometAPIError,
  type CometAPIMessageOptions,
  cometapi,
  type CometAPISettings,
} from "./index.ts";

// Every oddity of the wire that core knows, through LlamaIndex and over HTTP.

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0, tokenDelayMs: 0 });
});
afterAll(() => emulator.close());

/** An LLM whose first answer is the fixture's; what it is asked afterwards, the emulator answers. */
function create({ name }: Fixture, settings: CometAPISettings = {}): CometAPI {
  let isFirst = true;
  return cometapi({
    apiKey: "k",
    baseURL: emulator.url,
    maxRetries: 0,
    headers: () => {
      const headers = isFirst ? { "x-emulator-oddity": name } : {};
      isFirst = false;
      return headers;
    },
    ...settings,
  });
}

interface Told {
  text: string;
  thinking: string;
  options: CometAPIMessageOptions;
  error: unknown;
}

/** What a caller is told of an answer, streamed where the fixture is. */
async function read(fixture: Fixture): Promise<Told> {
  const told: Told = { text: "", thinking: "", options: {}, error: undefined };
  const llm = create(fixture);
  const messages = [{ role: "user" as const, content: "Hello" }];
  try {
    if (fixture.stream === false) {
      const { message } = await llm.chat({ messages });
      told.text = extractText(message.content);
      told.options = message.options ?? {};
      told.thinking = told.options.thinking ?? "";
      return told;
    }
    for await (const { delta, options } of await llm.chat({ messages, stream: true })) {
      told.text += delta;
      told.thinking += options?.thinking ?? "";
      const images = [...(told.options.images ?? []), ...(options?.images ?? [])];
      const audio = [...(told.options.audio ?? []), ...(options?.audio ?? [])];
      const citations = [...(told.options.citations ?? []), ...(options?.citations ?? [])];
      told.options = { ...told.options, ...options, images, audio, citations };
    }
  } catch (error) {
    told.error = error;
  }
  return told;
}

describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
  "%s",
  (_name, fixture) => {
    const { expected } = fixture;

    it("is told right by a chat", async () => {
      const { text, thinking, options, error } = await read(fixture);
      if (expected.error !== undefined) {
        expect(CometAPIError.isInstance(error), String(error)).toBe(true);
        expect(error).toMatchObject({
          code: expected.error.code,
          message: expect.stringContaining(expected.error.message ?? ""),
        });
      } else {
        expect(error).toBeUndefined();
      }
      if (expected.text !== undefined || expected.refusal !== undefined) {
        expect(text).toBe((expected.text ?? "") + (expected.refusal ?? ""));
      }
      if (expected.reasoning !== undefined) expect(thinking).toBe(expected.reasoning);
      if (expected.toolCalls !== undefined) {
        expect(options.toolCall ?? []).toMatchObject(expected.toolCalls.map(toToolCall));
      }
      if (expected.finishReason !== undefined && error === undefined) {
        expect(options.finishReason).toBe(expected.finishReason);
      }
      if (expected.model !== undefined && error === undefined)
        expect(options.model).toBe(expected.model);
      if (expected.usage !== undefined && error === undefined) {
        const { usage } = options;
        expect({
          inputTokens: usage?.inputTokens.total,
          cacheReadTokens: usage?.inputTokens.cacheRead,
          cacheWriteTokens: usage?.inputTokens.cacheWrite,
          outputTokens: usage?.outputTokens.total,
          reasoningTokens: usage?.outputTokens.reasoning,
          cost: usage?.cost,
        }).toMatchObject(expected.usage);
      }
      if (expected.images !== undefined) expect(options.images?.length ?? 0).toBe(expected.images);
      if (expected.citations !== undefined) {
        expect(options.citations?.length ?? 0).toBe(expected.citations);
      }
    });

    it("is got over by an agent", async () => {
      const runs: unknown[] = [];
      const names = new Set(expected.toolCalls?.map(({ name }) => name));
      const tools = [...names].map((name) => ({
        metadata: { name, description: "A tool", parameters: { type: "object" } },
        call: (input: unknown) => {
          runs.push(input);
          return "Done.";
        },
      }));
      let text = "";
      const errors: string[] = [];
      const workflow = agent({ llm: create(fixture), tools });
      for await (const event of workflow.runStream("Hello")) {
        if (!agentStreamEvent.include(event)) continue;
        const { raw, delta } = event.data;
        text += delta;
        const error =
          typeof raw === "object" && raw !== null && "error" in raw ? raw.error : undefined;
        if (CometAPIError.isInstance(error)) errors.push(error.code);
      }
      const calls = expected.toolCalls ?? [];
      if (fixture.stream !== false && expected.error !== undefined) {
        expect(errors).toEqual([expected.error.code]);
      }
      expect(runs).toHaveLength(calls.filter(({ isComplete = true }) => isComplete).length);
      expect(text).toContain(expected.text ?? "");
    });
  },
);

function toToolCall(call: ExpectedToolCall): object {
  const { id, name, arguments: json, isComplete = true } = call;
  return { ...(id !== undefined && { id }), name, input: isComplete ? parse(json) : json };
}

function parse(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : json;
  } catch {
    return json;
  }
}
