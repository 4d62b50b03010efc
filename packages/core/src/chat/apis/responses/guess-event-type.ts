import { isObject, textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";

/** The type of an event that does not name it, by what is in it. Undefined for something else. */
export function guessEventType(frame: JSONObject): string | undefined {
  const { response, item, delta } = frame;
  if (isObject(response)) {
    const status = textOf(response["status"]);
    const hasEnded = status !== undefined && status !== "in_progress" && status !== "queued";
    return hasEnded ? `response.${status}` : "response.created";
  }
  if (isObject(item)) {
    const isBegun = item["status"] === "in_progress";
    return isBegun ? "response.output_item.added" : "response.output_item.done";
  }
  if (typeof delta !== "string") return undefined;
  if (frame["summary_index"] !== undefined) return "response.reasoning_summary_text.delta";
  return frame["content_index"] === undefined
    ? "response.function_call_arguments.delta"
    : "response.output_text.delta";
}
