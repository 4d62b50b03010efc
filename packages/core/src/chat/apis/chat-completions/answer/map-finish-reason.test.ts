import { expect, it } from "vitest";
import { mapFinishReason } from "./map-finish-reason.ts";

it.each([
  ["stop", ["stop", "end_turn", "stop_sequence", "eos", "eos_token", "complete", "completed"]],
  [
    "length",
    ["length", "max_tokens", "model_context_window_exceeded", "MAX_OUTPUT_TOKENS", "model_length"],
  ],
  [
    "content-filter",
    [
      "content_filter",
      "refusal",
      "SAFETY",
      "RECITATION",
      "BLOCKLIST",
      "PROHIBITED_CONTENT",
      "SPII",
      "IMAGE_SAFETY",
      "sensitive",
    ],
  ],
  ["tool-calls", ["tool_calls", "function_call", "tool_use", "tool_call"]],
  ["error", ["error", "network_error", "insufficient_system_resource", "MALFORMED_FUNCTION_CALL"]],
  ["other", ["pause_turn", "vibes"]],
] as const)("an answer ends by %s where a vendor says so in any of its words", (reason, words) => {
  expect(words.map(mapFinishReason)).toEqual(words.map(() => reason));
});
