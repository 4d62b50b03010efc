import { expect, it } from "vitest";
import { joinChunks } from "./join-chunks.ts";

it("joins texts and lists, and takes of everything else what was told last", () => {
  const message = joinChunks([
    { delta: "", raw: null, options: { thinking: "H" } },
    { delta: "a", raw: null, options: { thinking: "m", citations: [], logprobs: [1] } },
    { delta: "b", raw: null, options: { logprobs: [2], audio: [], model: "x" } },
    { delta: "", raw: null, options: { finishReason: "stop", model: "y", refusal: "b" } },
  ]);
  expect(message).toEqual({
    role: "assistant",
    content: "ab",
    options: {
      thinking: "Hm",
      citations: [],
      logprobs: [1, 2],
      audio: [],
      refusal: "b",
      finishReason: "stop",
      model: "y",
    },
  });
});

it("takes a call as it was told last, because other LLMs tell it piece by piece", () => {
  const { options } = joinChunks([
    { delta: "", raw: null, options: { toolCall: [{ id: "a", name: "now", input: '{"c' }] } },
    { delta: "", raw: null, options: { toolCall: [{ id: "b", name: "then", input: {} }] } },
    { delta: "", raw: null, options: { toolCall: [{ id: "a", name: "now", input: "{}" }] } },
  ]);
  expect(options?.toolCall).toEqual([
    { id: "a", name: "now", input: "{}" },
    { id: "b", name: "then", input: {} },
  ]);
});

it("puts images beside the text", () => {
  const images = [{ url: "https://example.com/a.png" }, { data: "QUJD", mediaType: "image/png" }];
  const { content } = joinChunks([{ delta: "Look.", raw: null, options: { images } }]);
  expect(content).toEqual([
    { type: "text", text: "Look." },
    { type: "image_url", image_url: { url: "https://example.com/a.png" } },
    { type: "image", data: "QUJD", mimeType: "image/png" },
  ]);
});

it("makes a plain message of plain chunks", () => {
  const chunks = ["a", "b"].map((delta) => ({ delta, raw: null }));
  expect(joinChunks(chunks)).toEqual({ role: "assistant", content: "ab" });
});
