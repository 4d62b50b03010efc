import type { FinishReason } from "../../../chat-event.ts";
import { textOf } from "../../../../json-access.ts";

/** Every finish reason that vendors are known to send on this API, in lower case. */
const FINISH_REASONS = new Map<string, FinishReason>([
  // OpenAI
  ["stop", "stop"],
  ["length", "length"],
  ["content_filter", "content-filter"],
  ["tool_calls", "tool-calls"],
  ["function_call", "tool-calls"],
  // Anthropic
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["pause_turn", "other"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["tool_use", "tool-calls"],
  ["refusal", "content-filter"],
  // Gemini
  ["max_output_tokens", "length"],
  ["safety", "content-filter"],
  ["recitation", "content-filter"],
  ["blocklist", "content-filter"],
  ["prohibited_content", "content-filter"],
  ["spii", "content-filter"],
  ["image_safety", "content-filter"],
  ["malformed_function_call", "error"],
  // Others
  ["eos", "stop"],
  ["eos_token", "stop"],
  ["complete", "stop"],
  ["completed", "stop"],
  ["model_length", "length"],
  ["sensitive", "content-filter"],
  ["tool_call", "tool-calls"],
  ["error", "error"],
  ["network_error", "error"],
  ["insufficient_system_resource", "error"],
]);

/** The vendor's word for the end of a choice. Undefined while it goes on: some servers then send an empty text, or "null". */
export function readFinishReason(choice: Readonly<Record<string, unknown>>): string | undefined {
  const reason = textOf(choice["finish_reason"]);
  return reason === "null" ? undefined : reason;
}

/** The finish reason for the vendor's word; `other` for an unknown word. */
export function mapFinishReason(rawReason: string): FinishReason {
  return FINISH_REASONS.get(rawReason.toLowerCase()) ?? "other";
}
