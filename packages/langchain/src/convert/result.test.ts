import type { ChatChoice } from "@cometapi/core";
import { expect, it } from "vitest";
import { convertResult } from "./result.ts";

const context = { model: "m", api: "chat" as const, requestId: undefined, warnings: [] };
const choice: ChatChoice = {
  choiceIndex: 0,
  content: [],
  text: "Hi",
  reasoning: "",
  refusal: "",
  toolCalls: [],
  images: [],
  audio: [],
  citations: [],
  logprobs: [],
  finishReason: "stop",
  rawFinishReason: "stop",
  finishDetails: undefined,
  vendorBlocks: [],
};
const result = { metadata: undefined, usage: undefined, errors: [] };

it("keeps log probabilities beside the finish reason", () => {
  const logprobs = [{ token: "Hi", logprob: -1 }];
  const { generations } = convertResult({ ...result, choices: [{ ...choice, logprobs }] }, context);
  expect(generations[0]?.generationInfo).toEqual({
    finish_reason: "stop",
    logprobs: { content: logprobs },
  });
});

it("joins the fragments of a clip, and keeps its kind", () => {
  const clip = { type: "audio" as const, choiceIndex: 0, id: "a", mediaType: "audio/mpeg" };
  const audio = [
    { ...clip, data: "QUJD", transcript: "He" },
    { ...clip, data: undefined, transcript: "y" },
  ];
  const { generations } = convertResult({ ...result, choices: [{ ...choice, audio }] }, context);
  expect(generations[0]).toHaveProperty("message.additional_kwargs.audio", {
    id: "a",
    mime_type: "audio/mpeg",
    data: "QUJD",
    transcript: "Hey",
  });
});
