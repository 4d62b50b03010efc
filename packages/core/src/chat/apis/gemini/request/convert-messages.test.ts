import { describe, expect, it } from "vitest";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type { AssistantPart, ChatMessage, ContentPart } from "../../../chat-request.ts";
import { convertMessages } from "./convert-messages.ts";
import { createRequestContext } from "./request-context.ts";

/** The conversation, with the warnings as `option action`. */
function convert(messages: readonly ChatMessage[], model = "gemini-2.5-flash") {
  const context = createRequestContext({ model, messages }, resolveModelTraits(model));
  const converted = convertMessages(context);
  return {
    ...converted,
    warnings: context.notes.warnings.map(({ option, action }) => `${option} ${action}`),
  };
}

function convertParts(...content: ContentPart[]) {
  return convert([{ role: "user", content }]).contents[0]?.parts;
}

function convertAnswer(content: readonly AssistantPart[], model?: string) {
  return convert([{ role: "assistant", content }], model).contents[0]?.parts;
}

const call = (id: string, name: string, text = "{}") =>
  ({ type: "tool-call", id, name, arguments: text }) as const;

describe("instructions", () => {
  it("of both roles stand before the conversation, each text a part", () => {
    expect(
      convert([
        { role: "system", content: "Be kind." },
        {
          role: "developer",
          content: [
            { type: "text", text: "Be" },
            { type: "text", text: "brief." },
          ],
        },
        { role: "user", content: "Hi" },
      ]),
    ).toEqual({
      systemInstruction: { parts: [{ text: "Be kind." }, { text: "Be" }, { text: "brief." }] },
      contents: [{ role: "user", parts: [{ text: "Hi" }] }],
      warnings: [],
    });
  });

  it("that come later are moved there, and alone they are the user's", () => {
    const system = { role: "system", content: "Be kind." } as const;
    expect(convert([{ role: "user", content: "Hi" }, system])).toMatchObject({
      systemInstruction: { parts: [{ text: "Be kind." }] },
      warnings: ["messages changed"],
    });
    expect(convert([system])).toEqual({
      contents: [{ role: "user", parts: [{ text: "Be kind." }] }],
      warnings: ["messages changed"],
    });
  });
});

describe("turns", () => {
  it("of one role in a row are one, and empty ones none", () => {
    expect(
      convert([
        { role: "user", content: "a" },
        { role: "assistant", content: "" },
        {
          role: "user",
          content: [
            { type: "text", text: "b" },
            { type: "text", text: "" },
          ],
        },
        { role: "assistant", content: "c" },
        { role: "assistant", content: [], refusal: "I will not." },
      ]).contents,
    ).toEqual([
      { role: "user", parts: [{ text: "a" }, { text: "b" }] },
      { role: "model", parts: [{ text: "c" }, { text: "I will not." }] },
    ]);
  });

  it("have no names", () => {
    expect(convert([{ role: "user", name: "ada", content: "a" }]).warnings).toEqual([
      "messages dropped",
    ]);
  });
});

describe("media", () => {
  it.each([
    [
      "data",
      { data: "iVBORw0KGgo=", mediaType: "image/jpeg" },
      { inlineData: { mimeType: "image/png", data: "iVBORw0KGgo=" } },
    ],
    [
      "a data: address",
      { url: "data:image/webp;base64,AAAA" },
      { inlineData: { mimeType: "image/webp", data: "AAAA" } },
    ],
    [
      "an address",
      { url: "https://a.example/b.PNG?c=d" },
      { fileData: { mimeType: "image/png", fileUri: "https://a.example/b.PNG?c=d" } },
    ],
    [
      "an address without an ending",
      { url: "https://a.example/b" },
      { fileData: { mimeType: "image/jpeg", fileUri: "https://a.example/b" } },
    ],
    [
      "the name of a stored file",
      { fileId: "files/abc" },
      { fileData: { fileUri: "https://generativelanguage.googleapis.com/v1beta/files/abc" } },
    ],
    [
      "the address of a stored file",
      { fileId: "gs://b/c.png" },
      { fileData: { fileUri: "gs://b/c.png" } },
    ],
  ])("are sent by %s", (_, source, part) => {
    expect(convertParts({ type: "image", source })).toEqual([part]);
  });

  it("have Google's options on texts too, and none that are no fields of a part", () => {
    const google = { mediaResolution: "LOW", serverToolCallId: "s", serverToolType: "t" };
    expect(convertParts({ type: "text", text: "Hi", vendorOptions: { google } })).toEqual([
      { text: "Hi", mediaResolution: "LOW" },
    ]);
  });

  it("are documents, recordings and videos too, with Google's options for a part", () => {
    const url = "https://www.youtube.com/watch?v=1";
    const google = { videoMetadata: { startOffset: "3s" }, serverToolType: "x" };
    expect(
      convertParts(
        {
          type: "file",
          source: { data: "JVBERi0=", mediaType: "application/pdf" },
          filename: "a.pdf",
        },
        { type: "audio", source: { data: "AAAA", mediaType: "audio/wav; codecs=1" } },
        { type: "video", source: { url }, vendorOptions: { google } },
        { type: "raw", value: { text: "as it is", partMetadata: {} } },
      ),
    ).toEqual([
      { inlineData: { mimeType: "application/pdf", data: "JVBERi0=" } },
      { inlineData: { mimeType: "audio/wav", data: "AAAA" } },
      { fileData: { mimeType: "video/mp4", fileUri: url }, videoMetadata: { startOffset: "3s" } },
      { text: "as it is", partMetadata: {} },
    ]);
  });
});

describe("an earlier answer", () => {
  const echo = (data: object) => ({ api: "gemini" as const, data: { ...data } });

  it("goes back in the parts it came in, each with its signature", () => {
    expect(
      convertAnswer([
        {
          type: "reasoning",
          text: "Let me see.",
          echo: echo({ thought: true, thoughtSignature: "a", from: 7 }),
        },
        { type: "text", text: "It is warm", echo: echo({ thoughtSignature: "b", from: 6 }) },
        { type: "text", text: "." },
        { type: "text", text: "abc", echo: echo({ thoughtSignature: "c", from: 3 }) },
        { type: "text", text: "", echo: echo({ thoughtSignature: "d" }) },
        { ...call("1", "weather", '{"city":"Paris"}'), echo: echo({ thoughtSignature: "e" }) },
        {
          type: "image",
          source: { data: "AAAA", mediaType: "image/png" },
          echo: echo({ thoughtSignature: "f" }),
        },
        { type: "vendor-block", api: "gemini", block: { executableCode: { code: "1" } } },
      ]),
    ).toEqual([
      { text: "Let me ", thought: true },
      { text: "see.", thought: true, thoughtSignature: "a" },
      { text: "It is " },
      { text: "warm", thoughtSignature: "b" },
      { text: "." },
      { text: "abc" },
      { text: "", thoughtSignature: "c" },
      { text: "", thoughtSignature: "d" },
      { functionCall: { name: "weather", args: { city: "Paris" } }, thoughtSignature: "e" },
      { inlineData: { mimeType: "image/png", data: "AAAA" }, thoughtSignature: "f" },
      { executableCode: { code: "1" } },
    ]);
  });

  it("whose text was changed keeps its signature", () => {
    expect(
      convertAnswer([{ type: "text", text: "ab", echo: echo({ thoughtSignature: "s", from: 9 }) }]),
    ).toEqual([{ text: "ab", thoughtSignature: "s" }]);
  });

  it("of another API goes back without what only that one reads", () => {
    const foreign = { api: "messages" as const, data: { signature: "x", thoughtSignature: "y" } };
    expect(
      convertAnswer([
        { type: "reasoning", text: "Hm.", echo: foreign },
        { type: "reasoning", text: "Hm." },
        { type: "text", text: "a", echo: foreign },
        { ...call("1", "weather", "not JSON"), echo: foreign },
        { type: "vendor-block", api: "messages", block: { type: "server_tool_use" } },
      ]),
    ).toEqual([{ text: "a" }, { functionCall: { name: "weather", args: { input: "not JSON" } } }]);
  });

  it("kept by the AI SDK's package for Google carries its signature as an option", () => {
    const vendorOptions = { google: { thoughtSignature: "s" } };
    expect(
      convertAnswer([
        { type: "text", text: "", vendorOptions },
        { ...call("1", "weather", ""), vendorOptions },
      ]),
    ).toEqual([
      { text: "", thoughtSignature: "s" },
      { functionCall: { name: "weather", args: {} }, thoughtSignature: "s" },
    ]);
  });
});

describe("calls without a signature", () => {
  const turn = (...content: AssistantPart[]): ChatMessage => ({ role: "assistant", content });

  it("get Google's bypass on the first of a step, where the model wants one", () => {
    const own = {
      ...call("3", "c"),
      echo: { api: "gemini" as const, data: { thoughtSignature: "s" } },
    };
    const messages: ChatMessage[] = [
      turn({ type: "text", text: "So:" }, call("1", "a"), call("2", "b")),
      { role: "tool", toolCallId: "1", content: "1" },
      turn(own, call("4", "d")),
    ];
    const { contents, warnings } = convert(messages, "gemini-3-flash-preview");
    expect(contents.map(({ role }) => role)).toEqual(["model", "user", "model"]);
    expect(contents[0]?.parts).toEqual([
      { text: "So:" },
      {
        functionCall: { name: "a", args: {} },
        thoughtSignature: "skip_thought_signature_validator",
      },
      { functionCall: { name: "b", args: {} } },
    ]);
    expect(contents[2]?.parts).toEqual([
      { functionCall: { name: "c", args: {} }, thoughtSignature: "s" },
      { functionCall: { name: "d", args: {} } },
    ]);
    expect(warnings).toEqual(["messages changed"]);
    expect(convert(messages).warnings).toEqual([]);
  });
});

describe("results", () => {
  const calls: ChatMessage = {
    role: "assistant",
    content: [call("1", "a"), call("2", "b"), call("3", "a")],
  };
  const result = (toolCallId: string, content: string, more: object = {}): ChatMessage => ({
    role: "tool",
    toolCallId,
    content,
    ...more,
  });

  it("are none where they answer an approval request, which is reported", () => {
    const approval = { id: "a", isApproved: true };
    const { contents, warnings } = convert([
      { role: "user", content: "Hi" },
      { role: "tool", toolCallId: "a", content: "", approval },
    ]);
    expect(contents).toEqual([{ role: "user", parts: [{ text: "Hi" }] }]);
    expect(warnings).toEqual(["messages dropped"]);
  });

  it("follow their calls where an answer uses the ids of another", () => {
    const step = (...ids: string[]): ChatMessage[] => [
      { role: "assistant", content: ids.map((id) => call(id, `tool-${id}`)) },
      ...ids.toSorted().map((id) => ({ role: "tool", toolCallId: id, content: id }) as const),
    ];
    const { contents } = convert([...step("a", "b"), ...step("b", "a")]);
    expect(contents.at(-1)?.parts).toMatchObject([
      { functionResponse: { name: "tool-b" } },
      { functionResponse: { name: "tool-a" } },
    ]);
  });

  it("of calls that are not in the conversation come last", () => {
    const { contents } = convert([calls, result("9", "7", { toolName: "lost" }), result("1", "1")]);
    expect(contents.at(-1)?.parts).toMatchObject([
      { functionResponse: { name: "a" } },
      { functionResponse: { name: "lost" } },
    ]);
  });

  it("stand in the order of their calls, by the name of the call, apart from what is said next", () => {
    const { contents } = convert([
      calls,
      result("3", "third"),
      result("1", '{"first":1}', { toolName: "other" }),
      result("2", "[2]"),
      { role: "user", content: "And now?" },
      result("9", "7", { toolName: "unknown" }),
    ]);
    expect(contents.slice(1)).toEqual([
      {
        role: "user",
        parts: [
          { functionResponse: { name: "a", response: { output: { first: 1 } } } },
          { functionResponse: { name: "b", response: { output: [2] } } },
          { functionResponse: { name: "a", response: { output: "third" } } },
        ],
      },
      { role: "user", parts: [{ text: "And now?" }] },
      {
        role: "user",
        parts: [{ functionResponse: { name: "unknown", response: { output: "7" } } }],
      },
    ]);
  });

  it.each([
    ["", ""],
    ["{broken", "{broken"],
    ['{"schema":{"$ref":"#/a"}}', '{"schema":{"$ref":"#/a"}}'],
    [' {"a":1} ', { a: 1 }],
  ])("%j are %j", (content, output) => {
    const { contents } = convert([calls, result("1", content)]);
    expect(contents[1]?.parts).toEqual([{ functionResponse: { name: "a", response: { output } } }]);
  });

  it("that failed are errors, and answers to questions of other APIs are none", () => {
    const { contents } = convert([
      calls,
      result("1", "boom", { isError: true }),
      result("2", "", { approval: { id: "x", isApproved: true } }),
    ]);
    expect(contents[1]?.parts).toEqual([
      { functionResponse: { name: "a", response: { error: "boom" } } },
    ]);
  });

  const withImage: ChatMessage = {
    role: "tool",
    toolCallId: "1",
    content: [
      { type: "text", text: "Seen:" },
      { type: "image", source: { data: "AAAA", mediaType: "image/png" } },
      { type: "raw", value: { a: 1 } },
    ],
  };
  const inlineData = { mimeType: "image/png", data: "AAAA" };

  it("hold their images from Gemini 3 on", () => {
    expect(convert([calls, withImage], "gemini-3-flash-preview").contents[1]?.parts).toEqual([
      {
        functionResponse: {
          name: "a",
          response: { output: 'Seen:\n{"a":1}' },
          parts: [{ inlineData }],
        },
      },
    ]);
  });

  it("are followed by their images before that, after the responses to all calls", () => {
    const imageAlone = { ...withImage, toolCallId: "2", content: withImage.content.slice(1, 2) };
    expect(convert([calls, withImage, imageAlone as ChatMessage]).contents[1]?.parts).toEqual([
      { functionResponse: { name: "a", response: { output: 'Seen:\n{"a":1}' } } },
      { functionResponse: { name: "b", response: { output: "See the attached content." } } },
      { text: "Returned by a:" },
      { inlineData },
      { text: "Returned by b:" },
      { inlineData },
    ]);
  });
});

describe("an answer that @ai-sdk/google wrote", () => {
  const vendorOptions = { google: { thoughtSignature: "c2ln" } };

  it("keeps the signatures of its thoughts, texts, calls and images", () => {
    const source = { data: "iVBORw0KGgo=", mediaType: "image/png" };
    expect(
      convertAnswer([
        { type: "reasoning", text: "Hm.", vendorOptions },
        { type: "text", text: "9", vendorOptions },
        { ...call("c", "now"), vendorOptions },
        { type: "image", source, vendorOptions },
      ]),
    ).toEqual([
      { text: "Hm.", thought: true, thoughtSignature: "c2ln" },
      { text: "9", thoughtSignature: "c2ln" },
      { functionCall: { name: "now", args: {} }, thoughtSignature: "c2ln" },
      { inlineData: { mimeType: "image/png", data: "iVBORw0KGgo=" }, thoughtSignature: "c2ln" },
    ]);
  });
});
