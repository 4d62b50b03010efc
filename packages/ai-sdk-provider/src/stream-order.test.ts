import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { expect, it } from "vitest";
import { findOrderViolations } from "../test/find-order-violations.ts";

type Part = LanguageModelV4StreamPart;

const start: Part = { type: "stream-start", warnings: [] };
const finish: Part = {
  type: "finish",
  finishReason: { unified: "stop", raw: "stop" },
  usage: {
    inputTokens: { total: 3, noCache: 1, cacheRead: 2, cacheWrite: undefined },
    outputTokens: { total: 2, text: 2, reasoning: undefined },
  },
};
const text: Part[] = [
  { type: "text-start", id: "0" },
  { type: "text-delta", id: "0", delta: "Hi" },
  { type: "text-end", id: "0" },
];

it("finds nothing wrong with a sequence that keeps the contract", () => {
  expect(findOrderViolations([start, ...text, finish])).toEqual([]);
});

it.each<[string, Part[], string]>([
  ["no start", [...text, finish], "stream-start is not the first part"],
  ["no finish", [start, ...text], "there are 0 finish parts"],
  ["two finishes", [start, finish, finish], "finish comes after finish"],
  [
    "a delta without a start",
    [start, { type: "text-delta", id: "9", delta: "Hi" }, finish],
    "a text part of 9, which is not open",
  ],
  [
    "a block left open",
    [start, { type: "reasoning-start", id: "0" }, finish],
    "finish while 0 is open",
  ],
  [
    "a tool input within reasoning",
    [
      start,
      { type: "reasoning-start", id: "0" },
      { type: "tool-input-start", id: "call", toolName: "look" },
      { type: "tool-input-end", id: "call" },
      { type: "reasoning-end", id: "0" },
      finish,
    ],
    "tool-input-start while 0 is open",
  ],
  [
    "a call that differs from its deltas",
    [
      start,
      { type: "tool-input-start", id: "call", toolName: "look" },
      { type: "tool-input-delta", id: "call", delta: "{" },
      { type: "tool-input-end", id: "call" },
      { type: "tool-call", toolCallId: "call", toolName: "look", input: "{}" },
      finish,
    ],
    "tool-call call differs from its input deltas",
  ],
  [
    "stop beside a tool call",
    [
      start,
      { type: "tool-input-start", id: "call", toolName: "look" },
      { type: "tool-input-end", id: "call" },
      { type: "tool-call", toolCallId: "call", toolName: "look", input: "{}" },
      finish,
    ],
    "finish says stop beside tool calls",
  ],
])("finds %s", (_, parts, violation) => {
  expect(findOrderViolations(parts)).toContain(violation);
});
