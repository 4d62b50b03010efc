import type {
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
} from "@ai-sdk/provider";
import type { JSONObject } from "@cometapi/core";
import { describe, expect, it } from "vitest";
import { convertMessages } from "./messages.ts";

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const cacheControl = { type: "ephemeral", ttl: "1h" } as const;

function convert(...prompt: LanguageModelV4Message[]) {
  return convertMessages(prompt);
}

function convertFile(part: Omit<LanguageModelV4FilePart, "type">) {
  const { messages } = convert({ role: "user", content: [{ type: "file", ...part }] });
  const content = messages[0]?.content;
  return typeof content === "string" ? content : content?.[0];
}

describe("user messages", () => {
  it("with one text are plain strings", () => {
    const { messages } = convert({ role: "user", content: [{ type: "text", text: "Hi" }] });
    expect(messages).toEqual([{ role: "user", content: "Hi" }]);
  });

  it.each<[string, Omit<LanguageModelV4FilePart, "type">, unknown]>([
    [
      "image by data",
      { mediaType: "image/png", data: { type: "data", data: png } },
      { type: "image", source: { data: "iVBORw0KGgo=", mediaType: "image/png" } },
    ],
    [
      "image by address, with detail",
      {
        mediaType: "image/*",
        data: { type: "url", url: new URL("https://a.example/b.png") },
        providerOptions: { cometapi: { imageDetail: "high" } },
      },
      { type: "image", source: { url: "https://a.example/b.png" }, detail: "high" },
    ],
    [
      "audio by data",
      { mediaType: "audio/mpeg", data: { type: "data", data: "AAAA" } },
      { type: "audio", source: { data: "AAAA", mediaType: "audio/mpeg" } },
    ],
    [
      "PDF by data",
      { mediaType: "application/pdf", filename: "a.pdf", data: { type: "data", data: "AAAA" } },
      {
        type: "file",
        source: { data: "AAAA", mediaType: "application/pdf" },
        filename: "a.pdf",
      },
    ],
    [
      "PDF by address",
      {
        mediaType: "application/pdf",
        data: { type: "url", url: new URL("https://a.example/b.pdf") },
      },
      { type: "file", source: { url: "https://a.example/b.pdf" } },
    ],
    [
      "video by address",
      { mediaType: "video/mp4", data: { type: "url", url: new URL("https://a.example/b.mp4") } },
      { type: "video", source: { url: "https://a.example/b.mp4" } },
    ],
    [
      "file stored with the vendor",
      {
        mediaType: "application/pdf",
        data: { type: "reference", reference: { cometapi: "file-1" } },
      },
      { type: "file", source: { fileId: "file-1" } },
    ],
    [
      "text file",
      { mediaType: "text", data: { type: "data", data: "SGk=" } },
      { type: "file", source: { data: "SGk=", mediaType: "text/plain" } },
    ],
    ["inline text", { mediaType: "text/plain", data: { type: "text", text: "Hi" } }, "Hi"],
  ])("take an %s", (_, part, expected) => {
    expect(convertFile(part)).toEqual(expected);
  });

  it("refuse a file that another provider stores", () => {
    const data = { type: "reference" as const, reference: { openai: "file-1" } };
    expect(() => convertFile({ mediaType: "application/pdf", data })).toThrow(
      expect.objectContaining({
        message: "A stored file needs its id under `cometapi` in the reference.",
        functionality: "application/pdf files stored with another provider",
      }),
    );
  });

  it.each([
    ["audio", "RIFF\x01\0\0\0WAVEfmt ", { type: "audio", source: { mediaType: "audio/wav" } }],
    ["audio/*", "RIFF\x01\0\0\0WAVEfmt ", { type: "audio", source: { mediaType: "audio/wav" } }],
    ["audio/*", "ID3\x04", { type: "audio", source: { mediaType: "audio/mpeg" } }],
    ["audio", "\xff\xfb\x90\x64", { type: "audio", source: { mediaType: "audio/mpeg" } }],
    ["application", "%PDF-1.7", { type: "file", source: { mediaType: "application/pdf" } }],
  ])("find the full type of %s in the data of WAV, MP3 and PDF files", (mediaType, bytes, part) => {
    const base64 = btoa(bytes);
    const binary = Uint8Array.from(bytes, (character) => character.charCodeAt(0));
    for (const data of [base64, binary]) {
      expect(convertFile({ mediaType, data: { type: "data", data } })).toMatchObject(part);
    }
  });

  it("refuse data without a full media type", () => {
    const data = { type: "data" as const, data: "AAAA" };
    expect(() => convertFile({ mediaType: "audio/*", data })).toThrow(
      expect.objectContaining({
        message: "A file given as data needs its full media type, such as audio/wav, not audio/*.",
        functionality: "files of type audio/*",
      }),
    );
  });
});

describe("prompt-cache marks", () => {
  it("of a message are put on its last part", () => {
    const { messages } = convert(
      { role: "system", content: "Long", providerOptions: { cometapi: { cacheControl } } },
      {
        role: "user",
        content: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ],
        providerOptions: { cometapi: { cacheControl } },
      },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: "1",
            toolName: "t",
            output: { type: "text", value: "x" },
          },
          {
            type: "tool-result",
            toolCallId: "2",
            toolName: "t",
            output: { type: "text", value: "y" },
          },
        ],
        providerOptions: { cometapi: { cacheControl } },
      },
    );
    expect(messages).toEqual([
      { role: "system", content: [{ type: "text", text: "Long", cacheControl }] },
      {
        role: "user",
        content: [
          { type: "text", text: "a" },
          { type: "text", text: "b", cacheControl },
        ],
      },
      { role: "tool", toolCallId: "1", toolName: "t", content: "x" },
      {
        role: "tool",
        toolCallId: "2",
        toolName: "t",
        content: [{ type: "text", text: "y", cacheControl }],
      },
    ]);
  });

  it("of a part are kept", () => {
    const { messages } = convert({
      role: "user",
      content: [
        { type: "text", text: "a", providerOptions: { cometapi: { cacheControl } } },
        { type: "text", text: "b" },
      ],
    });
    expect(messages[0]?.content).toEqual([
      { type: "text", text: "a", cacheControl },
      { type: "text", text: "b" },
    ]);
  });

  it.each([
    ["text/plain", { type: "text" as const, text: "a" }],
    ["application/pdf", { type: "data" as const, data: "JVBE" }],
    ["image/png", { type: "data" as const, data: "iVBO" }],
  ])("of a file of type %s are kept", (mediaType, data) => {
    const providerOptions = { cometapi: { cacheControl } };
    expect(convertFile({ mediaType, data, providerOptions })).toMatchObject({ cacheControl });
  });

  it("of a text in a tool's output are kept", () => {
    const part = {
      type: "text" as const,
      text: "a",
      providerOptions: { cometapi: { cacheControl } },
    };
    const output = { type: "content" as const, value: [part] };
    const { messages } = convert({
      role: "tool",
      content: [{ type: "tool-result", toolCallId: "1", toolName: "look", output }],
    });
    expect(messages).toMatchObject([{ content: [{ type: "text", text: "a", cacheControl }] }]);
  });

  it("of a tool's output are kept, unless the result has its own", () => {
    const output = {
      type: "text" as const,
      value: "Sunny",
      providerOptions: { cometapi: { cacheControl } },
    };
    const ownMark = { type: "ephemeral" as const };
    const { messages } = convert({
      role: "tool",
      content: [
        { type: "tool-result", toolCallId: "1", toolName: "look", output },
        {
          type: "tool-result",
          toolCallId: "2",
          toolName: "look",
          output,
          providerOptions: { cometapi: { cacheControl: ownMark } },
        },
      ],
    });
    expect(messages).toMatchObject([
      { content: [{ type: "text", text: "Sunny", cacheControl }] },
      { content: [{ type: "text", text: "Sunny", cacheControl: ownMark }] },
    ]);
  });

  it("give a warning if an assistant message has no part for them", () => {
    const { warnings } = convert({
      role: "assistant",
      content: [{ type: "reasoning", text: "Hm." }],
      providerOptions: { cometapi: { cacheControl } },
    });
    expect(warnings).toMatchObject([
      {
        type: "unsupported",
        feature: "a cache mark without text or a call in an assistant message",
      },
    ]);
  });

  it("of a wrong form are refused by name", () => {
    expect(() =>
      convert({
        role: "system",
        content: "Long",
        providerOptions: { cometapi: { cacheControl: { type: "forever" } } },
      }),
    ).toThrow(
      'providerOptions.cometapi.cacheControl must be { type: "ephemeral" }, with ttl "5m" or "1h" if any, not {"type":"forever"}.',
    );
  });
});

describe("assistant messages", () => {
  it("bring a vendor's block back once, from the part that carries it", () => {
    const vendorBlock = { api: "responses" as const, block: { type: "web_search_call" } };
    const { messages, warnings } = convert({
      role: "assistant",
      content: [
        {
          type: "tool-call",
          toolCallId: "1",
          toolName: "web_search",
          input: {},
          providerExecuted: true,
          providerOptions: { cometapi: {} },
        },
        {
          type: "tool-result",
          toolCallId: "1",
          toolName: "web_search",
          output: { type: "json", value: {} },
          providerOptions: { cometapi: { vendorBlock } },
        },
      ],
    });
    expect(warnings).toEqual([]);
    expect(messages).toEqual([
      { role: "assistant", content: [{ type: "vendor-block", ...vendorBlock }] },
    ]);
  });

  it("keep what a vendor's own package stored with reasoning", () => {
    const anthropic = { signature: "sig" };
    const { messages } = convert({
      role: "assistant",
      content: [{ type: "reasoning", text: "Hmm.", providerOptions: { anthropic } }],
    });
    const content = [{ type: "reasoning", text: "Hmm.", vendorOptions: { anthropic } }];
    expect(messages).toEqual([{ role: "assistant", content }]);
  });

  it("bring reasoning, signatures and tool calls back as they were", () => {
    const echoOf = (data: JSONObject) => ({ api: "chat" as const, data });
    const signature = echoOf({ reasoning_details: [{ type: "reasoning.text", signature: "sig" }] });
    const thought = echoOf({ extra_content: { google: { thought_signature: "sig" } } });
    const { messages, warnings } = convert({
      role: "assistant",
      content: [
        {
          type: "reasoning",
          text: "Hmm.",
          providerOptions: { cometapi: { echo: signature } },
        },
        { type: "text", text: "Let me " },
        { type: "text", text: "look." },
        {
          type: "tool-call",
          toolCallId: "call-1",
          toolName: "look",
          input: { a: 1 },
          providerOptions: { cometapi: { echo: thought } },
        },
      ],
    });
    expect(warnings).toEqual([]);
    expect(messages).toEqual([
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hmm.", echo: signature },
          { type: "text", text: "Let me " },
          { type: "text", text: "look." },
          {
            type: "tool-call",
            id: "call-1",
            name: "look",
            arguments: '{"a":1}',
            echo: thought,
          },
        ],
      },
    ]);
  });

  it("bring a refusal back as a refusal", () => {
    const { messages } = convert({
      role: "assistant",
      content: [{ type: "text", text: "No.", providerOptions: { cometapi: { refusal: true } } }],
    });
    expect(messages).toEqual([{ role: "assistant", content: [], refusal: "No." }]);
  });

  it("send a generated image back, but not a clip whose words are in the text", () => {
    const { messages } = convert({
      role: "assistant",
      content: [
        { type: "text", text: "Here." },
        { type: "file", mediaType: "image/png", data: { type: "data", data: "iVBO" } },
        {
          type: "file",
          mediaType: "audio/wav",
          data: { type: "data", data: "AAAA" },
          providerOptions: { cometapi: { transcript: "Here." } },
        },
      ],
    });
    expect(messages[0]?.content).toEqual([
      { type: "text", text: "Here." },
      { type: "image", source: { data: "iVBO", mediaType: "image/png" } },
    ]);
  });

  it("warn of a generated clip without a transcript", () => {
    const { warnings } = convert({
      role: "assistant",
      content: [
        {
          type: "file",
          mediaType: "audio/wav",
          data: { type: "data", data: "AAAA" },
          providerOptions: { cometapi: { transcript: "" } },
        },
      ],
    });
    expect(warnings).toMatchObject([
      { feature: "a generated clip without a transcript in an assistant message" },
    ]);
  });

  it("keep arguments that were not JSON as the text they were", () => {
    const { messages } = convert({
      role: "assistant",
      content: [
        { type: "tool-call", toolCallId: "1", toolName: "look", input: '{"a":1}' },
        { type: "tool-call", toolCallId: "2", toolName: "look", input: "{broken" },
      ],
    });
    expect(messages).toMatchObject([
      { content: [{ arguments: '{"a":1}' }, { arguments: '"{broken"' }] },
    ]);
  });

  it("warn of content that no API has a place for", () => {
    const { warnings } = convert({
      role: "assistant",
      content: [
        { type: "custom", kind: "openai.compaction" },
        { type: "reasoning-file", mediaType: "image/png", data: { type: "data", data: "iVBO" } },
        { type: "tool-call", toolCallId: "1", toolName: "s", input: {}, providerExecuted: true },
        {
          type: "tool-result",
          toolCallId: "1",
          toolName: "s",
          output: { type: "text", value: "x" },
        },
      ],
    });
    expect(warnings).toHaveLength(4);
    expect(warnings[0]).toMatchObject({
      type: "unsupported",
      feature: "content of kind openai.compaction in an assistant message",
    });
  });
});

describe("tool results", () => {
  it("lose content that no API has a place for, with a warning", () => {
    const output = {
      type: "content" as const,
      value: [{ type: "custom" as const }, { type: "text" as const, text: "a" }],
    };
    const { messages, warnings } = convert({
      role: "tool",
      content: [{ type: "tool-result", toolCallId: "1", toolName: "look", output }],
    });
    expect(messages).toMatchObject([{ content: "a" }]);
    expect(warnings).toEqual([
      {
        type: "unsupported",
        feature: "custom content in a tool result",
        details: "No API has a place for it, so it was left out.",
      },
    ]);
  });

  it.each<[string, LanguageModelV4ToolResultOutput, unknown]>([
    ["text", { type: "text", value: "17 °C" }, "17 °C"],
    ["JSON", { type: "json", value: { celsius: 17 } }, '{"celsius":17}'],
    ["an error", { type: "error-text", value: "No such city" }, "No such city"],
    ["an error as JSON", { type: "error-json", value: { code: 404 } }, '{"code":404}'],
    ["a denial", { type: "execution-denied" }, "The user denied this tool call."],
    ["a denial with its reason", { type: "execution-denied", reason: "Too dear" }, "Too dear"],
    [
      "an image beside text",
      {
        type: "content",
        value: [
          { type: "text", text: "A map" },
          { type: "file", mediaType: "image/png", data: { type: "data", data: "iVBO" } },
        ],
      },
      [
        { type: "text", text: "A map" },
        { type: "image", source: { data: "iVBO", mediaType: "image/png" } },
      ],
    ],
  ])("can be %s", (_, output, expected) => {
    const { messages } = convert({
      role: "tool",
      content: [
        {
          type: "tool-result",
          toolCallId: "1",
          toolName: "look",
          output,
        },
      ],
    });
    const isError = output.type.startsWith("error") || undefined;
    expect(messages).toEqual([
      { role: "tool", toolCallId: "1", toolName: "look", content: expected, isError },
    ]);
  });

  it("may answer a vendor's approval request", () => {
    const { messages } = convert({
      role: "tool",
      content: [
        { type: "tool-approval-response", approvalId: "a", approved: false, reason: "No." },
      ],
    });
    expect(messages).toEqual([
      {
        role: "tool",
        toolCallId: "a",
        content: "",
        approval: { id: "a", isApproved: false, reason: "No." },
      },
    ]);
  });
});

describe("marks on an assistant message", () => {
  const openai = { imageDetail: "low" };
  const input = { city: "Oslo" };

  it("of a text and of a call are kept, with options of vendors", () => {
    const providerOptions = { cometapi: { cacheControl }, openai };
    const marks = { cacheControl, vendorOptions: { openai } };
    const { messages } = convert({
      role: "assistant",
      content: [
        { type: "text", text: "I look.", providerOptions },
        { type: "tool-call", toolCallId: "c", toolName: "look", input, providerOptions },
      ],
    });
    expect(messages[0]?.content).toMatchObject([
      { type: "text", text: "I look.", ...marks },
      { type: "tool-call", id: "c", ...marks },
    ]);
  });

  it("of the message stand on its last text or call alone", () => {
    const { messages } = convert({
      role: "assistant",
      content: [
        { type: "text", text: "First" },
        { type: "text", text: "Second" },
        { type: "reasoning", text: "Hm" },
      ],
      providerOptions: { cometapi: { cacheControl }, openai },
    });
    expect(messages[0]?.content).toEqual([
      { type: "text", text: "First" },
      { type: "text", text: "Second", cacheControl, vendorOptions: { openai } },
      { type: "reasoning", text: "Hm" },
    ]);
  });

  it("say why a part was left out", () => {
    const { warnings } = convert({
      role: "assistant",
      content: [{ type: "custom", kind: "other.thing" }],
    });
    expect(warnings).toEqual([
      {
        type: "unsupported",
        feature: "content of kind other.thing in an assistant message",
        details: "No API has a place for it, so it was left out.",
      },
    ]);
  });
});
