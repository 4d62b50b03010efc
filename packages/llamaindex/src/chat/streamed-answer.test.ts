import type { ChatEvent, ChatUsage, ToolCallEndEvent } from "@cometapi/core";
import { expect, it } from "vitest";
import { StreamedAnswer } from "./streamed-answer.ts";

const usage: ChatUsage = {
  inputTokens: { total: 3, cacheRead: undefined, cacheWrite: undefined, audio: undefined },
  outputTokens: { total: 5, reasoning: undefined, audio: undefined },
  totalTokens: 8,
  cost: undefined,
  raw: { prompt_tokens: 3 },
};

function text(value: string): ChatEvent {
  return { type: "text-delta", choiceIndex: 0, text: value };
}

function reasoning(value: string): ChatEvent {
  return { type: "reasoning-delta", choiceIndex: 0, text: value };
}

function toolCallEnd(id: string, changes: Partial<ToolCallEndEvent> = {}): ToolCallEndEvent {
  return {
    type: "tool-call-end",
    choiceIndex: 0,
    index: 0,
    id,
    name: "get_weather",
    arguments: '{"city":"Lisbon"}',
    isComplete: true,
    echo: undefined,
    ...changes,
  };
}

const finish: ChatEvent = {
  type: "finish",
  choiceIndex: 0,
  reason: "tool-calls",
  rawReason: "tool_calls",
};

it("makes one chunk of everything that arrived in one read", () => {
  const answer = new StreamedAnswer();
  expect(answer.push([reasoning("a"), reasoning("b"), text("c"), text("d")])).toEqual({
    delta: "cd",
    raw: { options: { thinking: "ab" } },
    options: { thinking: "ab" },
  });
});

it("makes no chunk where there is nothing to tell", () => {
  const answer = new StreamedAnswer();
  expect(answer.push([{ type: "ping" }])).toBeUndefined();
  expect(
    answer.push([
      { type: "tool-call-start", choiceIndex: 0, index: 0, id: "a", name: "get_weather" },
      { type: "tool-call-delta", choiceIndex: 0, index: 0, id: "a", argumentsDelta: '{"ci' },
    ]),
  ).toBeUndefined();
});

it("hands out all tool calls at once, with the usage, when the answer has ended", () => {
  const answer = new StreamedAnswer();
  answer.envelope = { requestId: "r" };
  const chunk = answer.push([
    toolCallEnd("a"),
    toolCallEnd("b", { arguments: "{}" }),
    toolCallEnd("c", { arguments: '{"city":' }),
    { type: "usage", usage },
    finish,
  ]);
  const options = {
    toolCall: [
      { id: "a", name: "get_weather", input: { city: "Lisbon" } },
      { id: "b", name: "get_weather", input: {} },
      { id: "c", name: "get_weather", input: '{"city":' },
    ],
    usage,
    finishReason: "tool-calls",
    rawFinishReason: "tool_calls",
    requestId: "r",
  };
  expect(chunk).toEqual({ delta: "", raw: { options }, options });
  // The same objects, by which an agent's calls are known again.
  expect(answer.message.options?.toolCall?.[0]?.input).toBe(chunk?.options?.toolCall?.[0]?.input);
});

it("withholds a call that may not be shown and says why", () => {
  const answer = new StreamedAnswer(new Set(["get_weather"]));
  const chunk = answer.push([
    toolCallEnd("a"),
    toolCallEnd("b", { isComplete: false }),
    { ...finish, reason: "length" },
  ]);
  expect(chunk?.options?.toolCall).toHaveLength(1);
  expect(answer.failure?.message).toMatch(/`get_weather` was cut off \(length\).*maxTokens/s);
  expect(answer.message.options?.toolCall).toHaveLength(2);
});

it("keeps the vendor's last chunk as raw, with the choices and the usage of earlier ones", () => {
  const answer = new StreamedAnswer();
  const choices = [{ index: 0, delta: {}, finish_reason: "length" }];
  answer.push([
    { type: "raw", value: { id: "1", usage: { prompt_tokens: 3 } } },
    text("a"),
    { type: "raw", value: { id: "1", choices } },
  ]);
  answer.push([{ type: "raw", value: { id: "2", choices: [], usage: null } }]);
  expect(answer.raw).toEqual({ id: "2", choices, usage: { prompt_tokens: 3 } });
});

it("takes an empty list of choices as it is when there was no other", () => {
  const answer = new StreamedAnswer();
  answer.push([{ type: "raw", value: { choices: [] } }]);
  expect(answer.raw).toEqual({ choices: [] });
});

it("shows a refusal as text and names it", () => {
  const answer = new StreamedAnswer();
  const chunk = answer.push([{ type: "refusal-delta", choiceIndex: 0, text: "I won't." }]);
  expect(chunk).toMatchObject({ delta: "I won't.", options: { refusal: "I won't." } });
});

it("puts the whole message together at any time", () => {
  const answer = new StreamedAnswer();
  answer.push([reasoning("a"), text("b")]);
  answer.push([reasoning("c"), text("d")]);
  expect(answer.message).toMatchObject({
    role: "assistant",
    content: "bd",
    options: { thinking: "ac", finishReason: "interrupted" },
  });
});
