import { type ChatEvent, CometAPIError, EventLog, type ToolCallEndEvent } from "@cometapi/core";
import { describe, expect, it } from "vitest";
import { ChunkConverter } from "./events.ts";

const own = { choiceIndex: 0 } as const;
const call = { ...own, index: 0, id: "c", name: "now" } as const;
const endOf = (changes: Partial<ToolCallEndEvent> = {}): ChatEvent => ({
  ...call,
  type: "tool-call-end",
  arguments: '{"a":1}',
  isComplete: true,
  echo: undefined,
  ...changes,
});

/** What the chunks of each batch hold, and at last those of the end. */
function convert(...batches: ChatEvent[][]): unknown[][] {
  const context = { model: "m", api: "chat" as const, requestId: undefined, warnings: [] };
  const log = new EventLog();
  const converter = new ChunkConverter(context, log);
  const converted = batches.map((batch) => {
    for (const event of batch) log.push(event);
    return converter.convert(batch);
  });
  const chunks = [...converted, converter.end()];
  return chunks.map((ofBatch) =>
    ofBatch.map(({ choiceIndex, chunk: { text, message, generationInfo } }) => ({
      choiceIndex,
      id: message.id,
      text,
      content: message.content,
      kwargs: message.additional_kwargs,
      calls: "tool_call_chunks" in message ? message.tool_call_chunks : undefined,
      metadata: message.response_metadata,
      usage: "usage_metadata" in message ? message.usage_metadata : undefined,
      generationInfo,
    })),
  );
}

const chunk = {
  choiceIndex: 0,
  id: undefined,
  text: "",
  content: "",
  kwargs: {},
  calls: [],
  metadata: { model_provider: "cometapi" },
  usage: undefined,
  generationInfo: undefined,
};

const text: ChatEvent = { ...own, type: "text-delta", text: "Hi" };
const begin: ChatEvent = { ...call, type: "tool-call-start" };
const more = (argumentsDelta: string): ChatEvent => ({
  ...call,
  type: "tool-call-delta",
  argumentsDelta,
});

const vendorBlock: ChatEvent = {
  ...own,
  type: "vendor-block",
  api: "messages",
  block: { type: "x" },
  toolCall: undefined,
  toolResult: undefined,
};

it.each<[string, ChatEvent]>([
  ["a ping", { type: "ping" }],
  ["a chunk as it came", { type: "raw", value: { a: 1 } }],
  ["an error", { type: "error", error: new CometAPIError({ code: "server", message: "Down." }) }],
  ["the end of a text", { ...own, type: "text-end", echo: undefined }],
  ["the end of a thought", { ...own, type: "reasoning-end", echo: undefined }],
  ["a vendor's block", vendorBlock],
])("gives no chunk for %s, before or after others", (_what, event) => {
  expect(convert([event])[0]).toEqual([]);
  expect(convert([text], [event])[1]).toEqual([]);
});

const sourceOf = (url: string): ChatEvent => ({
  ...own,
  type: "citation",
  url,
  title: undefined,
  content: undefined,
  startIndex: undefined,
  endIndex: undefined,
});
const [a, b] = ["https://a.test", "https://b.test"] as const;
const citationsOf = (...urls: string[]) => urls.map((url) => ({ type: "citation", url }));

it("holds a source back until there is text", () => {
  expect(convert([sourceOf(a)], [text])).toEqual([
    [],
    [{ ...chunk, text: "Hi", content: "Hi", kwargs: { citations: citationsOf(a) } }],
    [],
  ]);
});

it("gives the sources that come after text at once, all of a batch", () => {
  expect(convert([text], [sourceOf(a), sourceOf(b)])[1]).toEqual([
    { ...chunk, kwargs: { citations: citationsOf(a, b) } },
  ]);
});

it("names the answer in every chunk", () => {
  const metadata: ChatEvent = {
    type: "response-metadata",
    id: "a",
    model: undefined,
    createdAtMs: undefined,
    systemFingerprint: undefined,
    serviceTier: undefined,
  };
  const finish: ChatEvent = { ...own, type: "finish", reason: "stop", rawReason: "stop" };
  expect(convert([metadata, text], [finish]).slice(0, 2)).toMatchObject([
    [{ id: "a", text: "Hi" }],
    [{ id: "a", text: "" }],
  ]);
});

it.each([
  ["that its bytes have", "audio/mpeg", "audio/mpeg"],
  ["that LangChain assumes", undefined, "audio/wav"],
])("says of what kind a clip is once, with its first bytes: %s", (_which, mediaType, mime_type) => {
  const clip = { ...own, type: "audio", id: undefined, data: undefined } as const;
  const bytes = { ...clip, data: "SUQz", transcript: undefined, mediaType } as const;
  const batches = convert([{ ...clip, id: "x", transcript: "He" }], [bytes], [bytes]).slice(0, 3);
  expect(batches).toEqual([
    [{ ...chunk, kwargs: { audio: { id: "x", transcript: "He" } } }],
    [{ ...chunk, kwargs: { audio: { data: "SUQz", mime_type } } }],
    [{ ...chunk, kwargs: { audio: { data: "SUQz" } } }],
  ]);
});

describe("a call", () => {
  const piece = { type: "tool_call_chunk", index: 0 };
  const begun = { ...piece, id: "c", name: "now" };

  it("comes in pieces, and its end says nothing new", () => {
    expect(convert([begin, more('{"a"')], [more(":"), more("1}")], [endOf()])).toEqual([
      [{ ...chunk, calls: [{ ...begun, args: '{"a"' }] }],
      [{ ...chunk, calls: [{ ...piece, args: ":1}" }] }],
      [],
      [],
    ]);
  });

  it("comes at once where its arguments have no pieces", () => {
    expect(convert([begin, endOf()])[0]).toEqual([
      { ...chunk, calls: [{ ...begun, args: '{"a":1}' }] },
    ]);
    expect(convert([begin], [endOf()]).slice(0, 2)).toEqual([
      [{ ...chunk, calls: [{ ...begun, args: "" }] }],
      [{ ...chunk, calls: [{ ...piece, args: '{"a":1}' }] }],
    ]);
  });

  it("that must not be run is named by its id, each of several", () => {
    const [[last] = []] = convert([
      endOf({ arguments: "{", isComplete: false }),
      endOf({ index: 1, id: "d", arguments: "[]" }),
    ]);
    expect(last).toMatchObject({
      kwargs: {
        invalid_tool_calls: {
          c: { type: "invalid_tool_call", id: "c", name: "now", args: "{" },
          d: { type: "invalid_tool_call", id: "d", name: "now", args: "[]" },
        },
      },
    });
  });
});

it("names a call that must not be run beside the reasoning that came with it", () => {
  const thought: ChatEvent = { ...own, type: "reasoning-delta", text: "Hm" };
  const [[last] = []] = convert([thought, endOf({ arguments: "{", isComplete: false })]);
  expect(last).toMatchObject({
    kwargs: { reasoning_content: "Hm", invalid_tool_calls: { c: { args: "{" } } },
  });
});

describe("the end", () => {
  const usage = {
    inputTokens: { total: 1, cacheRead: undefined, cacheWrite: undefined, audio: undefined },
    outputTokens: { total: 2, reasoning: undefined, audio: undefined },
    totalTokens: 3,
    cost: undefined,
    raw: { total_tokens: 3 },
  };

  const metadata = {
    model_provider: "cometapi",
    api: "chat",
    model: "m",
    model_name: "m",
    finish_reason: "stop",
  };

  it("comes in a chunk of its own, with the usage", () => {
    const finish: ChatEvent = { ...own, type: "finish", reason: "stop", rawReason: "stop" };
    expect(convert([{ type: "usage", usage }, finish])[0]).toEqual([
      {
        ...chunk,
        metadata: { ...metadata, usage: { total_tokens: 3 } },
        usage: {
          input_tokens: 1,
          output_tokens: 2,
          total_tokens: 3,
          input_token_details: {},
          output_token_details: {},
        },
        generationInfo: { finish_reason: "stop" },
      },
    ]);
  });

  it("of each choice has its own reason, and the first that ends has the usage", () => {
    const chunks = convert([
      { type: "usage", usage },
      { choiceIndex: 0, type: "finish", reason: "stop", rawReason: "stop" },
      { choiceIndex: 1, type: "finish", reason: "length", rawReason: "length" },
    ])[0];
    expect(chunks).toMatchObject([
      { usage: { total_tokens: 3 }, generationInfo: { finish_reason: "stop" } },
      {
        choiceIndex: 1,
        usage: undefined,
        metadata: { ...metadata, finish_reason: "length" },
        generationInfo: { finish_reason: "length" },
      },
    ]);
  });

  it("brings the sources of an answer without a text", () => {
    expect(
      convert([sourceOf(a)], [{ ...own, type: "finish", reason: "stop", rawReason: "stop" }])[1],
    ).toMatchObject([{ kwargs: { citations: citationsOf(a) } }, { metadata }]);
  });

  const echoOf = (choiceIndex: number) => ({
    api: "messages" as const,
    data: { signature: `s${choiceIndex}` },
  });

  it("of an answer that broke off keeps what goes back of each choice", () => {
    const thought = (choiceIndex: number): ChatEvent[] => [
      { choiceIndex, type: "reasoning-delta", text: "Hm" },
      { choiceIndex, type: "reasoning-end", echo: echoOf(choiceIndex) },
    ];
    const plain: ChatEvent = { choiceIndex: 2, type: "text-delta", text: "Hi" };
    const outline = (choiceIndex: number) => ({
      ...chunk,
      choiceIndex,
      metadata: {},
      kwargs: {
        content_outline: [{ type: "reasoning", length: 2, echo: echoOf(choiceIndex) }],
      },
    });
    expect(convert([...thought(0), ...thought(1), plain])[1]).toEqual([outline(0), outline(1)]);
  });
});
