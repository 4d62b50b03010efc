import type { FinishReason } from "../../../chat-event.ts";

/** Anthropic's reasons (API reference of Messages, read 2026-11) as finish reasons of this package. */
const STOP_REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["tool_use", "tool-calls"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["refusal", "content-filter"],
  // Anthropic's own tools take long. The answer continues when it is sent back unchanged.
  ["pause_turn", "other"],
  // The answer is nothing but a summary of the conversation.
  ["compaction", "other"],
  // OpenAI's reasons: a gateway may convert an answer, but not how it ended.
  ["stop", "stop"],
  ["tool_calls", "tool-calls"],
  ["length", "length"],
  ["content_filter", "content-filter"],
]);

/** A stop reason of Anthropic as a finish reason of this package. Unknown reasons are `other`. */
export function mapFinishReason(stopReason: string): FinishReason {
  return STOP_REASONS.get(stopReason) ?? "other";
}
