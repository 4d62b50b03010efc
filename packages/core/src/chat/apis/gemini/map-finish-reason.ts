import type { FinishReason } from "../../chat-event.ts";

/**
 * Google's words for the end of an answer, and for a prompt that was blocked.
 *
 * A call that cannot be read is an error and not an end: the model broke off, and asking again helps.
 */
const FINISH_REASONS: ReadonlyMap<string, FinishReason> = new Map<string, FinishReason>([
  ["STOP", "stop"],
  ["MAX_TOKENS", "length"],
  // Gemini 4: the limit of one request, not of the answer.
  ["CONTINUATION", "length"],
  ["SAFETY", "content-filter"],
  ["RECITATION", "content-filter"],
  ["BLOCKLIST", "content-filter"],
  ["PROHIBITED_CONTENT", "content-filter"],
  ["SPII", "content-filter"],
  ["IMAGE_SAFETY", "content-filter"],
  ["IMAGE_PROHIBITED_CONTENT", "content-filter"],
  ["IMAGE_RECITATION", "content-filter"],
  ["MODEL_ARMOR", "content-filter"],
  ["JAILBREAK", "content-filter"],
  ["MALFORMED_FUNCTION_CALL", "error"],
  ["UNEXPECTED_TOOL_CALL", "error"],
  ["TOO_MANY_TOOL_CALLS", "error"],
  ["MALFORMED_RESPONSE", "error"],
]);

/** Google's word in this package's vocabulary; `other` for a word nobody has seen. */
export function mapFinishReason(rawReason: string): FinishReason {
  return FINISH_REASONS.get(rawReason) ?? "other";
}
