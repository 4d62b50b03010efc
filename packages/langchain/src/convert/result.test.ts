import type { ChatEvent } from "@cometapi/core";
import type { ChatGeneration } from "@langchain/core/outputs";
import { expect, it } from "vitest";
import { convertResult } from "./result.ts";

const own = { choiceIndex: 0 } as const;
const text: ChatEvent = { ...own, type: "text-delta", text: "Hi" };
const finish: ChatEvent = { ...own, type: "finish", reason: "stop", rawReason: "stop" };

/** The only choice of an answer. */
function convert(...events: ChatEvent[]): ChatGeneration | undefined {
  const context = { model: "m", api: "chat" as const, requestId: undefined, warnings: [] };
  return convertResult(events, context).generations[0];
}

it("keeps log probabilities beside the finish reason", () => {
  const logprobs = [{ token: "Hi", logprob: -1 }];
  const generation = convert(text, { ...own, type: "logprobs", content: logprobs }, finish);
  expect(generation?.generationInfo).toEqual({
    finish_reason: "stop",
    logprobs: { content: logprobs },
  });
  expect(generation).toHaveProperty("message.response_metadata.logprobs.content", logprobs);
});

it("gives an answer in which nothing was said an empty text", () => {
  expect(convert(finish)).toMatchObject({ text: "", message: { content: "" } });
});

it("joins the fragments of a clip, and keeps its kind", () => {
  const clip = { ...own, type: "audio", id: "a", mediaType: "audio/mpeg" } as const;
  const generation = convert(
    { ...clip, data: "QUJD", transcript: "He" },
    { ...clip, data: undefined, transcript: "y" },
    finish,
  );
  expect(generation).toHaveProperty("message.additional_kwargs.audio", {
    id: "a",
    mime_type: "audio/mpeg",
    data: "QUJD",
    transcript: "Hey",
  });
});

it("keeps the sources of an answer without a text", () => {
  const source = { url: "https://a.test", title: undefined, content: undefined };
  const range = { startIndex: undefined, endIndex: undefined };
  const generation = convert({ ...own, type: "citation", ...source, ...range }, finish);
  expect(generation).toHaveProperty("message.additional_kwargs", {
    citations: [{ type: "citation", url: "https://a.test" }],
  });
});
