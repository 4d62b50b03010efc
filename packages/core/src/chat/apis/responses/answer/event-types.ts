import { isObject, textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";

/** What an event brings for a message. Without `-delta`: the whole thing, which repeats its deltas. */
export type MessagePiece =
  | "text-delta"
  | "text"
  | "refusal-delta"
  | "refusal"
  | "message-part"
  | "annotation";

/** What an event brings for a call. */
export type CallPiece = "arguments-delta" | "input-delta" | "diff-delta" | "arguments";

/** An event about an item of the output, with the type of the item. */
export type ItemEvent = (
  | { itemType: "message"; piece: MessagePiece }
  | { itemType: "reasoning"; piece: "reasoning" }
  | { itemType: "function_call" | "custom_tool_call" | "apply_patch_call"; piece: CallPiece }
) & {
  /** Whether the event repeats what came before. It says nothing about an item that is over. */
  isRepetition?: boolean;
};

/** Every event about an item, by its type. To read an event under another name, add a row here. */
export const ITEM_EVENTS: ReadonlyMap<string, ItemEvent> = new Map<string, ItemEvent>([
  ["response.output_text.delta", { itemType: "message", piece: "text-delta" }],
  ["response.output_text.done", { itemType: "message", piece: "text", isRepetition: true }],
  ["response.output_text.annotation.added", { itemType: "message", piece: "annotation" }],
  ["response.refusal.delta", { itemType: "message", piece: "refusal-delta" }],
  ["response.refusal.done", { itemType: "message", piece: "refusal", isRepetition: true }],
  [
    "response.content_part.done",
    { itemType: "message", piece: "message-part", isRepetition: true },
  ],
  ["response.reasoning_summary_text.delta", { itemType: "reasoning", piece: "reasoning" }],
  [
    "response.reasoning_summary_text.done",
    { itemType: "reasoning", piece: "reasoning", isRepetition: true },
  ],
  [
    "response.reasoning_summary_part.done",
    { itemType: "reasoning", piece: "reasoning", isRepetition: true },
  ],
  ["response.reasoning_text.delta", { itemType: "reasoning", piece: "reasoning" }],
  [
    "response.reasoning_text.done",
    { itemType: "reasoning", piece: "reasoning", isRepetition: true },
  ],
  // Older names, which servers of open models still use.
  ["response.reasoning_summary.delta", { itemType: "reasoning", piece: "reasoning" }],
  ["response.reasoning.delta", { itemType: "reasoning", piece: "reasoning" }],
  [
    "response.function_call_arguments.delta",
    { itemType: "function_call", piece: "arguments-delta" },
  ],
  [
    "response.function_call_arguments.done",
    { itemType: "function_call", piece: "arguments", isRepetition: true },
  ],
  ["response.custom_tool_call_input.delta", { itemType: "custom_tool_call", piece: "input-delta" }],
  [
    "response.custom_tool_call_input.done",
    { itemType: "custom_tool_call", piece: "arguments", isRepetition: true },
  ],
  [
    "response.apply_patch_call_operation_diff.delta",
    { itemType: "apply_patch_call", piece: "diff-delta" },
  ],
]);

/** The last events of a stream, with the status of the answer. `response.done` has it in the response. */
export const CLOSING_EVENTS: ReadonlyMap<string, string | undefined> = new Map([
  ["response.completed", "completed"],
  ["response.incomplete", "incomplete"],
  ["response.failed", "failed"],
  ["response.cancelled", "cancelled"],
  ["response.done", undefined],
]);

/** The type of an event that has none, by its other fields. Undefined if it cannot be recognized. */
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
