import { expect, it } from "vitest";
import { mapFinishReason } from "./map-finish-reason.ts";

it.each([
  ["stop", ["end_turn", "stop_sequence"]],
  ["length", ["max_tokens", "model_context_window_exceeded"]],
  ["content-filter", ["refusal"]],
  ["tool-calls", ["tool_use"]],
  ["other", ["pause_turn", "compaction", "vibes"]],
] as const)("an answer ends by %s where Anthropic says so in any of its words", (reason, words) => {
  expect(words.map(mapFinishReason)).toEqual(words.map(() => reason));
});
