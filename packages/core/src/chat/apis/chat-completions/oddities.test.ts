import { type ExpectedAnswer, type Fixture, fixtureResponse, fixtures } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { accumulateChatEvents } from "../../accumulate-chat-events.ts";
import type { ChatEvent } from "../../chat-event.ts";
import type { ChatResult } from "../../chat-result.ts";
import { CometAPIClient } from "../../../client.ts";
import { CometAPIError } from "../../../errors/comet-api-error.ts";

const REQUEST = { model: "gpt-5-mini", messages: [{ role: "user" as const, content: "Hello?" }] };

/** The events of a fixture as a caller meets them; a thrown error stands alone. */
async function ask(fixture: Fixture, splitEvery?: number): Promise<ChatEvent[] | CometAPIError> {
  const client = new CometAPIClient({
    apiKey: "sk-fixture-key",
    maxRetries: 0,
    fetch: async () => fixtureResponse(fixture, splitEvery === undefined ? {} : { splitEvery }),
  });
  try {
    if (fixture.stream === false) return (await client.chat(REQUEST)).events;
    const { batches } = await client.streamChat(REQUEST);
    return (await Array.fromAsync(batches)).flat();
  } catch (error) {
    if (CometAPIError.isInstance(error)) return error;
    throw error;
  }
}

function summarize(result: ChatResult): Required<Omit<ExpectedAnswer, "error">> {
  const [choice] = result.choices;
  return {
    text: choice?.text ?? "",
    reasoning: choice?.reasoning ?? "",
    refusal: choice?.refusal ?? "",
    toolCalls: (choice?.toolCalls ?? []).map(({ id, name, arguments: text, isComplete }) => ({
      id,
      name,
      arguments: text,
      isComplete,
    })),
    finishReason: choice?.finishReason ?? "",
    rawFinishReason: choice?.rawFinishReason ?? "",
    usage: readUsage(result),
    model: result.metadata?.model ?? "",
    images: choice?.images.length ?? 0,
    audioClips: choice?.audio.length ?? 0,
    citations: choice?.citations.length ?? 0,
  };
}

function readUsage({ usage }: ChatResult): NonNullable<ExpectedAnswer["usage"]> {
  const counts = {
    inputTokens: usage?.inputTokens.total,
    cacheReadTokens: usage?.inputTokens.cacheRead,
    cacheWriteTokens: usage?.inputTokens.cacheWrite,
    outputTokens: usage?.outputTokens.total,
    reasoningTokens: usage?.outputTokens.reasoning,
    cost: usage?.cost,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined));
}

function completeCalls({ toolCalls }: ExpectedAnswer): object[] {
  return (toolCalls ?? []).map((call) => Object.assign({ isComplete: true }, call));
}

function checkAnswer(events: ChatEvent[] | CometAPIError, { expected }: Fixture): void {
  const { error, usage, ...rest } = expected;
  if (events instanceof CometAPIError) {
    expect(events.code, events.message).toBe(error?.code);
    expect(events.message).toContain(error?.message ?? "");
    expect(expected.text, "an answer with output must not be thrown away").toBeUndefined();
    return;
  }
  const result = accumulateChatEvents(events);
  const answer = summarize(result);
  expect(answer).toMatchObject({ ...rest, toolCalls: completeCalls(expected) });
  expect(answer.toolCalls).toHaveLength(expected.toolCalls?.length ?? 0);
  expect(answer.usage).toMatchObject(usage ?? {});
  expect(result.errors.map(({ code }) => code)).toEqual(error === undefined ? [] : [error.code]);
  if (error !== undefined) expect(result.errors[0]?.message).toContain(error.message ?? "");
  checkSequence(events);
}

/** What ChatEvent promises about the order of events. */
function checkSequence(events: ChatEvent[]): void {
  const finishes = events.filter(({ type }) => type === "finish");
  expect(new Set(finishes.map((event) => "choiceIndex" in event && event.choiceIndex)).size).toBe(
    finishes.length,
  );
  expect(events.at(-1)?.type).toBe("finish");
  expect(events.filter(({ type }) => type === "usage").length).toBeLessThan(2);
  const open = new Map<string, string>();
  for (const event of events) {
    if (event.type === "tool-call-start") {
      expect(open.has(event.id), `a second start of ${event.id}`).toBe(false);
      open.set(event.id, "");
    } else if (event.type === "tool-call-delta") {
      expect(open.has(event.id)).toBe(true);
      open.set(event.id, open.get(event.id) + event.argumentsDelta);
    } else if (event.type === "tool-call-end") {
      const deltas = open.get(event.id);
      expect([event.arguments, deltas === "" ? "{}" : undefined]).toContain(deltas || "{}");
      open.delete(event.id);
    }
  }
  expect([...open.keys()], "calls without an end").toEqual([]);
}

/** Events as they do not depend on where the network split them: deltas joined, ids made up alike. */
function joinDeltas(events: ChatEvent[] | CometAPIError): unknown {
  if (events instanceof CometAPIError) return events.toJSON();
  const ids = new Map<string, string>();
  const joined: Record<string, unknown>[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    const copy: Record<string, unknown> = { ...event };
    if (event.type === "ping") continue;
    if ("id" in event && typeof event.id === "string") {
      ids.set(event.id, ids.get(event.id) ?? `id ${ids.size}`);
      copy["id"] = ids.get(event.id);
    }
    if (last?.["type"] === event.type && "text" in event) {
      last["text"] = String(last["text"]) + event.text;
    } else joined.push(copy);
  }
  return joined;
}

describe("an oddity of the chat-completions wire", () => {
  it("has a name of its own", () => {
    const names = fixtures.map(({ name }) => name);
    expect(names.length).toBe(new Set(names).size);
  });

  describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
    it("gives everything that was in it, and an honest word about what was not", async () => {
      checkAnswer(await ask(fixture), fixture);
    });

    it("gives the same wherever the network splits it", async () => {
      const size = fixture.body.length > 100_000 ? 65_521 : 1;
      expect(joinDeltas(await ask(fixture, size))).toEqual(joinDeltas(await ask(fixture)));
    });
  });
});
