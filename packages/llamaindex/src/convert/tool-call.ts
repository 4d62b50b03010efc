import { isObject, type ToolCallEndEvent } from "@cometapi/core";
import type { PartialToolCall, ToolCall } from "@llamaindex/core/llms";

/**
 * A call the model made. `input` is the parsed arguments, or their text where the model wrote
 * something that is not a JSON object.
 */
export type CometAPIToolCall = ToolCall | PartialToolCall;

/** The input of a call that can be run. */
export type ToolInput = ToolCall["input"];

const converted = new WeakMap<ToolCallEndEvent, CometAPIToolCall>();
const cutOff = new WeakSet<CometAPIToolCall>();

/**
 * A call the model made. Each event gives one object, and the call is later recognized by that object. The
 * arguments of a call that was cut off stay text, even if they look whole.
 */
export function convertToolCall(event: ToolCallEndEvent): CometAPIToolCall {
  const known = converted.get(event);
  if (known !== undefined) return known;
  const { id, name, isComplete, arguments: text } = event;
  const input = isComplete ? parseObject(text) : undefined;
  const call = input === undefined ? { id, name, input: text } : { id, name, input };
  converted.set(event, call);
  if (!isComplete) cutOff.add(call);
  return call;
}

/**
 * The input to run a call with; an overridden `chat` may give it as text. The result is text if the input is
 * not a JSON object, or the call was cut off.
 */
export function parseToolInput(call: CometAPIToolCall): ToolInput | string {
  const { input } = call;
  if (typeof input !== "string" || cutOff.has(call)) return input;
  return parseObject(input === "" ? "{}" : input) ?? input;
}

/** A call in LlamaIndex's strict form. Arguments that are not an object are put where LlamaIndex's agents put them. */
export function toToolCall(call: CometAPIToolCall): ToolCall {
  const { id, name } = call;
  const input = parseToolInput(call);
  return { id, name, input: typeof input === "string" ? { rawInput: input } : input };
}

function parseObject(text: string): ToolInput | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isToolInput(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

// What was parsed from JSON holds nothing but JSON.
function isToolInput(value: unknown): value is ToolInput {
  return isObject(value);
}
