import { isObject, textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";

/** Events that bring the next piece of an item: the item's type by theirs. */
export const PIECE_EVENTS: ReadonlyMap<string, string> = new Map([
  ["response.output_text.delta", "message"],
  ["response.refusal.delta", "message"],
  ["response.output_text.annotation.added", "message"],
  ["response.reasoning_summary_text.delta", "reasoning"],
  ["response.reasoning_text.delta", "reasoning"],
  // Names from before they were settled, which servers of open models still use.
  ["response.reasoning_summary.delta", "reasoning"],
  ["response.reasoning.delta", "reasoning"],
  ["response.function_call_arguments.delta", "function_call"],
  ["response.custom_tool_call_input.delta", "custom_tool_call"],
  ["response.apply_patch_call_operation_diff.delta", "apply_patch_call"],
]);

/** Events that repeat a piece of an item when it is whole. */
export const REPEATING_EVENTS: ReadonlyMap<string, string> = new Map([
  ["response.output_text.done", "message"],
  ["response.refusal.done", "message"],
  ["response.content_part.done", "message"],
  ["response.reasoning_summary_text.done", "reasoning"],
  ["response.reasoning_text.done", "reasoning"],
  ["response.function_call_arguments.done", "function_call"],
  ["response.custom_tool_call_input.done", "custom_tool_call"],
]);

/** The last event of a stream: the status of the answer by its type. */
export const CLOSING_EVENTS: ReadonlyMap<string, string | undefined> = new Map([
  ["response.completed", "completed"],
  ["response.incomplete", "incomplete"],
  ["response.failed", "failed"],
  ["response.cancelled", "cancelled"],
  ["response.done", undefined],
]);

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
