import { fixtures, fixtureResponse } from "@cometapi/testing";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { normalizeFrames } from "../../../../test/normalize-frames.ts";
import { json, partial, sloppy } from "../../../../test/sloppy-values.ts";
import { CometAPIClient } from "../../../client.ts";
import { accumulateChatEvents } from "../../accumulate-chat-events.ts";
import type { ChatEvent } from "../../chat-event.ts";
import { messages } from "./messages.ts";

/** How many cases each property is tried with: few as a rule, many by `npm run test:full`. */
const numRuns = process.env["MODE"] === "full" ? 5000 : 200;
vi.setConfig({ testTimeout: 120_000 });

const REQUEST = { model: "claude-opus-5", messages: [] };

const block = partial({
  type: sloppy(
    fc.constantFrom(
      "text",
      "thinking",
      "redacted_thinking",
      "tool_use",
      "server_tool_use",
      "web_search_tool_result",
      "fallback",
      "new",
    ),
  ),
  id: sloppy(fc.constantFrom("a", "b")),
  name: sloppy(fc.constantFrom("now", "web_search", "code_execution")),
  text: sloppy(fc.string()),
  thinking: sloppy(fc.string()),
  signature: sloppy(fc.string()),
  input: json,
  tool_use_id: sloppy(fc.constantFrom("a", "b")),
  content: json,
  caller: partial({ type: sloppy(fc.string()), tool_id: json }),
  toolset_name: fc.option(sloppy(fc.constant("computer")), { nil: undefined, freq: 1 }),
  citations: sloppy(fc.array(partial({ type: fc.string(), url: json }), { maxLength: 2 })),
});

const delta = partial({
  type: sloppy(
    fc.constantFrom(
      "text_delta",
      "thinking_delta",
      "signature_delta",
      "input_json_delta",
      "citations_delta",
      "new_delta",
    ),
  ),
  text: sloppy(fc.string()),
  thinking: sloppy(fc.string()),
  signature: sloppy(fc.string()),
  partial_json: sloppy(fc.constantFrom("", "{", '"a":1', "}")),
  citation: partial({ url: sloppy(fc.string()), cited_text: json }),
  stop_reason: sloppy(fc.constantFrom("end_turn", "tool_use", "max_tokens", "new", null)),
  container: partial({ id: json }),
});

const usage = partial({ input_tokens: json, output_tokens: json, iterations: json });

const event = partial({
  type: sloppy(
    fc.constantFrom(
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
      "ping",
      "new",
    ),
  ),
  index: sloppy(fc.nat(3)),
  message: partial({
    id: sloppy(fc.constantFrom("a", "b")),
    model: json,
    content: sloppy(fc.array(block, { maxLength: 2 })),
    usage,
    stop_reason: json,
  }),
  content_block: block,
  delta,
  usage,
  error: fc.option(json, { nil: undefined, freq: 1 }),
});

describe("whatever a server sends as Anthropic's", () => {
  it("is normalized without throwing, to events that end once", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), (frames) => {
        const events = normalizeFrames(messages, REQUEST, frames);
        expect(events.filter(({ type }) => type === "finish")).toHaveLength(1);
        expect(events.at(-1)?.type).toBe("finish");
        expect(events.filter(({ type }) => type === "usage").length).toBeLessThan(2);
        const idsOf = (kind: string) =>
          events.flatMap((one) => (one.type === kind && "id" in one ? [one.id] : []));
        const begun = idsOf("tool-call-start");
        const ended = idsOf("tool-call-end");
        expect(ended).toEqual(begun);
        expect(new Set(begun).size).toBe(begun.length);
      }),
      { numRuns: numRuns * 5 },
    );
  });

  it("is no success when it was cut, wherever that was", async () => {
    const streams = fixtures.filter(
      ({ api, stream = true, expected }) =>
        api === "messages" && stream && expected.rawFinishReason !== undefined,
    );
    expect(streams.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...streams),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (fixture, at) => {
          // Up to its stop reason nothing proves that an answer is whole.
          const reason = `"${fixture.expected.rawFinishReason ?? ""}"`;
          const proof = fixture.body.indexOf(reason);
          const body = fixture.body.slice(0, Math.floor(at * proof));
          const events = await read(() => fixtureResponse({ ...fixture, body, isCut: true }));
          for (const choice of accumulateChatEvents(events).choices) {
            expect(["interrupted", "error"]).toContain(choice.finishReason);
            expect(choice.toolCalls.filter(({ isComplete }) => isComplete)).toEqual([]);
          }
        },
      ),
      { numRuns },
    );
  });
});

/** The events of a streamed answer; none when it failed before output. */
async function read(respond: () => Response): Promise<ChatEvent[]> {
  const client = new CometAPIClient({
    apiKey: "sk-property-key",
    maxRetries: 0,
    api: "messages",
    fetch: async () => respond(),
  });
  const stream = await client.streamChat(REQUEST).catch(() => undefined);
  return stream === undefined ? [] : (await Array.fromAsync(stream.batches)).flat();
}
