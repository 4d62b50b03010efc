import { expect, it } from "vitest";
import { mapFinishReason } from "./map-finish-reason.ts";

it.each([
  ["stop", ["end_turn", "stop_sequence", "stop"]],
  ["length", ["max_tokens", "model_context_window_exceeded", "length"]],
  ["content-filter", ["refusal", "content_filter"]],
  ["tool-calls", ["tool_use", "tool_calls"]],
  ["other", ["pause_turn", "compaction", "vibes"]],
] as const)(
  "an answer ends by %s where Anthropic says so in any of its words, or a gateway in those of OpenAI",
  (reason, words) => {
    expect(words.map(mapFinishReason)).toEqual(words.map(() => reason));
  },
);
