import { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { expect, it } from "vitest";
import { registerBlockTranslator } from "./block-translator.ts";

it("shows an answer's images as often as somebody looks", () => {
  registerBlockTranslator();
  const image = { type: "image", data: "aGk=", mimeType: "image/png" };
  const message = new AIMessage({
    content: "Here:",
    additional_kwargs: {
      images: [image],
      content_outline: [{ type: "image" }, { type: "text", length: 5 }],
    },
    response_metadata: { model_provider: "cometapi" },
  });

  const first = message.contentBlocks;

  expect(first).toEqual([image, { type: "text", text: "Here:" }]);
  expect(message.contentBlocks).toEqual(first);
});

it.each([
  [
    "the API names",
    { data: "AAEAAQ==", mime_type: "audio/L16;rate=24000" },
    "audio/L16;rate=24000",
  ],
  ["LangChain assumes if nothing shows it", { data: "AAEAAQ==" }, "audio/wav"],
])("gives a spoken answer the media type that %s", (_who, audio, mimeType) => {
  registerBlockTranslator();
  const message = new AIMessage({
    content: "",
    additional_kwargs: { audio },
    response_metadata: { model_provider: "cometapi" },
  });

  expect(message.contentBlocks).toMatchObject([{ type: "audio", data: audio.data, mimeType }]);
});

const response_metadata = { model_provider: "cometapi" };

it("shows an echo that came after its text as an empty text, and a refusal after all else", () => {
  registerBlockTranslator();
  const echo = { api: "gemini", data: { thoughtSignature: "s" } };
  const message = new AIMessage({
    content: "Hi",
    additional_kwargs: {
      refusal: "No.",
      content_outline: [
        { type: "text", length: 2 },
        { type: "text", length: 0, echo },
      ],
    },
    response_metadata,
  });

  expect(message.contentBlocks).toEqual([
    { type: "text", text: "Hi" },
    { type: "text", text: "", echo },
    { type: "non_standard", value: { type: "refusal", refusal: "No." } },
  ]);
});

it("shows a call that must not be run as one", () => {
  registerBlockTranslator();
  const call = { id: "c", name: "now", args: "{", error: "It was cut off." };
  const message = new AIMessage({ content: "", invalid_tool_calls: [call], response_metadata });

  expect(message.contentBlocks).toEqual([{ type: "invalid_tool_call", ...call }]);
});

it("gives the blocks of a chunk the same index in every chunk, each call its own", () => {
  registerBlockTranslator();
  const piece = { type: "tool_call_chunk" as const, args: "{" };
  const indexesOf = (content: string, calls: number[]): unknown[] =>
    new AIMessageChunk({
      content,
      additional_kwargs: content === "" ? {} : { reasoning_content: "Hm" },
      tool_call_chunks: calls.map((index) => ({ ...piece, id: `c${index}`, index })),
      response_metadata,
    }).contentBlocks.map((block) => [block.type, "index" in block ? block.index : undefined]);
  const [reasoning, text, first, second] = indexesOf("Hi", [0, 1]);

  expect([reasoning, text, first, second]).toMatchObject([
    ["reasoning", expect.any(Number)],
    ["text", expect.any(Number)],
    ["tool_call_chunk", expect.any(Number)],
    ["tool_call_chunk", expect.any(Number)],
  ]);
  expect(new Set([reasoning, text, first, second].map(String)).size).toBe(4);
  expect(indexesOf("", [1])).toEqual([second]);
  expect(indexesOf("Ho", [0])).toEqual([reasoning, text, first]);
});
