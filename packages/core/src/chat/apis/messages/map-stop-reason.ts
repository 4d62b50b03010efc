import type { FinishReason } from "../../chat-event.ts";

/** Anthropic's reasons (API reference of Messages, read 2026-11) as finish reasons of this package. */
const STOP_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["tool_use", "tool-calls"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["refusal", "content-filter"],
  // The vendor's own tools take long: the answer goes on when it is sent back as it is.
  ["pause_turn", "other"],
  // The answer is nothing but a summary of the conversation.
  ["compaction", "other"],
]);

/** The API's word as finish reasons of this package; `other` for a word nobody has seen. */
export function mapStopReason(stopReason: string): FinishReason {
  return STOP_REASONS.get(stopReason) ?? "other";
}
