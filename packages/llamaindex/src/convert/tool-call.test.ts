import type { ToolCallEndEvent } from "@cometapi/core";
import { expect, it } from "vitest";
import { convertToolCall, parseToolInput } from "./tool-call.ts";

const event: ToolCallEndEvent = {
  type: "tool-call-end",
  choiceIndex: 0,
  index: 0,
  id: "a",
  name: "now",
  arguments: '{"city":"Oslo"}',
  isComplete: true,
  echo: undefined,
};

it("parses the arguments of a call", () => {
  const call = convertToolCall(event);
  expect(call).toEqual({ id: "a", name: "now", input: { city: "Oslo" } });
  expect(parseToolInput(call)).toEqual({ city: "Oslo" });
});

it("leaves the arguments of a call that was cut off as text, also to run it, even if they look whole", () => {
  const call = convertToolCall({ ...event, isComplete: false });
  expect(call).toEqual({ id: "a", name: "now", input: '{"city":"Oslo"}' });
  expect(parseToolInput(call)).toBe('{"city":"Oslo"}');
});

it("parses what an overridden chat gives as text, nothing as no arguments", () => {
  expect(parseToolInput({ id: "a", name: "now", input: '{"city":"Oslo"}' })).toEqual({
    city: "Oslo",
  });
  expect(parseToolInput({ id: "a", name: "now", input: "" })).toEqual({});
  expect(parseToolInput({ id: "a", name: "now", input: "[1]" })).toBe("[1]");
});
