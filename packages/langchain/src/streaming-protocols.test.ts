import { load } from "@langchain/core/load";
import {
  AIMessage,
  type AIMessageChunk,
  HumanMessage,
  ToolMessage,
} from "@langchain/core/messages";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import { describe, expect, it } from "vitest";
import {
  bodyOf,
  completionOf,
  createScriptedModel,
  failureOf,
  streamOf,
} from "../test/scripted-model.ts";
import type { ChatCometAPI } from "./chat-model.ts";

const usage = { prompt_tokens: 12, completion_tokens: 7, total_tokens: 19, cost: 0.0021 };
const signed = { type: "reasoning.text", text: "Hm", signature: "sig" };
const call = (index: number, id: string, args: string): object => ({
  index,
  id,
  type: "function",
  function: { name: "get_weather", arguments: args },
});
const answer = (splitEvery: number): Response =>
  streamOf(
    [
      { reasoning_content: "H" },
      { reasoning_content: "m", reasoning_details: [signed] },
      { content: "It is " },
      {
        content: "sunny.",
        annotations: [
          {
            type: "url_citation",
            url_citation: { url: "https://a.test", title: "A", start_index: 0, end_index: 12 },
          },
        ],
      },
      { images: [{ type: "image_url", image_url: { url: "https://a.test/a.png" } }] },
      { tool_calls: [call(0, "call_1", '{"city":')] },
      { tool_calls: [{ index: 0, function: { arguments: '"Oslo"}' } }] },
      { tool_calls: [call(1, "call_2", '{"city":"Lisbon"}')] },
    ],
    { usage, finishReason: "tool_calls", splitEvery },
  );

const toolCalls = [
  { id: "call_1", name: "get_weather", args: { city: "Oslo" } },
  { id: "call_2", name: "get_weather", args: { city: "Lisbon" } },
];

async function join(model: ChatCometAPI): Promise<AIMessageChunk> {
  let whole: AIMessageChunk | undefined;
  for await (const chunk of await model.stream("Hi")) {
    whole = whole === undefined ? chunk : whole.concat(chunk);
  }
  if (whole === undefined) throw new Error("Nothing was streamed.");
  return whole;
}

async function collect(model: ChatCometAPI): Promise<ChatModelStreamEvent[]> {
  const events: ChatModelStreamEvent[] = [];
  for await (const event of model.streamEvents("Hi")) events.push(event);
  return events;
}

const signature = { api: "chat", data: { reasoning_details: [signed] } };
const wholeBlocks = [
  { type: "reasoning", reasoning: "Hm", echo: signature },
  {
    type: "text",
    text: "It is sunny.",
    annotations: [
      { type: "citation", url: "https://a.test", title: "A", startIndex: 0, endIndex: 12 },
    ],
  },
  { type: "image", url: "https://a.test/a.png" },
  { type: "tool_call", ...toolCalls[0] },
  { type: "tool_call", ...toolCalls[1] },
];

describe.each([40, 200, 1_000_000])("an answer that arrives %i bytes at a time", (splitEvery) => {
  it("joins from chunks to the same message", async () => {
    const { model } = createScriptedModel([answer(splitEvery)]);
    const whole = await join(model);
    expect(whole.content).toBe("It is sunny.");
    expect(whole.tool_calls).toMatchObject(toolCalls);
    expect(whole.invalid_tool_calls).toEqual([]);
    expect(whole.usage_metadata).toMatchObject({ input_tokens: 12, output_tokens: 7 });
    expect(whole.response_metadata).toMatchObject({
      model_name: "gpt-4o-mini-2024-07-18",
      finish_reason: "tool_calls",
      cost: 0.0021,
    });
    expect(whole.contentBlocks).toEqual(wholeBlocks);
  });

  it("joins to one block of each kind when chunks are in v1 form", async () => {
    const { model } = createScriptedModel([answer(splitEvery)], { outputVersion: "v1" });
    const { content } = await join(model);
    if (typeof content === "string") throw new Error("v1 content is a list.");
    expect(content.map(({ type }) => type).toSorted()).toEqual([
      "image",
      "reasoning",
      "text",
      "tool_call_chunk",
      "tool_call_chunk",
    ]);
    expect(content.find(({ type }) => type === "reasoning")).toMatchObject({ reasoning: "Hm" });
    expect(content.find(({ type }) => type === "text")).toMatchObject({
      text: "It is sunny.",
      annotations: [{ url: "https://a.test" }],
    });
    expect(content.filter(({ type }) => type === "tool_call_chunk")).toMatchObject([
      { id: "call_1", args: '{"city":"Oslo"}' },
      { id: "call_2", args: '{"city":"Lisbon"}' },
    ]);
  });

  it("comes whole by the event protocol", async () => {
    const { model } = createScriptedModel([answer(splitEvery), answer(splitEvery)]);
    const message = await model.streamEvents("Hi");
    expect(message.content).toEqual(wholeBlocks);
    expect(message.tool_calls).toMatchObject(toolCalls);
    expect(message.usage_metadata).toMatchObject({ input_tokens: 12, output_tokens: 7 });
    expect(message.response_metadata).toMatchObject({
      model_provider: "cometapi",
      model_name: "gpt-4o-mini-2024-07-18",
      cost: 0.0021,
    });
    const events = await collect(model);
    expect(events[0]).toEqual({ event: "message-start", id: "chatcmpl-1" });
    expect(events.at(-1)).toMatchObject({ event: "message-finish", reason: "tool_use" });
    expect(events.filter(({ event }) => event === "usage")).toEqual([]);
  });

  it("keeps the promises of the event protocol: start, deltas, finish, each block once", async () => {
    const { model } = createScriptedModel([answer(splitEvery)]);
    const states = new Map<number, string>();
    for (const event of await collect(model)) {
      if (!("index" in event)) continue;
      const state = states.get(event.index);
      if (event.event === "content-block-start") expect(state).toBeUndefined();
      else expect(state).not.toBe("content-block-finish");
      states.set(event.index, event.event);
    }
    expect([...states.values()].every((state) => state === "content-block-finish")).toBe(true);
    expect(states.size).toBe(5);
  });
});

describe.each([
  ["with indices", { index: 0 }],
  ["without indices", {}],
])("signed reasoning blocks before and after the text, %s", (_kind, position) => {
  const first = { type: "reasoning.text", text: "A", signature: "s1", ...position };
  const second = { type: "reasoning.text", text: "B", signature: "s2", ...position };
  const unread = { type: "reasoning.encrypted", text: "", data: "s3", ...position };
  const deltas = [
    { reasoning_details: [first] },
    { content: "Let me look. " },
    { reasoning_details: [second] },
    { content: "One moment." },
    { reasoning_details: [unread] },
    { tool_calls: [call(0, "call_1", "{}")] },
  ];
  const answered = (splitEvery: number): Response =>
    streamOf(deltas, { finishReason: "tool_calls", splitEvery });

  it.each([
    ["in one read", {}, 1_000_000],
    ["in many reads", {}, 40],
    ["in many reads, in v1 form", { outputVersion: "v1" as const }, 40],
  ])("go back as they came when they were streamed %s", async (_how, options, splitEvery) => {
    const { model, requests } = createScriptedModel(
      [answered(splitEvery), completionOf({ content: "Bye" })],
      options,
    );
    const earlier = await join(model);
    await model.invoke([
      new HumanMessage("Hi"),
      earlier,
      new ToolMessage({ content: "Sunny", tool_call_id: "call_1" }),
    ]);
    expect(bodyOf(requests[1])["messages"]).toMatchObject([
      { role: "user" },
      { role: "assistant", reasoning_details: [first, second, unread] },
      { role: "tool" },
    ]);
  });

  it("are part of an answer that was cut off", async () => {
    const { model } = createScriptedModel([streamOf(deltas.slice(0, 4), { isCut: true })]);
    expect(await failureOf(join(model))).toMatchObject({
      partialOutput: {
        additional_kwargs: {
          content_outline: [
            { type: "reasoning", echo: { data: { reasoning_details: [first] } } },
            { type: "text" },
            { type: "reasoning", echo: { data: { reasoning_details: [second] } } },
            { type: "text" },
          ],
        },
      },
    });
  });
});

describe("the parts of streamEvents", () => {
  it("give text, reasoning, tool calls and usage by themselves", async () => {
    const { model } = createScriptedModel([answer(100)]);
    const stream = model.streamEvents("Hi");
    expect(await stream.text).toBe("It is sunny.");
    expect(await stream.reasoning).toBe("Hm");
    expect(await stream.toolCalls).toMatchObject(toolCalls);
    expect(await stream.usage).toMatchObject({ total_tokens: 19 });
  });

  it("give reasoning also when it comes in one read with the text", async () => {
    const { model } = createScriptedModel([answer(1_000_000)]);
    expect(await model.streamEvents("Hi").reasoning).toBe("Hm");
  });

  it("append to audio and its transcript, and hold a refusal", async () => {
    const { model } = createScriptedModel([
      streamOf([
        { audio: { id: "a1", transcript: "He" } },
        { audio: { data: "AAAA", transcript: "llo" } },
        { audio: { data: "BBBB" } },
        { refusal: "No." },
      ]),
    ]);
    const message = await model.streamEvents("Hi");
    expect(message.content).toMatchObject([
      { type: "audio", id: "a1", data: "AAAABBBB", transcript: "Hello" },
      { type: "non_standard", value: { type: "refusal", refusal: "No." } },
    ]);
  });
});

describe("content blocks of an answer", () => {
  it("hold audio and a refusal, and go through a joined stream", async () => {
    const { model } = createScriptedModel([
      streamOf(
        [
          { audio: { id: "a1", transcript: "He" } },
          { audio: { data: "AAAA", transcript: "llo" } },
          { refusal: "No." },
        ],
        { splitEvery: 100 },
      ),
    ]);
    const whole = await join(model);
    expect(whole.contentBlocks).toMatchObject([
      { type: "non_standard", value: { type: "refusal", refusal: "No." } },
      { type: "audio", data: "AAAA", transcript: "Hello" },
    ]);
  });

  it.each<[string, "v0" | "v1", string | undefined, string]>([
    ["was asked for", "v0", "pcm16", "audio/pcm"],
    ["was asked for", "v1", "pcm16", "audio/pcm"],
    ["its bytes show", "v0", undefined, "audio/mpeg"],
    ["its bytes show", "v1", undefined, "audio/mpeg"],
  ])(
    "name the type of audio that %s, streamed in %s",
    async (_who, outputVersion, format, mimeType) => {
      const clip = [
        { audio: { id: "a1", transcript: "He" } },
        { audio: { data: "SUQz", transcript: "l" } },
        { audio: { data: "AAAA", transcript: "lo" } },
      ];
      const { model } = createScriptedModel(
        [1, 2].map(() => streamOf(clip, { splitEvery: 40 })),
        { outputVersion, ...(format !== undefined && { extraBody: { audio: { format } } }) },
      );
      const block = { type: "audio", data: "SUQzAAAA", transcript: "Hello", mimeType };
      expect((await join(model)).contentBlocks).toMatchObject([block]);
      expect((await model.streamEvents("Hi")).contentBlocks).toMatchObject([block]);
    },
  );

  it("keep a source that came before any text", async () => {
    const { model } = createScriptedModel(
      [
        streamOf(
          [
            { annotations: [{ type: "url_citation", url_citation: { url: "https://a.test" } }] },
            { content: "Hi" },
          ],
          {
            splitEvery: 100,
          },
        ),
      ],
      { outputVersion: "v1" },
    );
    expect((await join(model)).content).toMatchObject([
      { type: "text", text: "Hi", annotations: [{ url: "https://a.test" }] },
    ]);
  });

  it("are the same for an answer that was not streamed", async () => {
    const message = new AIMessage({
      content: "It is sunny.",
      tool_calls: toolCalls,
      additional_kwargs: {
        reasoning_content: "Hm",
        content_outline: [
          { type: "reasoning", length: 2, echo: signature },
          { type: "text", length: 12 },
          { type: "image" },
          { type: "tool-call", id: "call_1" },
          { type: "tool-call", id: "call_2" },
        ],
        images: [{ type: "image", url: "https://a.test/a.png" }],
        citations: [
          { type: "citation", url: "https://a.test", title: "A", startIndex: 0, endIndex: 12 },
        ],
      },
      response_metadata: { model_provider: "cometapi" },
    });
    expect(message.contentBlocks).toEqual(wholeBlocks);
  });
});

describe("several choices", () => {
  it("are streamed by their index, and the event protocol has the first", async () => {
    const chunk = (index: number, content: string): object => ({
      id: "chatcmpl-1",
      choices: [{ index, delta: { content } }],
    });
    const events = [
      chunk(0, "a"),
      chunk(1, "b"),
      {
        id: "chatcmpl-1",
        choices: [
          { index: 0, delta: {}, finish_reason: "stop" },
          { index: 1, delta: {}, finish_reason: "stop" },
        ],
      },
    ];
    const body = [
      ...events.map((event) => `data: ${JSON.stringify(event)}\n\n`),
      "data: [DONE]\n\n",
    ];
    const reply = (): Response =>
      new Response(body.join(""), { headers: { "content-type": "text/event-stream" } });
    const { model } = createScriptedModel([reply(), reply()], { n: 2, streaming: true });
    const positions: unknown[] = [];
    await model.invoke("Hi", {
      callbacks: [
        {
          handleLLMNewToken: (token: string, position: unknown) => {
            if (token !== "") positions.push([token, position]);
          },
        },
      ],
    });
    expect(positions).toEqual([
      ["a", { prompt: 0, completion: 0 }],
      ["b", { prompt: 0, completion: 1 }],
    ]);
    expect(await model.streamEvents("Hi").text).toBe("a");
  });
});

describe("truncated tool arguments", () => {
  const cut = (): Response =>
    streamOf([{ tool_calls: [call(0, "call_1", '{"city": "Lis')] }], {
      finishReason: "length",
      splitEvery: 60,
    });

  it("become an invalid call in chunks, never one that looks whole", async () => {
    const { model } = createScriptedModel([cut()]);
    const whole = await join(model);
    expect(whole.tool_calls).toEqual([]);
    expect(whole.invalid_tool_calls).toMatchObject([
      {
        id: "call_1",
        name: "get_weather",
        args: '{"city": "Lis',
        error: expect.stringContaining("cut off"),
      },
    ]);
  });

  it("become an invalid call in the event protocol", async () => {
    const { model } = createScriptedModel([cut()]);
    const message = await model.streamEvents("Hi");
    expect(message.tool_calls).toEqual([]);
    expect(message.content).toMatchObject([{ type: "invalid_tool_call", args: '{"city": "Lis' }]);
  });

  it("do not come back to life when the joined message is stored and loaded", async () => {
    const { model } = createScriptedModel([cut()]);
    const json = JSON.stringify(await join(model));
    expect(JSON.parse(json)).toMatchObject({
      id: ["langchain_core", "messages", "AIMessageChunk"],
    });
    expect(await load<AIMessageChunk>(json)).toMatchObject({ tool_calls: [] });
  });

  it("become an invalid call when the reason is bad JSON, not a cut", async () => {
    const bad = [{ tool_calls: [call(0, "call_1", "[1, 2]")] }];
    const { model } = createScriptedModel([streamOf(bad, { finishReason: "tool_calls" })]);
    expect((await join(model)).invalid_tool_calls).toMatchObject([
      { id: "call_1", error: expect.stringContaining("not a JSON object") },
    ]);
  });
});

describe("an empty answer", () => {
  it("is an error on every path, not an empty message", async () => {
    const empty = (): Response =>
      new Response("data: [DONE]\n\n", { headers: { "content-type": "text/event-stream" } });
    const { model } = createScriptedModel([empty(), empty()]);
    expect(await failureOf(join(model))).toMatchObject({ code: "invalid-response" });
    expect(await failureOf(Promise.resolve(model.streamEvents("Hi")))).toMatchObject({
      code: "invalid-response",
    });
  });
});
