import { describe, expect, it } from "vitest";
import { CometAPIError } from "../../../../errors/comet-api-error.ts";
import { accumulateChatEvents } from "../../../accumulate-chat-events.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { BodyEnd } from "../../chat-api.ts";
import { gemini } from "../gemini.ts";
import { createNormalizerContext, normalizeFrames } from "../../../../../test/normalize-frames.ts";

const WEATHER = { type: "function", name: "weather", parameters: { type: "object" } } as const;

/** The events of these chunks. */
function read(
  chunks: readonly unknown[],
  { end = "closed", ...request }: Partial<ChatRequest> & { end?: BodyEnd } = {},
): ChatEvent[] {
  return normalizeFrames(
    gemini,
    { model: "gemini-3-pro-preview", messages: [], ...request },
    chunks,
    end,
  );
}

/** A chunk with these parts in its only candidate. */
function chunk(parts: readonly object[], candidate: object = {}, rest: object = {}): object {
  return { candidates: [{ content: { role: "model", parts }, ...candidate }], ...rest };
}

const STOP = chunk([], { finishReason: "STOP" });

function readChoice(...args: Parameters<typeof read>) {
  const { choices } = accumulateChatEvents(read(...args));
  expect(choices).toHaveLength(1);
  return choices[0];
}

function only<T extends ChatEvent["type"]>(events: readonly ChatEvent[], type: T) {
  return events.filter((event): event is Extract<ChatEvent, { type: T }> => event.type === type);
}

describe("thought signatures", () => {
  const sign = (thoughtSignature: string) => ({ thoughtSignature });

  it("may stand alone in a part of a thought", () => {
    const choice = readChoice([
      chunk([{ text: "Hi" }, { thought: true, thoughtSignature: "s" }]),
      STOP,
    ]);
    expect(choice?.vendorBlocks).toEqual([]);
    expect(choice?.content).toMatchObject([{ echo: { data: { thoughtSignature: "s" } } }]);
  });

  it("stay with the part they came with, wherever that is in its block", () => {
    const choice = readChoice([
      chunk([{ text: "Let me ", thought: true }]),
      chunk([{ text: "see.", thought: true, ...sign("a") }, { text: "It " }]),
      chunk([{ text: "is " }, { text: "warm", ...sign("b") }, { text: "." }]),
      chunk([
        { text: "", ...sign("c") },
        { text: "", ...sign("d") },
      ]),
      STOP,
    ]);
    const echo = (data: object) => ({ api: "gemini", data });
    expect(choice?.content).toEqual([
      {
        type: "reasoning",
        text: "Let me see.",
        echo: echo({ thought: true, thoughtSignature: "a", from: 7 }),
      },
      { type: "text", text: "It is warm", echo: echo({ thoughtSignature: "b", from: 6 }) },
      { type: "text", text: ".", echo: echo({ thoughtSignature: "c", from: 1 }) },
      { type: "text", text: "", echo: echo({ thoughtSignature: "d" }) },
    ]);
  });

  it("stand on calls, images and parts of nothing else", () => {
    const image = { mimeType: "image/png", data: "AAAA" };
    const choice = readChoice([
      chunk([{ functionCall: { name: "weather" }, ...sign("a") }]),
      chunk([{ functionCall: { name: "weather" } }, { inlineData: image, ...sign("b") }]),
      chunk([sign("c")]),
      STOP,
    ]);
    expect(choice?.content.map((part) => "echo" in part && part.echo?.data)).toEqual([
      sign("a"),
      undefined,
      sign("b"),
      sign("c"),
    ]);
  });
});

describe("thoughts", () => {
  it("are no part of the text, and go back unsigned too", () => {
    const choice = readChoice([chunk([{ text: "Hm.", thought: true }, { text: "Yes." }]), STOP]);
    expect(choice).toMatchObject({ text: "Yes.", reasoning: "Hm." });
    expect(choice?.content[0]).toMatchObject({ echo: { data: { thought: true } } });
  });

  it("that are images are kept, but are no images of the answer", () => {
    const draft = { inlineData: { mimeType: "image/png", data: "AAAA" }, thought: true };
    const choice = readChoice([chunk([draft]), STOP]);
    expect(choice?.images).toEqual([]);
    expect(choice?.content).toEqual([{ type: "vendor-block", api: "gemini", block: draft }]);
  });
});

describe("thoughts that are not signed", () => {
  const thought = { text: "Hm", thought: true };

  it.each<[string, object, ChatEvent["type"]]>([
    ["a call", { functionCall: { name: "weather", args: {} } }, "tool-call-start"],
    ["an image", { inlineData: { mimeType: "image/png", data: "AAAA" } }, "image"],
  ])("end before %s", (_what, part, type) => {
    const types = read([chunk([thought, part]), STOP]).map((event) => event.type);
    expect(types.indexOf("reasoning-end")).toBe(types.indexOf(type) - 1);
  });

  it("end with the answer, and go back as thoughts", () => {
    expect(readChoice([chunk([thought]), STOP])?.content).toEqual([
      { type: "reasoning", text: "Hm", echo: { api: "gemini", data: { thought: true } } },
    ]);
  });
});

describe("function calls", () => {
  it("come whole, without arguments, and with ids of their own or made-up ones", () => {
    const choice = readChoice([
      chunk([{ functionCall: { name: "weather", args: { city: "Paris" }, id: "own" } }]),
      chunk([{ functionCall: { name: "time" } }, { functionCall: { name: "noon", args: {} } }]),
      STOP,
    ]);
    expect(choice?.finishReason).toBe("tool-calls");
    expect(choice?.toolCalls).toMatchObject([
      { id: "own", name: "weather", arguments: '{"city":"Paris"}', isComplete: true },
      { id: "generated-1", name: "time", arguments: "{}", isComplete: true },
      { id: "generated-2", name: "noon", arguments: "{}", isComplete: true },
    ]);
  });

  it("are streamed where their arguments come in pieces, and end with the next call or the answer", () => {
    const piece = (jsonPath: string, stringValue: string, willContinue = false) => ({
      jsonPath,
      stringValue,
      ...(willContinue ? { willContinue } : {}),
    });
    const events = read([
      chunk([{ functionCall: { name: "weather", args: {}, willContinue: true } }]),
      chunk([{ functionCall: { partialArgs: [piece("$.city", "Pa", true)], willContinue: true } }]),
      chunk([{ functionCall: { partialArgs: [piece("$.city", "ris")], willContinue: true } }]),
      chunk([{ functionCall: {} }]),
      chunk([{ functionCall: { name: "weather", partialArgs: [piece("$.city", "Oslo")] } }]),
      chunk([{ functionCall: { partialArgs: [piece("$.day", "today")] } }]),
      STOP,
    ]);
    expect(only(events, "tool-call-delta").map(({ argumentsDelta }) => argumentsDelta)).toEqual([
      '{"city":"Pa',
      'ris"',
      "}",
      '{"city":"Oslo"',
      ',"day":"today"',
      "}",
    ]);
    expect(only(events, "tool-call-end")).toMatchObject([
      { arguments: '{"city":"Paris"}', isComplete: true },
      { arguments: '{"city":"Oslo","day":"today"}', isComplete: true },
    ]);
  });

  it.each([
    ["a limit", chunk([], { finishReason: "MAX_TOKENS" }), "length"],
    ["a reason nobody knows", chunk([], { finishReason: "GONE" }), "other"],
    ["nothing", undefined, "interrupted"],
  ])("are not run when %s cut their arguments", (_, last, reason) => {
    const partialArgs = [{ jsonPath: "$.city", stringValue: "Par", willContinue: true }];
    const choice = readChoice([
      chunk([{ functionCall: { name: "weather", partialArgs, willContinue: true } }]),
      ...(last === undefined ? [] : [last]),
    ]);
    expect(choice?.finishReason).toBe(reason);
    expect(choice?.toolCalls).toMatchObject([{ arguments: '{"city":"Par', isComplete: false }]);
  });

  it.each([
    ["the answer", []],
    ["their end", [{ functionCall: {} }]],
    ["another call", [{ functionCall: { name: "weather", args: { city: "Oslo" } } }]],
  ])("are not run when %s follows a string of which more was promised", (_, following) => {
    const partialArgs = [{ jsonPath: "$.city", stringValue: "Par", willContinue: true }];
    const begun = { functionCall: { name: "weather", partialArgs, willContinue: true } };
    const [call, ...others] = readChoice([chunk([begun]), chunk(following), STOP])?.toolCalls ?? [];
    expect(call).toMatchObject({ arguments: '{"city":"Par', isComplete: false });
    expect(others.every(({ isComplete }) => isComplete)).toBe(true);
  });

  it("in pieces are not written again where they come whole at last", () => {
    const partialArgs = [{ jsonPath: "$.city", stringValue: "Paris" }];
    const choice = readChoice([
      chunk([{ functionCall: { name: "weather", partialArgs, willContinue: true } }]),
      chunk([{ functionCall: { args: { city: "Paris" } } }]),
      STOP,
    ]);
    expect(choice?.toolCalls).toMatchObject([{ arguments: '{"city":"Paris"}', isComplete: true }]);
  });

  it("may be a list, which is not lost although Google has objects only", () => {
    const choice = readChoice([chunk([{ functionCall: { name: "weather", args: [1] } }]), STOP]);
    expect(choice?.toolCalls).toMatchObject([{ arguments: "[1]" }]);
  });

  it("take no piece that comes after their end", () => {
    const piece = (jsonPath: string) => ({
      functionCall: { partialArgs: [{ jsonPath, stringValue: "x" }], willContinue: true },
    });
    const whole = { functionCall: { name: "weather", args: { city: "Paris" } } };
    const begun = { functionCall: { name: "weather", willContinue: true } };
    const choice = readChoice([
      chunk([whole, piece("$.late")]),
      chunk([begun, piece("$.a"), { functionCall: {} }, piece("$.late")]),
      STOP,
    ]);
    expect(choice?.toolCalls.map((call) => call.arguments)).toEqual([
      '{"city":"Paris"}',
      '{"a":"x"}',
    ]);
  });

  it("are whole where another call or their end follows, though the answer is cut then", () => {
    const piece = {
      functionCall: { partialArgs: [{ jsonPath: "$.a", stringValue: "x" }], willContinue: true },
    };
    const begun = { functionCall: { name: "weather", willContinue: true } };
    const cut = chunk([], { finishReason: "MAX_TOKENS" });
    const followed = readChoice([chunk([begun, piece, begun, piece, { functionCall: {} }]), cut]);
    expect(followed?.toolCalls.map((call) => call.arguments)).toEqual(['{"a":"x"}', '{"a":"x"}']);
  });

  it("that have no name belong to no call", () => {
    for (const functionCall of [{}, { args: {} }, { args: null }]) {
      expect(readChoice([chunk([{ functionCall }]), STOP])?.toolCalls).toEqual([]);
    }
  });
});

describe("an answer that was asked for as a call", () => {
  const options: Partial<ChatRequest> = {
    model: "gemini-2.5-flash",
    tools: [WEATHER],
    responseFormat: { type: "json-schema", schema: { type: "object" } },
  };
  const answer = { functionCall: { name: "answer", args: { sum: 4 } }, thoughtSignature: "s" };

  it("is its text, and ends it", () => {
    const choice = readChoice([chunk([{ text: "So:" }, answer]), STOP], options);
    expect(choice).toMatchObject({ text: '{"sum":4}', reasoning: "So:", finishReason: "stop" });
    expect(choice?.toolCalls).toEqual([]);
    expect(choice?.content[0]).toMatchObject({ echo: { data: { thoughtSignature: "s" } } });
  });

  it("has what was said before it as thoughts, once, also beside other calls", () => {
    const other = { functionCall: { name: "weather", args: {} } };
    const events = read([chunk([{ text: "So:" }, answer, other]), STOP], options);
    expect(only(events, "reasoning-delta")).toHaveLength(1);
    expect(only(events, "reasoning-end")).toHaveLength(1);
  });

  it("leaves other calls what they are", () => {
    const call = { functionCall: { name: "weather", args: { city: "Paris" } } };
    const choice = readChoice([chunk([call]), STOP], options);
    expect(choice).toMatchObject({ text: "", finishReason: "tool-calls" });
  });

  it("is the text where the model answers in words all the same", () => {
    expect(readChoice([chunk([{ text: '{"sum":4}' }]), STOP], options)?.text).toBe('{"sum":4}');
  });
});

describe("media", () => {
  it("are images and audio by their type, and blocks of the vendor's else", () => {
    const inline = (mimeType: string, data = "AAAA") => ({ inlineData: { mimeType, data } });
    const file = { mimeType: "image/png", fileUri: "https://a.example/1.png" };
    const choice = readChoice([
      chunk([inline("image/jpeg"), { fileData: file }, inline("audio/L16;rate=24000")]),
      chunk([inline("video/mp4"), inline("")]),
      STOP,
    ]);
    expect(choice?.images.map(({ image }) => image)).toEqual([
      { data: "AAAA", mediaType: "image/jpeg" },
      { url: "https://a.example/1.png" },
    ]);
    expect(choice?.audio).toMatchObject([{ data: "AAAA", mediaType: "audio/L16;rate=24000" }]);
    expect(choice?.vendorBlocks).toMatchObject([
      { block: inline("video/mp4") },
      { block: inline("") },
    ]);
  });

  it("in a part with a text are kept beside it", () => {
    const inlineData = { mimeType: "image/jpeg", data: "AAAA" };
    const choice = readChoice([chunk([{ text: "A fox:", inlineData }]), STOP]);
    expect(choice).toMatchObject({ text: "A fox:", images: [{ image: { data: "AAAA" } }] });
  });

  it("in a part with a text end that text: a signature after them says nothing of it", () => {
    const inlineData = { mimeType: "image/jpeg", data: "AAAA" };
    const signed = { text: "Its den.", thoughtSignature: "s" };
    const choice = readChoice([chunk([{ text: "A fox:", inlineData }, signed]), STOP]);
    expect(choice?.content.at(-1)).toEqual({
      type: "text",
      text: "Its den.",
      echo: { api: "gemini", data: { thoughtSignature: "s" } },
    });
  });
});

describe("the vendor's own tools", () => {
  const code = { executableCode: { language: "PYTHON", code: "2+2" } };
  const outcome = { codeExecutionResult: { outcome: "OUTCOME_OK", output: "4" } };

  it("pass as blocks, with the call and its result by the name that the request gives them", () => {
    const tool = { type: "vendor", id: "google.code_execution", name: "python", args: {} } as const;
    const choice = readChoice([chunk([code]), chunk([outcome, { text: "4" }]), STOP], {
      tools: [tool],
    });
    expect(choice?.vendorBlocks).toMatchObject([
      { block: code, toolCall: { id: "generated-1", name: "python" } },
      { block: outcome, toolResult: { id: "generated-1", name: "python", isError: false } },
    ]);
    expect(choice?.finishReason).toBe("stop");
  });

  it("are called as Google calls them where the request does not", () => {
    const search = {
      toolCall: { toolType: "GOOGLE_SEARCH_WEB", id: "s1", args: { queries: ["a"] } },
    };
    const found = {
      toolResponse: { toolType: "GOOGLE_SEARCH_IMAGE", id: "s1", response: { x: 1 } },
    };
    const failed = { codeExecutionResult: { outcome: "OUTCOME_FAILED", output: "no" } };
    const choice = readChoice([chunk([search, found, failed]), STOP]);
    expect(choice?.vendorBlocks).toMatchObject([
      { toolCall: { id: "s1", name: "google_search", arguments: '{"queries":["a"]}' } },
      { toolResult: { id: "s1", name: "google_search", result: { x: 1 }, isError: false } },
      { toolResult: { id: "s1", name: "code_execution", isError: true } },
    ]);
  });

  it("that nobody knows pass too", () => {
    const choice = readChoice([chunk([{ holography: { depth: 3 } }]), STOP]);
    expect(choice?.vendorBlocks).toMatchObject([{ block: { holography: { depth: 3 } } }]);
  });
});

describe("sources", () => {
  const web = (name: string) => ({ web: { uri: `https://${name}.example`, title: name } });

  it("come once for each passage they support, else once", () => {
    const groundingMetadata = {
      webSearchQueries: ["q"],
      groundingChunks: [
        web("a"),
        web("b"),
        { maps: { uri: "https://m.example", title: "M", text: "t" } },
      ],
      groundingSupports: [
        { segment: { endIndex: 5, text: "Paris" }, groundingChunkIndices: [0, 1] },
        { segment: { startIndex: 6, endIndex: 9 }, groundingChunkIndices: [0] },
      ],
    };
    const choice = readChoice([
      chunk([{ text: "Paris is" }], { groundingMetadata }),
      chunk([], { groundingMetadata, finishReason: "STOP" }),
    ]);
    expect(choice?.citations).toMatchObject([
      { url: "https://a.example", title: "a", startIndex: 0, endIndex: 5 },
      { url: "https://b.example", startIndex: 0, endIndex: 5 },
      { url: "https://a.example", startIndex: 6, endIndex: 9 },
      { url: "https://m.example", content: "t", startIndex: undefined },
    ]);
    expect(choice?.finishDetails).toMatchObject({ groundingMetadata: { webSearchQueries: ["q"] } });
    const [support] = groundingMetadata.groundingSupports;
    expect(choice?.citations[0]?.raw).toEqual({ ...web("a"), ...support });
    expect(choice?.citations[3]?.raw).toEqual(groundingMetadata.groundingChunks[2]);
    expect(choice?.citations).toHaveLength(4);
  });

  it("of files are told apart by the file and by the passage", () => {
    const file = (title: string, documentName: string) => ({
      retrievedContext: { title, documentName },
    });
    const groundingMetadata = {
      groundingChunks: [file("a", "f1"), file("a", "f2")],
      groundingSupports: [
        { segment: { startIndex: 1, endIndex: 5 }, groundingChunkIndices: [0, 1] },
        { segment: { startIndex: 2, endIndex: 5 }, groundingChunkIndices: [0] },
        { segment: { startIndex: 2, endIndex: 6 }, groundingChunkIndices: [0] },
      ],
    };
    const choice = readChoice([
      chunk([{ text: "abcdef" }], { groundingMetadata }),
      chunk([], { groundingMetadata, finishReason: "STOP" }),
    ]);
    expect(
      choice?.citations.map(({ fileId, startIndex, endIndex }) => [fileId, startIndex, endIndex]),
    ).toEqual([
      ["f1", 1, 5],
      ["f2", 1, 5],
      ["f1", 2, 5],
      ["f1", 2, 6],
    ]);
  });

  it("stay known while other chunks have passages, or nothing that can be read", () => {
    const support = (endIndex: number) => ({
      groundingSupports: [{ segment: { endIndex }, groundingChunkIndices: [0] }],
    });
    const choice = readChoice([
      chunk([{ text: "Paris is" }], { groundingMetadata: { groundingChunks: [web("a")] } }),
      chunk([], { groundingMetadata: support(5) }),
      chunk([], { groundingMetadata: "none" }),
      chunk([], { groundingMetadata: support(8), finishReason: "STOP" }),
    ]);
    expect(choice?.citations.map(({ endIndex }) => endIndex)).toEqual([undefined, 5, 8]);
  });

  it("that come before the passages are remembered", () => {
    const choice = readChoice([
      chunk([{ text: "Paris" }], { groundingMetadata: { groundingChunks: [web("a")] } }),
      chunk([], {
        groundingMetadata: {
          groundingSupports: [{ segment: { endIndex: 5 }, groundingChunkIndices: [0] }],
        },
        finishReason: "STOP",
      }),
    ]);
    expect(choice?.citations).toMatchObject([{ startIndex: undefined }, { endIndex: 5 }]);
  });

  it("may be stored files, images on pages, and quotations", () => {
    const stored = (title: string) => ({
      retrievedContext: { title, text: "passage", fileSearchStore: "fileSearchStores/s1" },
    });
    const groundingChunks = [
      stored("a.pdf"),
      stored("b.pdf"),
      stored("a.pdf"),
      { retrievedContext: { uri: "gs://bucket/c.pdf" } },
      { retrievedContext: { uri: "https://d.example", title: "d" } },
      { image: { sourceUri: "https://e.example", imageUri: "https://e.example/1.png" } },
      {},
    ];
    const citations = [{ startIndex: 3, endIndex: 9, uri: "https://f.example", license: "mit" }];
    const choice = readChoice([
      chunk([{ text: "x" }], {
        groundingMetadata: { groundingChunks },
        citationMetadata: { citations },
      }),
      STOP,
    ]);
    expect(choice?.citations).toMatchObject([
      {
        url: undefined,
        title: "a.pdf",
        filename: "s1",
        fileId: "fileSearchStores/s1",
        content: "passage",
      },
      { url: undefined, title: "b.pdf" },
      { url: undefined, filename: "c.pdf", fileId: "gs://bucket/c.pdf" },
      { url: "https://d.example" },
      { url: "https://e.example" },
      { url: "https://f.example", startIndex: 3, endIndex: 9, raw: { license: "mit" } },
    ]);
  });
});

describe("the end of an answer", () => {
  it.each([
    ["STOP", "stop"],
    ["MAX_TOKENS", "length"],
    ["CONTINUATION", "length"],
    ["SAFETY", "content-filter"],
    ["RECITATION", "content-filter"],
    ["BLOCKLIST", "content-filter"],
    ["PROHIBITED_CONTENT", "content-filter"],
    ["SPII", "content-filter"],
    ["IMAGE_SAFETY", "content-filter"],
    ["LANGUAGE", "other"],
    ["SOMETHING_NEW", "other"],
  ])("%s is %s", (finishReason, reason) => {
    const choice = readChoice([chunk([{ text: "a" }], { finishReason, safetyRatings: [] })]);
    expect(choice).toMatchObject({ finishReason: reason, rawFinishReason: finishReason });
    expect(choice?.finishDetails).toEqual({ safetyRatings: [] });
  });

  it.each(["MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "MALFORMED_RESPONSE"])(
    "%s is an error that may pass",
    (finishReason) => {
      const events = read([chunk([], { finishReason, finishMessage: "No such call: f()" })]);
      const [error] = only(events, "error");
      expect(error?.error).toMatchObject({ code: "invalid-response", isRetryable: true });
      expect(error?.error.message).toContain("No such call: f()");
      expect(events.at(-1)).toMatchObject({ reason: "error", rawReason: finishReason });
    },
  );

  it("is a blocked prompt, with its usage", () => {
    const promptFeedback = { blockReason: "PROHIBITED_CONTENT" };
    const events = read([{ promptFeedback, usageMetadata: { promptTokenCount: 7 } }]);
    expect(only(events, "usage")[0]?.usage.inputTokens.total).toBe(7);
    expect(events.at(-1)).toMatchObject({
      reason: "content-filter",
      rawReason: "PROHIBITED_CONTENT",
      details: { promptFeedback },
    });
    expect(only(events, "error")).toEqual([]);
  });

  it("is none without a finish reason", () => {
    const unspecified = chunk([{ text: "a" }], { finishReason: "FINISH_REASON_UNSPECIFIED" });
    expect(readChoice([unspecified])?.finishReason).toBe("interrupted");
    expect(readChoice([chunk([{ text: "a" }], { finishReason: null })])?.finishReason).toBe(
      "interrupted",
    );
  });

  it("is an error when nothing at all was said", () => {
    expect(only(read([{ candidates: [] }], { end: "whole" }), "error")).toHaveLength(1);
  });
});

describe("another answer in the same stream", () => {
  const of = (responseId: string, text: string, candidate: object = {}) =>
    chunk([{ text }], candidate, { responseId });

  it("interrupts the one that was cut and is none of it", () => {
    const events = read([
      of("a", "1"),
      of("a", "2"),
      of("b", "one"),
      of("b", "!", { finishReason: "STOP" }),
    ]);
    expect(accumulateChatEvents(events).choices[0]).toMatchObject({
      text: "12",
      finishReason: "interrupted",
    });
    expect(only(events, "error")[0]?.error.code).toBe("stream-interrupted");
  });

  it("does not begin with a new id on the last chunk, which may stay", () => {
    const last = chunk([{ text: "b" }], { finishReason: "STOP" }, { responseId: "2" });
    const usage = { responseId: "2", usageMetadata: { totalTokenCount: 1 } };
    const events = read([chunk([{ text: "a" }], {}, { responseId: "1" }), last, usage]);
    expect(only(events, "error")).toEqual([]);
    expect(only(events, "usage")).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ reason: "stop" });
  });

  it("is told from ids that change with every chunk", () => {
    const changing = [
      of("a", "1"),
      of("b", "2"),
      of("c", "3"),
      of("d", "4", { finishReason: "STOP" }),
    ];
    expect(readChoice(changing)).toMatchObject({ text: "1234", finishReason: "stop" });
    expect(readChoice([of("a", "1"), of("b", "one"), of("b", "two")])).toMatchObject({ text: "1" });
    expect(readChoice([of("a", "1"), of("b", "2")])?.text).toBe("12");
  });

  it("costs a whole answer nothing", () => {
    const last = of("a", "2", { finishReason: "STOP" });
    const events = read([of("a", "1"), last, of("b", "one")]);
    expect(accumulateChatEvents(events).choices[0]).toMatchObject({
      text: "12",
      finishReason: "stop",
    });
    expect(only(events, "error")).toEqual([]);
  });
});

describe("usage", () => {
  it("is the last that was told, thoughts and tool results counted in", () => {
    const first = { promptTokenCount: 9, candidatesTokenCount: 1, totalTokenCount: 10 };
    const last = {
      promptTokenCount: 9,
      toolUsePromptTokenCount: 20,
      cachedContentTokenCount: 4,
      candidatesTokenCount: 5,
      thoughtsTokenCount: 30,
      totalTokenCount: 64,
      promptTokensDetails: [
        { modality: "TEXT", tokenCount: 6 },
        { modality: "AUDIO", tokenCount: 3 },
      ],
      candidatesTokensDetails: [
        { modality: "AUDIO", tokenCount: 2 },
        { modality: "IMAGE", tokenCount: 1 },
      ],
    };
    const events = read([
      chunk([{ text: "a" }], {}, { usageMetadata: { trafficType: "ON_DEMAND" } }),
      chunk([{ text: "b" }], {}, { usageMetadata: first }),
      chunk([], { finishReason: "STOP" }, { usageMetadata: last }),
      { usageMetadata: { trafficType: "ON_DEMAND" } },
    ]);
    expect(only(events, "usage").map(({ usage }) => usage)).toEqual([
      {
        inputTokens: { total: 29, cacheRead: 4, cacheWrite: undefined, audio: 3 },
        outputTokens: { total: 35, reasoning: 30, audio: 2, image: 1 },
        totalTokens: 64,
        cost: undefined,
        raw: last,
      },
    ]);
  });

  it("that was not counted is undefined and not zero", () => {
    const [event] = only(
      read([chunk([], { finishReason: "STOP" }, { usageMetadata: {} })]),
      "usage",
    );
    expect(event?.usage).toMatchObject({
      inputTokens: { total: undefined },
      outputTokens: { total: undefined },
    });
  });
});

describe("several candidates", () => {
  it("are choices of their own, with one usage between them", () => {
    const candidate = (index: number, text: string, more: object = {}) => ({
      content: { parts: [{ text }] },
      index,
      ...more,
    });
    const call = { content: { parts: [{ functionCall: { name: "weather" } }] }, index: 1 };
    const { choices, usage } = accumulateChatEvents(
      read([
        {
          candidates: [candidate(0, "a"), candidate(1, "b")],
          usageMetadata: { totalTokenCount: 3 },
        },
        { candidates: [{ ...call, finishReason: "STOP" }] },
        { candidates: [candidate(0, "c", { finishReason: "STOP" })] },
      ]),
    );
    expect(choices).toMatchObject([
      { choiceIndex: 0, text: "ac", finishReason: "stop" },
      { choiceIndex: 1, text: "b", finishReason: "tool-calls" },
    ]);
    expect(usage?.totalTokens).toBe(3);
  });

  it("all fail with the answer", () => {
    const events = read([
      {
        candidates: [
          { index: 0, finishReason: "STOP" },
          { index: 1, finishReason: "STOP" },
        ],
      },
      { error: { code: 503, message: "overloaded", status: "UNAVAILABLE" } },
    ]);
    expect(only(events, "finish").map(({ reason }) => reason)).toEqual(["error", "error"]);
  });

  it("are as few as there are, whatever numbers they have", () => {
    const chunks = [7, 90, 91, 92].map((index) => ({
      candidates: [{ index, content: { parts: [{ text: "a" }] } }],
    }));
    expect(accumulateChatEvents(read(chunks)).choices.map(({ text }) => text)).toEqual([
      "a",
      "aaa",
    ]);
  });
});

describe("who answers", () => {
  it("is told once, with the time where it is known", () => {
    const rest = {
      responseId: "r1",
      modelVersion: "gemini-3-pro",
      createTime: "2026-05-04T20:01:02.5Z",
    };
    const tier = { usageMetadata: { serviceTier: "flex" } };
    const events = read([
      chunk([{ text: "a" }], {}, { ...rest, ...tier }),
      chunk([{ text: "b" }], {}, rest),
      STOP,
    ]);
    expect(only(events, "response-metadata")).toMatchObject([
      {
        id: "r1",
        model: "gemini-3-pro",
        createdAtMs: Date.UTC(2026, 4, 4, 20, 1, 2, 500),
        serviceTier: "flex",
      },
    ]);
  });
});

describe("log probabilities", () => {
  it("are one entry per token, with the alternatives", () => {
    const chosen = { token: "a", tokenId: 1, logProbability: -0.1 };
    const other = { token: "b", tokenId: 2, logProbability: -2 };
    const logprobsResult = {
      chosenCandidates: [chosen, other],
      topCandidates: [{ candidates: [chosen, other] }],
    };
    const choice = readChoice([chunk([{ text: "ab" }], { logprobsResult, finishReason: "STOP" })]);
    expect(choice?.logprobs).toEqual([{ ...chosen, topCandidates: [chosen, other] }, other]);
  });
});

it("reports an error of the connection unchanged", () => {
  const error = new CometAPIError({ code: "server", message: "unreadable" });
  const events: ChatEvent[] = [];
  const request = { model: "gemini-3-pro-preview", messages: [] };
  const normalizer = gemini.createNormalizer(createNormalizerContext(request));
  normalizer.pushError(error, events);
  expect(events).toEqual([{ type: "error", error }]);
});

describe("what nobody expects", () => {
  it.each([
    [
      "an error of Google's",
      { error: { code: 429, message: "slow down", status: "RESOURCE_EXHAUSTED" } },
      "rate-limit",
    ],
    ["an error of the relay's", { error: { message: "broken", type: "upstream_error" } }, "server"],
    ["a bare message", { code: 503, message: "no channel" }, "overloaded"],
  ])("%s in the stream ends it", (_, frame, code) => {
    const events = read([chunk([{ text: "a" }]), frame]);
    expect(only(events, "error").map(({ error }) => error.code)).toEqual([code]);
    expect(events.at(-1)).toMatchObject({ reason: "error" });
  });

  it.each([
    { candidates: null },
    { candidates: [null, 7, "x"] },
    { candidates: [{ content: null }] },
    { candidates: [{ content: { parts: null } }] },
    { candidates: [{ content: { parts: [null, 7, {}, { text: null }, { thought: true }] } }] },
    { usageMetadata: null, promptFeedback: null, modelVersion: 7, responseId: 8 },
    { promptFeedback: { blockReason: "BLOCK_REASON_UNSPECIFIED" } },
    {},
    { message: "a note", candidates: [] },
    { message: "a note", usageMetadata: {} },
    { message: "a note", promptFeedback: {} },
    { message: "a note", modelVersion: "m" },
  ])("in %j does not end an answer", (frame) => {
    const events = read([chunk([{ text: "a" }]), frame, STOP]);
    expect(accumulateChatEvents(events).choices[0]).toMatchObject({
      text: "a",
      finishReason: "stop",
    });
    expect(only(events, "error")).toEqual([]);
  });

  it("is handed out raw where that is wanted, before what was made of it", () => {
    const events = read([STOP], { includeRaw: true });
    expect(events[0]).toEqual({ type: "raw", value: STOP });
  });

  it.each([7, null, "text", undefined])("%j is no chunk", (frame) => {
    const [event] = only(read([frame, STOP]), "error");
    expect(CometAPIError.isInstance(event?.error) && event.error.code).toBe("invalid-response");
  });
});
