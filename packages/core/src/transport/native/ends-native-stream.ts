import { isObject } from "../../json-access.ts";

const END_TYPES: ReadonlySet<unknown> = new Set([
  "response.completed",
  "response.incomplete",
  "message_stop",
]);

/**
 * Whether a frame shows that an answer is whole: the last event of the Responses and the Messages API,
 * Gemini's `finishReason`, and Messages' `stop_reason`, after which nothing of the answer follows.
 * Without one of them a stream was cut off (OpenAI, Anthropic and Google API references).
 */
export function endsNativeStream(frame: Readonly<Record<string, unknown>>): boolean {
  if (END_TYPES.has(frame["type"])) return true;
  const { delta, candidates } = frame;
  if (frame["type"] === "message_delta") {
    return isObject(delta) && typeof delta["stop_reason"] === "string";
  }
  return (
    Array.isArray(candidates) &&
    candidates.some((candidate) => isObject(candidate) && Boolean(candidate["finishReason"]))
  );
}
