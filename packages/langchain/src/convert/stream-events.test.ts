import { type ChatEvent, CometAPIError } from "@cometapi/core";
import { expect, it } from "vitest";
import { StreamEventConverter } from "./stream-events.ts";

const own = { choiceIndex: 0 } as const;
const call = { ...own, index: 0, id: "c", name: "now" } as const;
const start = (index: number, content: object) => ({
  event: "content-block-start",
  index,
  content,
});
const delta = (index: number, content: object) => ({
  event: "content-block-delta",
  index,
  delta: content,
});
const finish = (index: number, content: object) => ({
  event: "content-block-finish",
  index,
  content,
});
const echo = { api: "messages" as const, data: { signature: "s" } };
const metadata: ChatEvent = {
  type: "response-metadata",
  id: "a",
  model: undefined,
  createdAtMs: undefined,
  systemFingerprint: undefined,
  serviceTier: undefined,
};
const text = (of: string): ChatEvent => ({ ...own, type: "text-delta", text: of });
const endText: ChatEvent = { ...own, type: "text-end", echo: undefined };

/** The protocol's events of each batch. */
function convert(...batches: ChatEvent[][]): unknown[][] {
  const context = { model: "m", api: "chat" as const, requestId: "r", warnings: [] };
  const converter = new StreamEventConverter(context);
  return batches.map((batch) => converter.convert(batch));
}

it("gives a block one delta per batch, and a new block after its end", () => {
  const thought = (of: string): ChatEvent => ({ ...own, type: "reasoning-delta", text: of });
  const endThoughts: ChatEvent = { ...own, type: "reasoning-end", echo };
  expect(
    convert(
      [{ type: "ping" }, metadata, thought("H"), thought("m")],
      [endThoughts, text("A")],
      [endText, text("B"), endText, text("C")],
      [{ ...own, type: "finish", reason: "stop", rawReason: "stop" }],
    ),
  ).toEqual([
    [
      { event: "message-start", id: "a" },
      start(0, { type: "reasoning", reasoning: "" }),
      delta(0, { type: "reasoning-delta", reasoning: "Hm" }),
    ],
    [start(1, { type: "text", text: "" }), delta(1, { type: "text-delta", text: "A" })],
    [
      start(2, { type: "text", text: "" }),
      delta(2, { type: "text-delta", text: "B" }),
      start(3, { type: "text", text: "" }),
      delta(3, { type: "text-delta", text: "C" }),
    ],
    [
      finish(0, { type: "reasoning", reasoning: "Hm", echo }),
      finish(1, { type: "text", text: "A" }),
      finish(2, { type: "text", text: "B" }),
      finish(3, { type: "text", text: "C" }),
      {
        event: "message-finish",
        reason: "stop",
        responseMetadata: {
          model_provider: "cometapi",
          api: "chat",
          model: "m",
          model_name: "m",
          finish_reason: "stop",
          id: "a",
          request_id: "r",
        },
      },
    ],
  ]);
});

it("gives each of several thoughts its own block", () => {
  const thought = (of: string): ChatEvent[] => [
    { ...own, type: "reasoning-delta", text: of },
    { ...own, type: "reasoning-end", echo: undefined },
  ];
  const [events = []] = convert([...thought("A"), ...thought("B"), ...thought("C")]);
  expect(events.slice(1)).toEqual(
    ["A", "B", "C"].flatMap((reasoning, index) => [
      start(index, { type: "reasoning", reasoning: "" }),
      delta(index, { type: "reasoning-delta", reasoning }),
    ]),
  );
});

it("starts a new text after a tool call", () => {
  expect(convert([text("A"), { ...call, type: "tool-call-start" }, text("B")])).toEqual([
    [
      { event: "message-start" },
      start(0, { type: "text", text: "" }),
      delta(0, { type: "text-delta", text: "A" }),
      start(1, { type: "tool_call_chunk", id: "c", name: "now", args: "" }),
      start(2, { type: "text", text: "" }),
      delta(2, { type: "text-delta", text: "B" }),
    ],
  ]);
});

it("gives a call's arguments so far with every delta", () => {
  const piece = (argumentsDelta: string): ChatEvent => ({
    ...call,
    type: "tool-call-delta",
    argumentsDelta,
  });
  const end = { arguments: '{"a":1}', isComplete: true, echo: undefined };
  const chunk = { type: "tool_call_chunk", id: "c", name: "now" };
  expect(
    convert(
      [{ ...call, type: "tool-call-start" }, piece('{"a"')],
      [piece(":1}"), { ...call, type: "tool-call-end", ...end }],
    ),
  ).toEqual([
    [
      { event: "message-start" },
      start(0, { ...chunk, args: "" }),
      delta(0, { type: "block-delta", fields: { ...chunk, args: '{"a"' } }),
    ],
    [delta(0, { type: "block-delta", fields: { ...chunk, args: '{"a":1}' } })],
  ]);
});

it("appends to the clip that was named last, and gives a transcript whole", () => {
  const clip = (id: string | undefined, data?: string, transcript?: string): ChatEvent => ({
    ...own,
    type: "audio",
    id,
    data,
    transcript,
  });
  const empty = { type: "audio", data: "", mimeType: "audio/wav" };
  expect(
    convert([clip("x", "QUJD", "He"), clip(undefined, undefined, "y"), clip("y", "RA==")]),
  ).toEqual([
    [
      { event: "message-start" },
      start(0, { ...empty, id: "x" }),
      delta(0, { type: "block-delta", fields: { type: "audio", transcript: "He" } }),
      delta(0, { type: "block-delta", fields: { type: "audio", transcript: "Hey" } }),
      delta(0, { type: "data-delta", data: "QUJD" }),
      start(1, { ...empty, id: "y" }),
      delta(1, { type: "data-delta", data: "RA==" }),
    ],
  ]);
});

it("gives chunks as they came, and an error after all that came before it", () => {
  const error = new CometAPIError({ code: "server", message: "Down." });
  expect(convert([{ type: "raw", value: { a: 1 } }, text("A"), { type: "error", error }])).toEqual([
    [
      { event: "message-start" },
      {
        event: "provider",
        provider: "cometapi",
        name: "chunk",
        payload: { a: 1 },
      },
      start(0, { type: "text", text: "" }),
      delta(0, { type: "text-delta", text: "A" }),
      { event: "error", message: "Down.", code: "server" },
    ],
  ]);
});

it.each([
  [{ object: "chat.completion.chunk" }, "chat.completion.chunk"],
  [{ type: "response.output_text.delta", object: "response" }, "response.output_text.delta"],
  [{ candidates: [] }, "chunk"],
])("names the chunk %j as its API does: %s", (value, name) => {
  expect(convert([{ type: "raw", value }])[0]).toContainEqual(
    expect.objectContaining({ event: "provider", name }),
  );
});

it.each([
  ["stop", "stop"],
  ["length", "length"],
  ["tool-calls", "tool_use"],
  ["content-filter", "content_filter"],
  ["other", undefined],
] as const)("calls the end %s %s", (reason, expected) => {
  const [events] = convert([{ ...own, type: "finish", reason, rawReason: undefined }]);
  expect(events?.at(-1)).toHaveProperty("event", "message-finish");
  expect(events?.at(-1)).toEqual(
    expected === undefined
      ? expect.not.objectContaining({ reason: expect.anything() })
      : expect.objectContaining({ reason: expected }),
  );
});

it("starts and finishes a block that comes whole at once", () => {
  const image = (url: string): ChatEvent => ({ ...own, type: "image", image: { url } });
  const blockOf = (url: string) => ({ type: "image", url });
  const [a, b] = ["https://a.test", "https://b.test"] as const;
  const ended: ChatEvent = { ...own, type: "finish", reason: "stop", rawReason: "stop" };
  expect(convert([image(a), image(b)], [ended])).toMatchObject([
    [
      { event: "message-start" },
      start(0, blockOf(a)),
      finish(0, blockOf(a)),
      start(1, blockOf(b)),
      finish(1, blockOf(b)),
    ],
    [{ event: "message-finish" }],
  ]);
});

it("says of what kind a clip is when its bytes show it", () => {
  const clip = { ...own, type: "audio", id: "x", data: undefined, transcript: "He" } as const;
  const bytes = { ...clip, data: "SUQz", transcript: undefined, mediaType: "audio/mpeg" } as const;
  expect(convert([clip], [bytes, bytes])[1]).toEqual([
    delta(0, { type: "block-delta", fields: { type: "audio", mimeType: "audio/mpeg" } }),
    delta(0, { type: "data-delta", data: "SUQzSUQz" }),
  ]);
});

it("finishes a text that came with the end of the answer after all of it", () => {
  const ended: ChatEvent = { ...own, type: "finish", reason: "stop", rawReason: "stop" };
  expect(convert([text("A"), ended])[0]?.slice(1, -1)).toEqual([
    start(0, { type: "text", text: "" }),
    delta(0, { type: "text-delta", text: "A" }),
    finish(0, { type: "text", text: "A" }),
  ]);
});
