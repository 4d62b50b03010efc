import { describe, expect, it } from "vitest";
import type { ChatEvent } from "../../../chat-event.ts";
import { CometAPIError } from "../../../../errors/comet-api-error.ts";
import { ChatCompletionsNormalizer } from "./chat-completions-normalizer.ts";
import { normalizeOpenAIUsage } from "../../answer/normalize-openai-usage.ts";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";

function normalize(...chunks: unknown[]): ChatEvent[] {
  const events: ChatEvent[] = [];
  const normalizer = new ChatCompletionsNormalizer({
    request: { model: "m", messages: [] },
    traits: resolveModelTraits("m"),
    generateId: () => "generated",
    locate: (error) => error,
    toError: () => new CometAPIError({ code: "server", message: "failed" }),
    includeRaw: false,
  });
  for (const chunk of chunks) normalizer.push(chunk, events);
  normalizer.end("whole", events);
  return events;
}

/** The events of one delta, without the finish event. */
function eventsOf(delta: unknown): unknown[] {
  return normalize({ choices: [{ index: 0, delta }] }).slice(0, -1);
}

const choiceIndex = 0;

function echoOf(details: object[]): object {
  return { api: "chat", data: { reasoning_details: details } };
}

describe("a delta", () => {
  it.each([
    [
      "one part by itself",
      { content: { type: "text", text: "a" } },
      { type: "text-delta", text: "a" },
    ],
    [
      "a refusal as part",
      { content: [{ type: "refusal", refusal: "no" }] },
      { type: "refusal-delta", text: "no" },
    ],
    [
      "audio as part",
      { content: [{ type: "audio", audio: { data: "aGk=" } }] },
      { type: "audio", id: undefined, data: "aGk=", transcript: undefined },
    ],
    [
      "an image as base64",
      { images: [{ b64_json: "aGk=", mime_type: "image/webp" }] },
      { type: "image", image: { data: "aGk=", mediaType: "image/webp" } },
    ],
    [
      "an image as data without a type",
      { images: { media_type: "image/gif", data: "aGk=" } },
      { type: "image", image: { data: "aGk=", mediaType: "image/gif" } },
    ],
    [
      "an image as an address",
      { images: ["https://example.com/a.png"] },
      { type: "image", image: { url: "https://example.com/a.png" } },
    ],
    [
      "an image as a data address without a media type",
      { images: [{ url: "data:;base64,aGk=" }] },
      { type: "image", image: { data: "aGk=", mediaType: "image/png" } },
    ],
    [
      "reasoning as an object",
      { reasoning: { content: "a" } },
      { type: "reasoning-delta", text: "a" },
    ],
    ["reasoning as `thinking`", { thinking: "a" }, { type: "reasoning-delta", text: "a" }],
    [
      "reasoning as part",
      { content: [{ reasoning: "a" }] },
      { type: "reasoning-delta", text: "a" },
    ],
  ])("may hold %s", (_what, delta, event) => {
    expect(eventsOf(delta)).toEqual([{ choiceIndex, ...event }]);
  });

  it.each([
    ["empty images", { images: ["", {}, null, { url: 7 }] }],
    ["empty audio", { audio: { expires_at: 1 } }],
    ["parts that are nothing", { content: [null, 7, { type: "text" }] }],
    ["citations without an address", { citations: ["", {}, 7], annotations: "none" }],
    ["tool calls that are nothing", { tool_calls: [null, "x"] }],
    ["reasoning that is nothing", { reasoning: 7, reasoning_details: [7] }],
  ])("with %s gives no event", (_what, delta) => {
    expect(eventsOf(delta)).toEqual([]);
  });

  it("may hold a signed thinking part, to be echoed", () => {
    const part = { type: "thinking", thinking: "a", signature: "s" };
    expect(eventsOf({ content: [part] })).toEqual([
      { type: "reasoning-delta", choiceIndex, text: "a" },
      { type: "reasoning-end", choiceIndex, echo: echoOf([part]) },
    ]);
  });

  it("may hold sources in every shape, each reported once", () => {
    const events = eventsOf({
      content: [
        { type: "text", text: "a", annotations: [{ url: "https://a.example", title: "A" }] },
      ],
      citations: ["https://a.example", { web: { uri: "https://b.example" } }],
      annotations: [
        {
          url_citation: {
            link: "https://c.example",
            name: "C",
            snippet: "…",
            start_index: 0,
            end_index: 1,
          },
        },
      ],
    });
    expect(events.flatMap((event) => (isCitation(event) ? [event.url] : []))).toEqual([
      "https://a.example",
      "https://c.example",
      "https://b.example",
    ]);
  });

  it("has its calls in their order, though one without arguments starts last", () => {
    const events = eventsOf({
      tool_calls: [
        { index: 0, id: "a", function: { name: "one", arguments: "" } },
        { index: 1, id: "b", function: { name: "two", arguments: '{"x":1}' } },
      ],
    });
    expect(events).toMatchObject([
      { type: "tool-call-start", index: 1, id: "b" },
      { type: "tool-call-delta", index: 1, id: "b" },
      { type: "tool-call-start", index: 0, id: "a" },
      { type: "tool-call-end", index: 0, id: "a" },
      { type: "tool-call-end", index: 1, id: "b" },
    ]);
  });

  it("has its calls in `function_call` where `tool_calls` is empty", () => {
    const events = eventsOf({ tool_calls: [], function_call: { name: "now", arguments: "{}" } });
    expect(events.at(-1)).toMatchObject({ type: "tool-call-end", name: "now", arguments: "{}" });
  });

  it("of the older completions API is its text", () => {
    expect(normalize({ choices: [{ text: "a" }] })[0]).toEqual({
      type: "text-delta",
      choiceIndex,
      text: "a",
    });
  });
});

function isCitation(event: unknown): event is { type: "citation"; url: string } {
  return (
    typeof event === "object" && event !== null && "type" in event && event.type === "citation"
  );
}

describe("a citation", () => {
  const url = "https://a.example";
  const citationsOf = (chunk: object) => normalize(chunk).filter(isCitation);
  const ranged = (start_index: number) => ({
    type: "url_citation",
    url_citation: { url, start_index, end_index: start_index + 1 },
  });

  it("has the title and the passage that only the search results tell", () => {
    expect(
      citationsOf({
        choices: [{ delta: { content: "a" } }],
        citations: [url],
        search_results: [{ title: "A", url, snippet: "…" }],
      }),
    ).toMatchObject([{ url, title: "A", content: "…" }]);
  });

  it("without a range is left out when its address came with one", () => {
    expect(
      citationsOf({ choices: [{ delta: { annotations: [ranged(0)] } }], citations: [url] }),
    ).toMatchObject([{ url, startIndex: 0 }]);
  });

  it("comes once for each range its address supports", () => {
    const annotations = [ranged(0), ranged(4), ranged(0)];
    expect(citationsOf({ choices: [{ delta: { annotations } }] })).toMatchObject([
      { url, startIndex: 0 },
      { url, startIndex: 4 },
    ]);
  });
});

describe("reasoning details", () => {
  it("are separate blocks once the one before has its signature, or another id", () => {
    const events = eventsOf({
      reasoning_details: [
        { type: "reasoning.text", text: "a", id: "1" },
        { type: "reasoning.text", text: "b", id: "1" },
        { text: "c", signature: "s" },
        { type: "reasoning.text", text: "d" },
        { type: "reasoning.text", text: "e", id: "2", signature: null },
        { data: 7, format: null },
        { data: "x" },
      ],
    });
    expect(events.at(-1)).toMatchObject({
      echo: echoOf([
        { text: "abc", id: "1", signature: "s" },
        { text: "d" },
        { text: "e", id: "2", data: "x" },
      ]),
    });
  });

  const encrypted = { type: "reasoning.encrypted", index: 0 };
  const redacted = { type: "redacted_thinking" };

  it.each([
    [
      "two that were redacted",
      [
        { type: "thinking", thinking: "a", signature: "s" },
        { ...redacted, data: "AAA" },
        { ...redacted, data: "BBB" },
      ],
    ],
    [
      "two encrypted ones at one index",
      [
        { ...encrypted, data: "AAA" },
        { ...encrypted, data: "BBB" },
      ],
    ],
    [
      "encrypted ones of two tool calls",
      [
        { ...encrypted, id: "tool_1", data: "AAA" },
        { ...encrypted, id: "tool_2", data: "BBB" },
      ],
    ],
    [
      "two texts at one index with ids of their own",
      [
        { type: "reasoning.text", text: "a", index: 0, id: "1" },
        { type: "reasoning.text", text: "b", index: 0, id: "2" },
      ],
    ],
  ])("keep %s apart, as they came", (_what, blocks) => {
    expect(eventsOf({ reasoning_details: blocks }).at(-1)).toEqual({
      type: "reasoning-end",
      choiceIndex,
      echo: echoOf(blocks),
    });
  });

  it("are one block when the signature was blank until it came", () => {
    const events = eventsOf({
      thinking_blocks: [
        { type: "thinking", thinking: "a", signature: "" },
        { type: "thinking", thinking: "b", signature: "" },
        { type: "thinking", thinking: "", signature: "s" },
      ],
    });
    expect(events.at(-1)).toMatchObject({
      echo: echoOf([{ type: "thinking", thinking: "ab", signature: "s" }]),
    });
  });

  it("of one encrypted block may bring its data after its id", () => {
    const events = eventsOf({
      reasoning_details: [
        { ...encrypted, id: "1" },
        { ...encrypted, data: "AAA" },
      ],
    });
    expect(events.at(-1)).toMatchObject({
      echo: echoOf([{ ...encrypted, id: "1", data: "AAA" }]),
    });
  });

  it("of a kind nobody knows bring their data in pieces", () => {
    const piece = (data: string) => ({
      choices: [{ delta: { reasoning_details: [{ type: "reasoning.new", index: 0, data }] } }],
    });
    expect(normalize(piece("a"), piece("b"))).toContainEqual({
      type: "reasoning-end",
      choiceIndex: 0,
      echo: echoOf([{ type: "reasoning.new", index: 0, data: "ab" }]),
    });
  });

  it("of one block may name its id only once", () => {
    const events = eventsOf({
      reasoning_details: [
        { type: "reasoning.text", text: "a", index: 0, id: null },
        { type: "reasoning.text", text: "b", index: 0, id: "1" },
        { type: "reasoning.text", signature: "s", index: 0, id: null },
      ],
    });
    expect(events.at(-1)).toMatchObject({
      echo: echoOf([{ text: "ab", id: "1", signature: "s" }]),
    });
  });
});

describe("signed reasoning", () => {
  const signed = { type: "reasoning.text", text: "a", signature: "s", index: 0 };
  const types = (...deltas: object[]) =>
    normalize(...deltas.map((delta) => ({ choices: [{ delta }] }))).map(({ type }) => type);

  it("comes before the text or the call it leads to", () => {
    expect(types({ reasoning_details: [signed] }, { content: "4" })).toEqual([
      "reasoning-delta",
      "reasoning-end",
      "text-delta",
      "finish",
    ]);
    const tool_calls = [{ index: 0, id: "c", function: { name: "now", arguments: '{"a":1}' } }];
    expect(types({ reasoning_details: [signed] }, { tool_calls }, { content: "" })).toEqual([
      "reasoning-delta",
      "reasoning-end",
      "tool-call-start",
      "tool-call-delta",
      "tool-call-end",
      "finish",
    ]);
  });

  it("waits for a signature that comes after the text", () => {
    const { signature, ...unsigned } = signed;
    expect(
      types(
        { reasoning_details: [unsigned] },
        { content: "4" },
        { reasoning_details: [{ type: "reasoning.text", signature, index: 0 }] },
      ),
    ).toEqual(["reasoning-delta", "text-delta", "reasoning-end", "finish"]);
  });
});

describe("a message that repeats what its deltas said", () => {
  const kindsOf = (delta: object, message: object): unknown[] =>
    normalize({ choices: [{ delta }] }, { choices: [{ delta: {}, message }] }).map(
      ({ type }) => type,
    );

  it.each([
    ["reasoning_content", "a"],
    ["reasoning", "a"],
    ["thinking", "a"],
    ["reasoning_text", "a"],
    ["reasoning_details", [{ type: "reasoning.text", text: "a", signature: "s" }]],
    ["thinking_blocks", [{ type: "thinking", thinking: "a", signature: "s" }]],
  ])("adds nothing by its %s", (name, value) => {
    expect(kindsOf({ reasoning_content: "a" }, { [name]: value })).toEqual([
      "reasoning-delta",
      "finish",
    ]);
  });

  it.each(["tool_calls", "function_call"])("adds no call by its %s", (name) => {
    const call = { name: "now", arguments: '{"a":1}' };
    const calls = { function_call: call, tool_calls: [{ index: 0, function: call }] };
    expect(kindsOf(calls, { [name]: Reflect.get(calls, name) })).toEqual([
      "tool-call-start",
      "tool-call-delta",
      "tool-call-end",
      "finish",
    ]);
  });
});

describe("log probabilities", () => {
  it("of a refusal are told, too", () => {
    const logprobs = { content: null, refusal: [{ token: "No", logprob: -0.1 }] };
    expect(normalize({ choices: [{ delta: {}, logprobs }] })).toContainEqual({
      type: "logprobs",
      choiceIndex: 0,
      content: [{ token: "No", logprob: -0.1 }],
    });
  });
});

describe("an error of the stream's own form", () => {
  const errorOf = (...chunks: unknown[]): unknown =>
    normalize(...chunks).flatMap((event) => (event.type === "error" ? [event.error] : []))[0];

  it.each([
    [null, "null"],
    [42, "number"],
    [[], "a list"],
  ])("says what came in place of a chunk: %j", (chunk, name) => {
    expect(errorOf(chunk)).toMatchObject({
      code: "invalid-response",
      message: expect.stringContaining(`not an object but ${name}`),
      isRetryable: true,
    });
  });

  it("may be repeated where another answer began", () => {
    const chunk = (id: string) => ({ id, choices: [{ delta: { content: id } }] });
    expect(errorOf(chunk("a"), chunk("a"), chunk("b"))).toMatchObject({
      code: "stream-interrupted",
      isRetryable: true,
    });
  });
});

describe("an error of a stream", () => {
  it("leaves none of several choices a success", () => {
    const both = (choice: object) => ({
      choices: [
        { index: 0, ...choice },
        { index: 1, ...choice },
      ],
    });
    const events = normalize(
      both({ delta: { content: "A" } }),
      { error: { message: "Down." } },
      both({ delta: {}, finish_reason: "stop" }),
    );
    const reasons = events.flatMap((event) => (event.type === "finish" ? [event.reason] : []));
    expect(reasons).toEqual(["error", "error"]);
  });
});

it("gives an answer of nothing its end", () => {
  expect(normalize().at(-1)).toMatchObject({ type: "finish", choiceIndex: 0 });
});

it("replaces arguments that only held the place of others, which may be repeated", () => {
  const piece = (text: string) => ({
    choices: [
      { delta: { tool_calls: [{ index: 0, id: "a", function: { name: "f", arguments: text } }] } },
    ],
  });
  const events = normalize(piece("{}"), piece('{"a":'), piece('{"a":1}'));
  expect(events).toContainEqual(
    expect.objectContaining({ type: "tool-call-end", arguments: '{"a":1}' }),
  );
});

describe("metadata", () => {
  it("is corrected when another model turns out to answer", () => {
    const events = normalize(
      { id: "a", model: "router", created: 1790000000, choices: [] },
      { id: "b", model: "gpt-5", service_tier: "flex", choices: [{ delta: { content: "x" } }] },
    );
    expect(events.filter(({ type }) => type === "response-metadata")).toEqual([
      {
        type: "response-metadata",
        id: "a",
        model: "router",
        createdAtMs: 1_790_000_000_000,
        systemFingerprint: undefined,
        serviceTier: undefined,
      },
      {
        type: "response-metadata",
        id: "a",
        model: "gpt-5",
        createdAtMs: 1_790_000_000_000,
        systemFingerprint: undefined,
        serviceTier: "flex",
      },
    ]);
  });
});

describe("an index that makes no sense", () => {
  it.each([-1, 0.5, 1e9, "x", null])("%j counts as the position", (index) => {
    expect(normalize({ choices: [{ index, delta: { content: "a" } }] })[0]).toMatchObject({
      choiceIndex: 0,
    });
  });
});

describe("a finish reason", () => {
  it.each(["constructor", "__proto__", "toString"])("%j is a word like any other", (word) => {
    expect(normalize({ choices: [{ delta: {}, finish_reason: word }] }).at(-1)).toMatchObject({
      reason: "other",
      rawReason: word,
    });
  });

  it("`stop` counts after an unknown word, which servers send while the answer goes on", () => {
    const going = { choices: [{ delta: { content: "Hel" }, finish_reason: "in_progress" }] };
    const last = { choices: [{ delta: { content: "lo" }, finish_reason: "stop" }] };
    expect(normalize(going, last).at(-1)).toMatchObject({ reason: "stop", rawReason: "stop" });
  });
});

describe("usage", () => {
  it.each([
    [{ cost: { total_cost: 0.5 }, prompt_tokens: 1 }, 0.5],
    [{ total_cost: "0.5", prompt_tokens: 1 }, 0.5],
    [{ prompt_tokens: 1 }, undefined],
  ])("of %j costs %s", (usage, cost) => {
    expect(normalizeOpenAIUsage(usage)?.cost).toBe(cost);
  });

  it("takes xAI's own price for no charge of CometAPI", () => {
    const usage = normalizeOpenAIUsage({ prompt_tokens: 1, cost_in_usd_ticks: 5_000_000_000 });
    expect(usage).toMatchObject({ cost: undefined, vendorCost: 0.5 });
  });

  it.each([undefined, null, 7, [], {}])("%j is none", (usage) => {
    expect(normalizeOpenAIUsage(usage)).toBeUndefined();
  });

  it("leaves out counts that are no counts", () => {
    expect(
      normalizeOpenAIUsage({ prompt_tokens: -5, completion_tokens: "many", total_tokens: null }),
    ).toMatchObject({
      inputTokens: { total: undefined },
      outputTokens: { total: undefined },
      totalTokens: undefined,
    });
  });

  it("counts reasoning into an output that is smaller than it", () => {
    expect(
      normalizeOpenAIUsage({ completion_tokens: 2, reasoning_tokens: 9 })?.outputTokens.total,
    ).toBe(11);
  });

  it("counts cached tokens into the totals where Anthropic's counts leave them out", () => {
    expect(
      normalizeOpenAIUsage({
        prompt_tokens: 12,
        completion_tokens: 2,
        total_tokens: 14,
        prompt_tokens_details: { cached_tokens: 5000 },
        claude_cache_creation_5_m_tokens: 300,
        claude_cache_creation_1_h_tokens: 200,
      }),
    ).toMatchObject({
      inputTokens: { total: 5512, cacheRead: 5000, cacheWrite: 500, cacheWrite1h: 200 },
      totalTokens: 5514,
    });
    expect(
      normalizeOpenAIUsage({
        input_tokens: 12,
        cache_creation_input_tokens: 500,
        cache_creation: { ephemeral_5m_input_tokens: 300, ephemeral_1h_input_tokens: 200 },
      }),
    ).toMatchObject({ inputTokens: { total: 512, cacheWrite: 500, cacheWrite1h: 200 } });
  });

  it("believes `usage_semantic` more than the counts", () => {
    const usage = { prompt_tokens: 100, prompt_tokens_details: { cached_tokens: 80 } };
    expect(normalizeOpenAIUsage({ ...usage, usage_semantic: "anthropic" })?.inputTokens.total).toBe(
      180,
    );
    expect(normalizeOpenAIUsage({ ...usage, usage_semantic: "openai" })?.inputTokens.total).toBe(
      100,
    );
  });

  it("of the Responses API is read too", () => {
    expect(
      normalizeOpenAIUsage({
        input_tokens: 5,
        output_tokens: 9,
        input_tokens_details: { cached_tokens: 2 },
        output_tokens_details: { reasoning_tokens: 4 },
      }),
    ).toMatchObject({
      inputTokens: { total: 5, cacheRead: 2 },
      outputTokens: { total: 9, reasoning: 4 },
    });
  });
});
