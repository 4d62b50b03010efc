import { expect, it } from "vitest";
import { accumulateChatEvents } from "./accumulate-chat-events.ts";

const choiceIndex = 0;

it("keeps what was thought, said and called in its order, with what has to go back", () => {
  const echo = { api: "messages" as const, data: { signature: "s" } };
  const block = { type: "server_tool_use" };
  const call = { choiceIndex, index: 0, id: "c1" };
  const { choices } = accumulateChatEvents([
    { type: "reasoning-delta", choiceIndex, text: "Hm" },
    { type: "reasoning-delta", choiceIndex, text: "." },
    { type: "reasoning-end", choiceIndex, echo },
    { type: "reasoning-end", choiceIndex, echo },
    { type: "text-delta", choiceIndex, text: "One." },
    { type: "text-end", choiceIndex, echo: undefined },
    { type: "text-delta", choiceIndex, text: "Two." },
    { type: "tool-call-start", ...call, name: "now" },
    {
      type: "vendor-block",
      choiceIndex,
      api: "messages",
      block,
      toolCall: { id: "s1", name: "web_search", arguments: "{}" },
      toolResult: { id: "s1", name: "web_search", result: [], isError: false },
    },
    { type: "tool-call-delta", ...call, argumentsDelta: "{}" },
    {
      type: "tool-call-end",
      ...call,
      name: "now",
      arguments: "{}",
      isComplete: true,
      echo: undefined,
    },
    { type: "finish", choiceIndex, reason: "tool-calls", rawReason: "tool_use" },
  ]);
  expect(choices).toMatchObject([
    {
      text: "One.Two.",
      reasoning: "Hm.",
      content: [
        { type: "reasoning", text: "Hm.", echo },
        { type: "reasoning", text: "", echo },
        { type: "text", text: "One." },
        { type: "text", text: "Two." },
        { type: "tool-call", id: "c1", name: "now", arguments: "{}" },
        {
          type: "vendor-block",
          api: "messages",
          block,
          toolCall: { id: "s1" },
          toolResult: { id: "s1" },
        },
      ],
      finishReason: "tool-calls",
    },
  ]);
});

it("is interrupted, with what has come, where the end is missing", () => {
  const result = accumulateChatEvents([
    { type: "text-delta", choiceIndex, text: "Let me" },
    { type: "tool-call-start", choiceIndex, index: 0, id: "c1", name: "now" },
  ]);
  expect(result).toStrictEqual({
    metadata: undefined,
    usage: undefined,
    errors: [],
    choices: [
      {
        choiceIndex,
        content: [
          { type: "text", text: "Let me" },
          { type: "tool-call", id: "c1", name: "now", arguments: "" },
        ],
        text: "Let me",
        reasoning: "",
        refusal: "",
        toolCalls: [],
        images: [],
        audio: [],
        citations: [],
        vendorBlocks: [],
        logprobs: [],
        finishReason: "interrupted",
        rawFinishReason: undefined,
        finishDetails: undefined,
      },
    ],
  });
});

it("sorts alternative answers by their index", () => {
  const { choices } = accumulateChatEvents([
    { type: "text-delta", choiceIndex: 1, text: "No" },
    { type: "text-delta", choiceIndex: 0, text: "Yes" },
    { type: "text-delta", choiceIndex: 1, text: "." },
  ]);
  expect(choices.map(({ text }) => text)).toEqual(["Yes", "No."]);
});

it("puts together more log probabilities than a call takes arguments", () => {
  const content = Array.from({ length: 200_000 }, () => ({ token: "a", logprob: -1 }));
  const [choice] = accumulateChatEvents([{ type: "logprobs", choiceIndex: 0, content }]).choices;
  expect(choice?.logprobs).toHaveLength(200_000);
});
