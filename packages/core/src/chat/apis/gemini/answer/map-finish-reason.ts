import { textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { FinishReason } from "../../../chat-event.ts";

/**
 * Google's finish reasons, and its reasons for blocking a prompt.
 *
 * `error`: the model broke its answer off, e.g. because it wrote a call that cannot be parsed. Another try may help.
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
  ["MISSING_THOUGHT_SIGNATURE", "error"],
]);

/** A reason of Google as a finish reason of this package. Unknown reasons are `other`. */
export function mapFinishReason(rawReason: string): FinishReason {
  return FINISH_REASONS.get(rawReason) ?? "other";
}

/** The finish reason of a candidate, in Google's words. Undefined as long as the answer goes on. */
export function readFinishReason({ finishReason }: JSONObject): string | undefined {
  return finishReason === "FINISH_REASON_UNSPECIFIED" ? undefined : textOf(finishReason);
}
