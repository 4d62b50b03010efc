import { inspect } from "node:util";
import { createInMemoryFetch, fixtures, fixtureResponse } from "@cometapi/testing";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { normalizeFrames } from "../test/normalize-frames.ts";
import { json, sloppy } from "../test/sloppy-values.ts";
import type { ChatEvent } from "./chat/chat-event.ts";
import { CometAPIClient } from "./client.ts";
import { CometAPIError } from "./errors/comet-api-error.ts";
import { chatCompletions } from "./chat/apis/chat-completions/chat-completions.ts";

/** How many cases each property is tried with: few as a rule, many by `npm run test:full`. */
const numRuns = process.env["MODE"] === "full" ? 5000 : 100;
vi.setConfig({ testTimeout: 120_000 });

const REQUEST = { model: "gpt-4o-mini", messages: [{ role: "user" as const, content: "Hello?" }] };

const toolCall = fc.record(
  {
    index: sloppy(fc.nat(3)),
    id: sloppy(fc.string()),
    function: sloppy(
      fc.record(
        { name: sloppy(fc.string()), arguments: sloppy(fc.string()) },
        { requiredKeys: [] },
      ),
    ),
    extra_content: json,
  },
  { requiredKeys: [] },
);

const delta = fc.record(
  {
    role: sloppy(fc.constant("assistant")),
    content: sloppy(fc.string()),
    reasoning: sloppy(fc.string()),
    reasoning_content: sloppy(fc.string()),
    reasoning_details: sloppy(fc.array(json)),
    refusal: sloppy(fc.string()),
    tool_calls: sloppy(fc.array(sloppy(toolCall), { maxLength: 3 })),
    function_call: json,
    images: json,
    audio: json,
    annotations: json,
  },
  { requiredKeys: [] },
);

const chunk = fc.record(
  {
    id: sloppy(fc.string()),
    model: sloppy(fc.string()),
    created: sloppy(fc.nat()),
    choices: sloppy(
      fc.array(
        sloppy(
          fc.record(
            {
              index: sloppy(fc.nat(2)),
              delta: sloppy(delta),
              finish_reason: sloppy(fc.string()),
              logprobs: json,
            },
            { requiredKeys: [] },
          ),
        ),
        { maxLength: 3 },
      ),
    ),
    usage: sloppy(fc.dictionary(fc.constantFrom("prompt_tokens", "total_tokens"), json)),
    citations: json,
    error: fc.option(json, { nil: undefined }),
  },
  { requiredKeys: [] },
);

describe("whatever a vendor sends", () => {
  it("is normalized without throwing, to events that end once per choice", () => {
    fc.assert(
      fc.property(fc.array(sloppy(chunk), { maxLength: 6 }), (chunks) => {
        const events = normalizeFrames(chatCompletions, REQUEST, chunks, "whole");
        const finishes = events.flatMap((event) =>
          event.type === "finish" ? [event.choiceIndex] : [],
        );
        expect(new Set(finishes).size).toBe(finishes.length);
        expect(events.at(-1)?.type).toBe("finish");
        const started = callsOf(events, "tool-call-start");
        expect(callsOf(events, "tool-call-end").toSorted()).toEqual(started.toSorted());
        expect(new Set(started).size).toBe(started.length);
      }),
      { numRuns: numRuns * 5 },
    );
  });

  it("gives the same events wherever the network splits it", async () => {
    const streams = fixtures.filter(
      ({ api = "chat", stream = true, body }) => api === "chat" && stream && body.length < 100_000,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...streams),
        fc.uniqueArray(fc.nat(2000), { maxLength: 30 }),
        async (fixture, positions) => {
          const splitAt = positions.toSorted((a, b) => a - b);
          const whole = await read(() => fixtureResponse(fixture));
          const split = await read(() => fixtureResponse(fixture, { splitAt }));
          expect(split).toEqual(whole);
        },
      ),
      { numRuns },
    );
  });
});

/** Calls are told apart by their id within one choice. */
function callsOf(events: ChatEvent[], type: "tool-call-start" | "tool-call-end"): string[] {
  return events.flatMap((event) =>
    event.type === type ? [`${event.choiceIndex} ${event.id}`] : [],
  );
}

async function read(respond: () => Response): Promise<string> {
  const client = new CometAPIClient({
    apiKey: "sk-property-key",
    maxRetries: 0,
    fetch: async () => respond(),
  });
  let text = "";
  try {
    const { batches } = await client.streamChat(REQUEST);
    for await (const batch of batches) for (const event of batch) text += contentOf(event);
  } catch (error) {
    text += String(error);
  }
  return text;
}

function contentOf(event: ChatEvent): string {
  if (event.type === "text-delta" || event.type === "reasoning-delta") return event.text;
  if (event.type === "tool-call-delta") return event.argumentsDelta;
  if (event.type === "tool-call-end") return `[end ${event.name} ${event.isComplete}]`;
  if (event.type === "finish") return `[finish ${event.choiceIndex} ${event.reason}]`;
  return event.type === "error" ? `[${event.error.code}]` : "";
}

describe("the key", () => {
  const key = fc
    .string({
      minLength: 12,
      maxLength: 40,
      unit: fc.constantFrom("a", "f", "X", "Z", "0", "9", "-", "_", "+", "/", "=", '"', "\\", "%"),
    })
    .map((text) => `sk-${text}`);

  it("is in no printed form of an error, also when the server repeats it", async () => {
    await fc.assert(
      fc.asyncProperty(
        key,
        fc.constantFrom(200, 400, 401, 404, 429, 500, 302),
        async (apiKey, status) => {
          const { fetch } = createInMemoryFetch([
            () =>
              new Response(
                JSON.stringify({ error: { message: `bad key ${apiKey}`, code: apiKey } }),
                {
                  status,
                  headers: {
                    "content-type": "application/json",
                    "x-request-id": encodeURIComponent(apiKey),
                    location: `https://elsewhere.example/?key=${encodeURIComponent(apiKey)}`,
                  },
                },
              ),
          ]);
          const client = new CometAPIClient({ apiKey, fetch, maxRetries: 0 });
          const error = await client.chat(REQUEST).catch((reason: unknown) => reason);
          expect(CometAPIError.isInstance(error)).toBe(true);
          for (const text of printed(error)) {
            expect(text).not.toContain(apiKey);
            expect(text).not.toContain(encodeURIComponent(apiKey));
          }
        },
      ),
      { numRuns },
    );
  });

  it("is in no printed form of an error within a stream, whatever its frame looks like", async () => {
    const frame = fc.constantFrom(
      (text: string) => `upstream refused Bearer ${text}`,
      (text: string) => JSON.stringify({ error: { message: text } }),
      (text: string) => JSON.stringify(text),
    );
    await fc.assert(
      fc.asyncProperty(key, frame, async (apiKey, toData) => {
        const { fetch } = createInMemoryFetch([
          () => new Response(`: begin\n\ndata: ${toData(apiKey)}\n\n`),
        ]);
        const client = new CometAPIClient({ apiKey, fetch, maxRetries: 0 });
        const error = await client.streamChat(REQUEST).catch((reason: unknown) => reason);
        expect(CometAPIError.isInstance(error)).toBe(true);
        for (const text of printed(error)) expect(text).not.toContain(apiKey);
      }),
      { numRuns },
    );
  });

  it("is in no printed form of a client, nor in what its hooks see", async () => {
    await fc.assert(
      fc.asyncProperty(key, async (apiKey) => {
        const seen: unknown[] = [];
        const { fetch } = createInMemoryFetch([new Error(`cannot reach with ${apiKey}`)]);
        const client = new CometAPIClient({
          apiKey,
          fetch,
          headers: { "x-copy": apiKey },
          maxRetries: 0,
          onRequest: (event) => seen.push(event),
          onResponse: (event) => seen.push(event),
        });
        const error = await client.chat(REQUEST).catch((reason: unknown) => reason);
        for (const value of [client, seen, error]) {
          for (const text of printed(value)) expect(text).not.toContain(apiKey);
        }
      }),
      { numRuns },
    );
  });
});

/** Every way a value reaches a log. */
function printed(value: unknown): string[] {
  const forms = [JSON.stringify(value), inspect(value, { depth: 9, showHidden: true })];
  if (value instanceof Error) {
    const clone: unknown = structuredClone(value);
    forms.push(
      value.message,
      String(value.stack),
      String(value),
      inspect(clone),
      inspect(value.cause),
    );
  }
  return forms;
}
