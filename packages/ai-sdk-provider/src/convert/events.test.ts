import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { type ChatEvent, CometAPIError, type Cost, type JSONObject } from "@cometapi/core";
import { describe, expect, it } from "vitest";
import { findOrderViolations } from "../../test/find-order-violations.ts";
import { readParts } from "../../test/read-parts.ts";
import { createPartStream } from "../chat/create-part-stream.ts";
import { convertAnswer, convertPartsToContent } from "./answer.ts";
import { convertUsage } from "./usage.ts";
import { convertAudio, convertImage } from "./generated-files.ts";
import { convertCitation } from "./citation.ts";
import { EventConverter, type EventConverterConfig } from "./events.ts";

const config: EventConverterConfig = {
  generateId: () => "source-1",
  metadata: { model: "gpt-5" },
  tools: new Set(["look"]),
  includesRaw: true,
};
const finish: ChatEvent = { type: "finish", choiceIndex: 0, reason: "stop", rawReason: "stop" };

function text(delta: string): ChatEvent {
  return { type: "text-delta", choiceIndex: 0, text: delta };
}

function reasoning(delta: string): ChatEvent {
  return { type: "reasoning-delta", choiceIndex: 0, text: delta };
}

async function convert(...events: ChatEvent[]) {
  async function* batches() {
    for (const event of events) yield [event];
  }
  const [start, ...parts] = await readParts(createPartStream(batches(), [], config));
  expect(start).toEqual({ type: "stream-start", warnings: [] });
  return { parts, finish: parts.findLast((part) => part.type === "finish") };
}

describe("text and reasoning", () => {
  it("are separate blocks, one open at a time, even if they alternate", async () => {
    const { parts } = await convert(
      reasoning("Hm"),
      reasoning("m."),
      text("Yes"),
      reasoning("Wait."),
      text("No"),
      finish,
    );
    expect(parts.slice(0, -1)).toEqual([
      { type: "reasoning-start", id: "reasoning-0" },
      { type: "reasoning-delta", id: "reasoning-0", delta: "Hm" },
      { type: "reasoning-delta", id: "reasoning-0", delta: "m." },
      { type: "reasoning-end", id: "reasoning-0" },
      { type: "text-start", id: "text-1" },
      { type: "text-delta", id: "text-1", delta: "Yes" },
      { type: "text-end", id: "text-1" },
      { type: "reasoning-start", id: "reasoning-2" },
      { type: "reasoning-delta", id: "reasoning-2", delta: "Wait." },
      { type: "reasoning-end", id: "reasoning-2" },
      { type: "text-start", id: "text-3" },
      { type: "text-delta", id: "text-3", delta: "No" },
      { type: "text-end", id: "text-3" },
    ]);
  });

  it("put the whole signature on the end of the reasoning that is open", async () => {
    const echo = {
      api: "chat" as const,
      data: { reasoning_details: [{ type: "reasoning.encrypted", data: "abc" }] },
    };
    const { parts } = await convert(
      reasoning("Hm"),
      { type: "reasoning-end", choiceIndex: 0, echo },
      finish,
    );
    expect(parts[2]).toEqual({
      type: "reasoning-end",
      id: "reasoning-0",
      providerMetadata: { cometapi: { echo } },
    });
  });

  it("carry a signature that comes after the text in a reasoning block without text", async () => {
    const echo = {
      api: "chat" as const,
      data: { reasoning_details: [{ type: "reasoning.encrypted", data: "abc" }] },
    };
    const { parts } = await convert(
      reasoning("Hm"),
      text("Yes"),
      { type: "reasoning-end", choiceIndex: 0, echo },
      finish,
    );
    expect(parts.slice(-3, -1)).toEqual([
      { type: "reasoning-start", id: "reasoning-2" },
      {
        type: "reasoning-end",
        id: "reasoning-2",
        providerMetadata: { cometapi: { echo } },
      },
    ]);
  });

  it("say that an answer was refused, in the text and in the finish reason", async () => {
    const refusal = await convert({ type: "refusal-delta", choiceIndex: 0, text: "No." }, finish);
    expect(refusal.parts).toMatchObject([
      { type: "text-start" },
      { type: "text-delta", delta: "No." },
      { type: "text-end", providerMetadata: { cometapi: { refusal: true } } },
      { type: "finish", finishReason: { unified: "content-filter", raw: "stop" } },
    ]);
  });
});

describe("tool calls", () => {
  const start: ChatEvent = {
    type: "tool-call-start",
    choiceIndex: 0,
    index: 0,
    id: "call-1",
    name: "look",
  };
  const end: ChatEvent = {
    type: "tool-call-end",
    choiceIndex: 0,
    index: 0,
    id: "call-1",
    name: "look",
    arguments: '{"a":1}',
    isComplete: true,
    echo: { api: "chat", data: { extra_content: { google: { thought_signature: "sig" } } } },
  };
  const delta: ChatEvent = {
    type: "tool-call-delta",
    choiceIndex: 0,
    index: 0,
    id: "call-1",
    argumentsDelta: '{"a":1}',
  };

  it("close the open block, stream their input and end whole, with the vendor's signature", async () => {
    const { parts } = await convert(reasoning("Hm"), start, delta, end, {
      ...finish,
      reason: "tool-calls",
    });
    expect(parts.slice(2, -1)).toEqual([
      { type: "reasoning-end", id: "reasoning-0" },
      { type: "tool-input-start", id: "call-1", toolName: "look" },
      { type: "tool-input-delta", id: "call-1", delta: '{"a":1}' },
      { type: "tool-input-end", id: "call-1" },
      {
        type: "tool-call",
        toolCallId: "call-1",
        toolName: "look",
        input: '{"a":1}',
        providerMetadata: {
          cometapi: {
            echo: {
              api: "chat",
              data: { extra_content: { google: { thought_signature: "sig" } } },
            },
          },
        },
      },
    ]);
  });

  it("that were cut off are listed in the metadata and never emitted as calls", async () => {
    const cut = { ...end, arguments: '{"a"', isComplete: false };
    const answer = await convert(start, cut, { ...finish, reason: "interrupted" });
    expect(answer.parts.some((part) => part.type === "tool-call")).toBe(false);
    expect(answer.finish).toMatchObject({
      finishReason: { unified: "interrupted" },
      providerMetadata: {
        cometapi: {
          incompleteToolCalls: [{ toolCallId: "call-1", toolName: "look", input: '{"a"' }],
        },
      },
    });
  });
});

const toolCallStart: ChatEvent = {
  type: "tool-call-start",
  choiceIndex: 0,
  index: 0,
  id: "1",
  name: "look",
};
const image: ChatEvent = {
  type: "image",
  choiceIndex: 0,
  image: { data: "iVBO", mediaType: "image/png" },
};

const toolCallEnd: ChatEvent = {
  type: "tool-call-end",
  choiceIndex: 0,
  index: 0,
  id: "1",
  name: "look",
  arguments: "{}",
  isComplete: true,
  echo: undefined,
};
const vendorEvent: ChatEvent = {
  type: "vendor-block",
  choiceIndex: 0,
  api: "responses",
  block: { type: "web_search_call", id: "ws_1" },
  toolCall: { id: "ws_1", name: "look", arguments: "{}" },
  toolResult: { id: "ws_1", name: "look", result: { sources: [] }, isError: false },
};

describe("an open text", () => {
  const open = [
    { type: "text-start", id: "text-0" },
    { type: "text-delta", id: "text-0", delta: "Yes" },
  ];
  const end = { type: "text-end", id: "text-0" };

  /** The parts of events in any order. */
  function partsOf(events: readonly ChatEvent[], schema?: JSONObject): LanguageModelV4StreamPart[] {
    const parts: LanguageModelV4StreamPart[] = [];
    const sink = { enqueue: (part: LanguageModelV4StreamPart) => void parts.push(part) };
    const converter = new EventConverter({ ...config, schema }, sink);
    for (const event of events) converter.convert(event);
    converter.finish();
    return parts;
  }

  it.each<[string, ChatEvent]>([
    ["an image", image],
    ["a vendor's block", vendorEvent],
    ["the end of a call", toolCallEnd],
  ])("is closed before %s", (_what, event) => {
    const parts = partsOf([text("Yes"), event]);
    expect(parts.slice(0, 3)).toEqual([...open, end]);
    expect(parts.length).toBeGreaterThan(4);
  });

  it.each<[string, ChatEvent]>([
    ["the end of the text", { type: "text-end", choiceIndex: 0, echo: undefined }],
    ["a call", toolCallStart],
    ["a refusal", { type: "refusal-delta", choiceIndex: 0, text: "No" }],
    ["a vendor's block", vendorEvent],
    ["an image", image],
    ["a spoken word", { type: "audio", choiceIndex: 0, id: "a", data: "AQ==", transcript: "Hm" }],
    ["an error", { type: "error", error: new CometAPIError({ code: "server", message: "Down." }) }],
    ["the end", finish],
  ])("that was held back to look for JSON comes before %s", (_what, event) => {
    const parts = partsOf([text("Yes"), event], { type: "object" });
    expect(parts.slice(0, 2)).toEqual(open);
  });
});

describe("sources and files", () => {
  it("leave a text without sources as it is, after one with some", async () => {
    const source: ChatEvent = {
      type: "citation",
      choiceIndex: 0,
      url: "https://a.example",
      title: "A",
      content: "x",
      startIndex: undefined,
      endIndex: undefined,
    };
    const { parts } = await convert(text("A"), source, image, text("B"), finish);
    expect(parts.filter(({ type }) => type === "text-end")).toEqual([
      { type: "text-end", id: "text-0", citations: [expect.anything()] },
      { type: "text-end", id: "text-1" },
    ]);
  });

  it("gives a citation as a source, and its place as a citation of the text", async () => {
    const { parts } = await convert(
      text("Yes"),
      {
        type: "citation",
        choiceIndex: 0,
        url: "https://a.example",
        title: "A",
        content: undefined,
        startIndex: 0,
        endIndex: 3,
      },
      finish,
    );
    const source = {
      type: "source",
      sourceType: "url",
      id: "source-1",
      url: "https://a.example",
      title: "A",
    };
    expect(parts.slice(2, 4)).toEqual([
      source,
      { type: "text-end", id: "text-0", citations: [{ source, startIndex: 0, endIndex: 3 }] },
    ]);
  });

  it("gives images as files, by data or by address", async () => {
    const { parts } = await convert(
      { type: "image", choiceIndex: 0, image: { data: "iVBO", mediaType: "image/png" } },
      { type: "image", choiceIndex: 0, image: { url: "https://a.example/b.jpg?c=d" } },
      finish,
    );
    expect(parts.slice(0, 2)).toEqual([
      { type: "file", mediaType: "image/png", data: { type: "data", data: "iVBO" } },
      {
        type: "file",
        mediaType: "image/jpeg",
        data: { type: "url", url: new URL("https://a.example/b.jpg?c=d") },
      },
    ]);
  });

  it("joins the fragments of a clip byte by byte, and gives its transcript as text", async () => {
    const { parts } = await convert(
      { type: "audio", choiceIndex: 0, id: "clip", data: "AQ==", transcript: "Good " },
      { type: "audio", choiceIndex: 0, id: undefined, data: "AgM=", transcript: "day" },
      finish,
    );
    expect(parts.slice(0, -1)).toEqual([
      { type: "text-start", id: "text-0" },
      { type: "text-delta", id: "text-0", delta: "Good " },
      { type: "text-delta", id: "text-0", delta: "day" },
      { type: "text-end", id: "text-0" },
      {
        type: "file",
        mediaType: "audio/wav",
        data: { type: "data", data: new Uint8Array([1, 2, 3]) },
        providerMetadata: { cometapi: { transcript: "Good day", id: "clip" } },
      },
    ]);
  });
});

it("takes the media type of a clip from core", async () => {
  const { parts } = await convert(
    {
      type: "audio",
      choiceIndex: 0,
      id: "clip",
      data: "AQID",
      mediaType: "audio/mpeg",
      transcript: undefined,
    },
    finish,
  );
  expect(parts).toContainEqual(expect.objectContaining({ type: "file", mediaType: "audio/mpeg" }));
});

describe("a file that cannot be used", () => {
  it("is an error part of a stream, which goes on to its end", async () => {
    const { parts } = await convert(
      { type: "image", choiceIndex: 0, image: { url: "not an address" } },
      { type: "audio", choiceIndex: 0, id: "clip", data: "***", transcript: undefined },
      finish,
    );
    expect(parts).toMatchObject([
      { type: "error", error: { message: expect.stringContaining("not an address") } },
      { type: "error", error: { message: "The answer holds audio that is not base64." } },
      { type: "finish", finishReason: { unified: "error", raw: "stop" } },
    ]);
  });

  it("is a warning of a whole answer, which keeps its other content", async () => {
    const answer = convertAnswer(
      [
        text("Here"),
        { type: "image", choiceIndex: 0, image: { url: "not an address" } },
        { type: "audio", choiceIndex: 0, id: "clip", data: "***", transcript: undefined },
        finish,
      ],
      config,
    );
    expect(answer).toMatchObject({
      content: [{ type: "text", text: "Here" }],
      finishReason: { unified: "error" },
      warnings: [
        { type: "other", message: expect.stringContaining("not an address") },
        { type: "other", message: "The answer holds audio that is not base64." },
      ],
    });
  });
});

it("gives of an answer in JSON only the JSON", () => {
  const schema = { type: "object", properties: { a: { type: "number" } } };
  const fenced = text('```json\n{"a":1}\n```');
  expect(convertAnswer([fenced, finish], { ...config, schema }).content).toEqual([
    { type: "text", text: '{"a":1}' },
  ]);
});

describe("metadata", () => {
  it("holds what was read out of the vendor's chunks, and what the answer cost", () => {
    const inputTokens = {
      total: 1,
      cacheRead: undefined,
      cacheWrite: undefined,
      audio: undefined,
    };
    const charge: Cost = { usd: 0.5, knownUSD: 0.5, source: "estimated", missing: [] };
    const usage = {
      inputTokens,
      outputTokens: { total: 1, reasoning: undefined, audio: undefined },
      totalTokens: 2,
      cost: undefined,
      charge,
      raw: {},
    };
    const { providerMetadata } = convertAnswer(
      [{ type: "raw", value: "chunk" }, { type: "usage", usage }, finish],
      { ...config, extractMetadata: (chunk) => ({ seen: String(chunk) }) },
    );
    expect(providerMetadata?.["cometapi"]).toEqual({ model: "gpt-5", seen: "chunk", charge });
  });

  it("says that an answer without an end was interrupted", async () => {
    const { finish: last } = await convert(text("Yes"));
    expect(last?.finishReason).toStrictEqual({ unified: "interrupted", raw: undefined });
  });

  it("names the model that answered first, and leaves unknown fields out", async () => {
    const { parts } = await convert(
      {
        type: "response-metadata",
        id: "chatcmpl-1",
        model: undefined,
        createdAtMs: 1000,
        systemFingerprint: "fp",
        serviceTier: undefined,
      },
      text("Hi"),
      finish,
    );
    expect(parts[0]).toEqual({
      type: "response-metadata",
      id: "chatcmpl-1",
      timestamp: new Date(1000),
    });
    expect(parts.at(-1)).toMatchObject({
      providerMetadata: { cometapi: { model: "gpt-5", systemFingerprint: "fp" } },
    });
  });

  it("reports tokens that add up, the cost and log probabilities", async () => {
    const answer = await convert(
      text("Hi"),
      { type: "logprobs", choiceIndex: 0, content: [{ token: "H" }] },
      { type: "logprobs", choiceIndex: 0, content: [{ token: "i" }] },
      {
        type: "usage",
        usage: {
          inputTokens: { total: 10, cacheRead: 4, cacheWrite: 1, audio: undefined },
          outputTokens: { total: 7, reasoning: 5, audio: undefined },
          totalTokens: 17,
          cost: 0.5,
          raw: { prompt_tokens: 10 },
        },
      },
      finish,
    );
    expect(answer.finish).toEqual({
      type: "finish",
      finishReason: { unified: "stop", raw: "stop" },
      usage: {
        inputTokens: { total: 10, noCache: 5, cacheRead: 4, cacheWrite: 1 },
        outputTokens: { total: 7, text: 2, reasoning: 5 },
        raw: { prompt_tokens: 10 },
      },
      providerMetadata: {
        cometapi: { model: "gpt-5", cost: 0.5, logprobs: [{ token: "H" }, { token: "i" }] },
      },
    });
  });

  it("passes pings and raw chunks on, and goes on after an error", async () => {
    const { parts } = await convert(
      { type: "ping" },
      { type: "raw", value: { choices: [] } },
      text("Hi"),
      {
        type: "error",
        error: new CometAPIError({ code: "overloaded", message: "Busy", isRetryable: true }),
      },
      { ...finish, reason: "error" },
    );
    expect(parts).toMatchObject([
      { type: "ping" },
      { type: "raw", rawValue: { choices: [] } },
      { type: "text-start" },
      { type: "text-delta" },
      { type: "error", error: { message: "Busy", code: "overloaded", isRetryable: true } },
      { type: "text-end" },
      { type: "finish", finishReason: { unified: "error" } },
    ]);
  });

  it("leaves out alternative choices, for which the AI SDK has no room", async () => {
    const { parts } = await convert(
      text("Hi"),
      { type: "text-delta", choiceIndex: 1, text: "Ho" },
      finish,
    );
    expect(parts.filter((part) => part.type === "text-delta")).toHaveLength(1);
  });
});

describe("the stream", () => {
  it("gives the parts of one batch without waiting for the next, and skips batches without any", async () => {
    async function* batches() {
      yield [text("a"), text("b")];
      yield [];
      yield [{ type: "logprobs", choiceIndex: 0, content: [] } satisfies ChatEvent];
      yield [finish];
    }
    const parts = await readParts(createPartStream(batches(), [], config));
    expect(findOrderViolations(parts)).toEqual([]);
    expect(parts.filter(({ type }) => type === "text-delta")).toMatchObject([{ delta: "ab" }]);
  });

  it("reads nothing before its reader does", async () => {
    let isRead = false;
    async function* batches() {
      isRead = true;
      yield [finish];
    }
    createPartStream(batches(), [], config);
    await Promise.resolve();
    expect(isRead).toBe(false);
  });

  it("fails with the reason of the caller's abort, as it is", async () => {
    const reason = new Error("the caller left");
    async function* batches() {
      yield [text("a")];
      throw reason;
    }
    await expect(readParts(createPartStream(batches(), [], config))).rejects.toBe(reason);
  });

  it("leaves the batches when it is cancelled", async () => {
    let isLeft = false;
    async function* batches() {
      try {
        for (;;) yield [text("a")];
      } finally {
        isLeft = true;
      }
    }
    const stream = createPartStream(batches(), [], config);
    for await (const part of stream) if (part.type === "text-delta") break;
    expect(isLeft).toBe(true);
  });
});

describe("a vendor's block", () => {
  const block = { type: "web_search_call", id: "ws_1" };
  const toolCall = { id: "ws_1", name: "look", arguments: "{}" };
  const toolResult = { id: "ws_1", name: "look", result: { sources: [] }, isError: false };
  const event: ChatEvent = {
    type: "vendor-block",
    choiceIndex: 0,
    api: "responses",
    block,
    toolCall,
    toolResult,
  };
  const vendorBlock = { api: "responses", block };

  it("is a call and a result of a tool that the provider executed, one of which keeps the block", async () => {
    const { parts } = await convert(event, finish);
    expect(parts[0]).toEqual({
      type: "tool-input-start",
      id: "ws_1",
      toolName: "look",
      providerExecuted: true,
      dynamic: false,
    });
    expect(parts.slice(3, -1)).toEqual([
      {
        type: "tool-call",
        toolCallId: "ws_1",
        toolName: "look",
        input: "{}",
        providerExecuted: true,
        dynamic: false,
        providerMetadata: { cometapi: {} },
      },
      {
        type: "tool-result",
        toolCallId: "ws_1",
        toolName: "look",
        result: { sources: [] },
        isError: false,
        dynamic: false,
        providerMetadata: { cometapi: { vendorBlock } },
      },
    ]);
    const whole = convertAnswer([event, finish], config);
    expect(whole.content).toEqual(parts.slice(3, -1));
  });

  it("is a dynamic call if the tool was not offered", async () => {
    const { parts } = await convert(
      { ...event, toolCall: { ...toolCall, name: "mcp_look" }, toolResult: undefined },
      finish,
    );
    expect(parts.at(-2)).toMatchObject({
      dynamic: true,
      providerMetadata: { cometapi: { vendorBlock } },
    });
  });

  it("is custom content if it is neither call nor result", async () => {
    const compaction = { type: "compaction", id: "c" };
    const { parts } = await convert(
      { ...event, block: compaction, toolCall: undefined, toolResult: undefined },
      finish,
    );
    expect(parts.slice(0, -1)).toEqual([
      {
        type: "custom",
        kind: "cometapi.compaction",
        providerMetadata: { cometapi: { vendorBlock: { api: "responses", block: compaction } } },
      },
    ]);
  });

  it("asks the user if the vendor wants an approval", async () => {
    const { parts } = await convert(
      {
        ...event,
        toolResult: undefined,
        approvalRequest: { id: "approval-1", toolCallId: "ws_1" },
      },
      finish,
    );
    expect(parts).toContainEqual({
      type: "tool-approval-request",
      approvalId: "approval-1",
      toolCallId: "ws_1",
    });
  });
});

it("leaves out of a whole answer only what is no content", () => {
  const usage = convertUsage(undefined);
  const finishReason = { unified: "stop", raw: "stop" } as const;
  const thought = {
    type: "reasoning-file",
    mediaType: "image/png",
    data: { type: "data", data: "iVBO" },
  } as const;
  const content = convertPartsToContent([
    { type: "stream-start", warnings: [] },
    { type: "response-metadata", id: "1" },
    { type: "raw", rawValue: {} },
    { type: "ping" },
    thought,
    { type: "tool-input-start", id: "c1", toolName: "now" },
    { type: "tool-input-delta", id: "c1", delta: "{}" },
    { type: "tool-input-end", id: "c1" },
    { type: "error", error: "down" },
    { type: "finish", finishReason, usage },
  ]);
  expect(content).toEqual([thought]);
});

it("keeps approval requests and vendors' blocks in a whole answer", () => {
  const approval = {
    type: "tool-approval-request",
    approvalId: "approval-1",
    toolCallId: "call-1",
  } as const;
  const custom = { type: "custom", kind: "cometapi.thing" } as const;
  const parts = [{ type: "text-start", id: "text-0" } as const, approval, custom];
  expect(convertPartsToContent(parts)).toEqual([{ type: "text", text: "" }, approval, custom]);
});

it("calls an image whose address is none an invalid response", () => {
  const broken = { type: "image", choiceIndex: 0, image: { url: "a cat" } } as const;
  expect(convertImage(broken)).toMatchObject({ code: "invalid-response" });
});

it("calls a clip that is not base64 an invalid response", () => {
  const clip = { type: "audio", choiceIndex: 0, id: "a", data: "***", transcript: "" } as const;
  expect(convertAudio([clip])).toMatchObject({ code: "invalid-response" });
});

it("gives a cited document a media type, which the AI SDK requires", () => {
  const citation = { type: "citation", choiceIndex: 0, filename: "a.pdf" } as const;
  const unknown = {
    url: undefined,
    title: undefined,
    content: undefined,
    startIndex: undefined,
    endIndex: undefined,
  };
  expect(convertCitation({ ...citation, ...unknown }, "source-1").source).toEqual({
    type: "source",
    sourceType: "document",
    id: "source-1",
    mediaType: "application/octet-stream",
    title: "a.pdf",
    filename: "a.pdf",
  });
});
