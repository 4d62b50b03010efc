import { AIMessage } from "@langchain/core/messages";
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
