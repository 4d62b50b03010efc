import { expect, it } from "vitest";
import { mapFinishReason } from "./map-finish-reason.ts";

it.each([
  ["length", "max_output_tokens"],
  ["length", "max_tokens"],
  ["content-filter", "content_filter"],
  ["other", "vibes"],
])("a response is cut by %s where it says %s", (reason, rawReason) => {
  const end = { reason, rawReason, wasStoppedEarly: true };
  expect(mapFinishReason("incomplete", { reason: rawReason })).toEqual(end);
  expect(mapFinishReason("completed", { reason: rawReason })).toEqual(end);
});

it("a response that is incomplete and says no more is cut by something else", () => {
  const end = { reason: "other", rawReason: "incomplete", wasStoppedEarly: true };
  expect(mapFinishReason("incomplete", null)).toEqual(end);
});

it("a response has ended when it is complete, and not before", () => {
  const end = { reason: "stop", rawReason: "completed" };
  expect(mapFinishReason("completed", undefined)).toEqual(end);
  expect(mapFinishReason("in_progress", undefined)).toBeUndefined();
});
