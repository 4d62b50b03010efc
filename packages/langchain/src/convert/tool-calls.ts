import { type ToolCallEndEvent, isObject } from "@cometapi/core";
import type { InvalidToolCall, ToolCall } from "@langchain/core/messages/tool";

/** The calls of an answer: those that may be run, and those that must not. */
export interface ConvertedToolCalls {
  toolCalls: ToolCall[];
  invalidToolCalls: InvalidToolCall[];
}

/** Parses the calls of an answer. A call is invalid if it was cut off or its arguments are not a JSON object. */
export function convertToolCalls(calls: readonly ToolCallEndEvent[]): ConvertedToolCalls {
  const converted: ConvertedToolCalls = {
    toolCalls: [],
    invalidToolCalls: [],
  };
  for (const call of calls) {
    const args = parseArguments(call);
    const { id, name } = call;
    if (args !== undefined) converted.toolCalls.push({ type: "tool_call", id, name, args });
    else converted.invalidToolCalls.push(toInvalidToolCall(call));
  }
  return converted;
}

/** The arguments of a call that may be run. Undefined for one that must not. */
export function parseArguments(call: ToolCallEndEvent): Record<string, unknown> | undefined {
  if (!call.isComplete) return undefined;
  try {
    const args: unknown = JSON.parse(call.arguments);
    return isObject(args) ? args : undefined;
  } catch {
    return undefined;
  }
}

/** A call that must not be run, with the reason. */
export function toInvalidToolCall(
  call: ToolCallEndEvent,
): InvalidToolCall & { type: "invalid_tool_call" } {
  return {
    type: "invalid_tool_call",
    id: call.id,
    name: call.name,
    args: call.arguments,
    error: call.isComplete
      ? "The arguments are not a JSON object."
      : "The answer was cut off within the arguments.",
  };
}
