import { fixtures, fixtureResponse } from "@cometapi/testing";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { normalizeFrames } from "../../../../test/normalize-frames.ts";
import { json, partial, sloppy } from "../../../../test/sloppy-values.ts";
import { CometAPIClient } from "../../../client.ts";
import { accumulateChatEvents } from "../../accumulate-chat-events.ts";
import type { ChatEvent } from "../../chat-event.ts";
import { gemini } from "./gemini.ts";

/** How many cases each property is tried with: few as a rule, many by `npm run test:full`. */
const numRuns = process.env["MODE"] === "full" ? 5000 : 200;
vi.setConfig({ testTimeout: 120_000 });

const REQUEST = { model: "gemini-3-pro-preview", messages: [] };

const path = fc.constantFrom("$.a", "$.a.b", "$.a[0]", "$.a[1].c", "$.b", "$", "$..", "$.a[]");

const part = partial({
  text: sloppy(fc.string()),
  thought: sloppy(fc.boolean()),
  thoughtSignature: sloppy(fc.string()),
  functionCall: fc.option(
    partial({
      name: sloppy(fc.constantFrom("f", "answer")),
      args: json,
      id: sloppy(fc.string()),
      willContinue: sloppy(fc.boolean()),
      partialArgs: sloppy(
        fc.array(
          partial({
            jsonPath: sloppy(path),
            stringValue: sloppy(fc.string()),
            numberValue: sloppy(fc.double()),
            willContinue: sloppy(fc.boolean()),
          }),
          { maxLength: 4 },
        ),
      ),
    }),
    { nil: undefined, freq: 2 },
  ),
  inlineData: partial({ mimeType: sloppy(fc.constantFrom("image/png", "audio/wav")), data: json }),
  executableCode: json,
  toolResponse: partial({ toolType: json, response: json }),
});

const chunk = partial({
  responseId: sloppy(fc.constantFrom("a", "b")),
  modelVersion: json,
  createTime: json,
  candidates: sloppy(
    fc.array(
      partial({
        index: sloppy(fc.nat(2)),
        content: partial({ parts: sloppy(fc.array(part, { maxLength: 4 })) }),
        finishReason: sloppy(fc.constantFrom("STOP", "MAX_TOKENS", "SAFETY", "NEW")),
        groundingMetadata: partial({
          groundingChunks: sloppy(fc.array(partial({ web: partial({ uri: fc.string() }) }))),
          groundingSupports: sloppy(
            fc.array(partial({ groundingChunkIndices: json, segment: json })),
          ),
        }),
        citationMetadata: partial({ citations: json }),
        logprobsResult: partial({ chosenCandidates: json, topCandidates: json }),
      }),
      { maxLength: 3 },
    ),
  ),
  promptFeedback: partial({ blockReason: json }),
  usageMetadata: partial({ promptTokenCount: json, promptTokensDetails: json }),
  error: fc.option(json, { nil: undefined, freq: 1 }),
});

describe("whatever a server sends as Gemini's", () => {
  it("is normalized without throwing, to events that end once per choice", () => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 6 }), (chunks) => {
        const events = normalizeFrames(gemini, REQUEST, chunks);
        const finishes = events.flatMap((event) =>
          event.type === "finish" ? [event.choiceIndex] : [],
        );
        expect(new Set(finishes).size).toBe(finishes.length);
        expect(events.at(-1)?.type).toBe("finish");
        expect(events.filter(({ type }) => type === "usage").length).toBeLessThan(2);
        const begun = events.flatMap((event) =>
          event.type === "tool-call-start" ? [event.id] : [],
        );
        const ended = events.flatMap((event) => (event.type === "tool-call-end" ? [event.id] : []));
        expect(ended.toSorted()).toEqual(begun.toSorted());
      }),
      { numRuns: numRuns * 5 },
    );
  });

  it("is no success when it was cut, wherever that was", async () => {
    const streams = fixtures.filter(
      ({ api, stream = true, expected }) =>
        api === "gemini" && stream && expected.rawFinishReason !== undefined,
    );
    expect(streams.length).toBeGreaterThan(5);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...streams),
        fc.double({ min: 0, max: 1 }),
        async (fixture, at) => {
          // Up to the last finish reason nothing proves that the answer is whole.
          const end = fixture.body.lastIndexOf(`"${fixture.expected.rawFinishReason ?? ""}"`);
          const body = fixture.body.slice(0, Math.floor(at * end));
          const events = await read(() => fixtureResponse({ ...fixture, body, isCut: true }));
          const { choices } = accumulateChatEvents(events);
          for (const { finishReason, toolCalls } of choices) {
            expect(["interrupted", "error"]).toContain(finishReason);
            expect(toolCalls.filter(({ isComplete }) => isComplete)).toEqual([]);
          }
        },
      ),
      { numRuns },
    );
  });
});

/** The events of a streamed answer; none when it failed before output. */
async function read(respond: () => Response): Promise<ChatEvent[]> {
  const fetch = async () => respond();
  const client = new CometAPIClient({
    apiKey: "sk-property-key",
    maxRetries: 0,
    api: "gemini",
    fetch,
  });
  const stream = await client.streamChat(REQUEST).catch(() => undefined);
  return stream === undefined ? [] : (await Array.fromAsync(stream.batches)).flat();
}
