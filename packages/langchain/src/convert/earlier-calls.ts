import { CometAPIError, type ToolCallPart } from "@cometapi/core";
import type { AIMessage, AIMessageChunk, ToolCall } from "@langchain/core/messages";
import { readText } from "../read-field.ts";
import { readCallOptions } from "./vendor-options.ts";

/**
 * The tool calls of an earlier answer.
 *
 * @param answeredCalls Ids of the calls that a tool message answers. A call whose arguments do not
 * parse is sent only if it was answered: vendors refuse a result without its call.
 */
export function convertEarlierCalls(
  message: AIMessage | AIMessageChunk,
  answeredCalls: ReadonlySet<string>,
): ToolCallPart[] {
  const options = readCallOptions(message);
  const valid = (message.tool_calls ?? []).flatMap((call, index, calls) => {
    const { id, name, args } = call;
    if (repeatsAnother(call, calls)) return [];
    const sent = toToolCall({ id, name, arguments: JSON.stringify(args ?? {}) });
    return [{ ...sent, vendorOptions: options[index] }];
  });
  const invalid = (message.invalid_tool_calls ?? [])
    .filter(({ id }) => id !== undefined && answeredCalls.has(id))
    .map(({ id, name, args }) => toToolCall({ id, name: name ?? "", arguments: args ?? "{}" }));
  return [...valid, ...invalid];
}

/**
 * Whether a call without an id repeats one with an id. When LangChain loads a message of ChatGoogle's, it adds
 * the calls of its v1 blocks, which have no id, to `tool_calls`.
 */
function repeatsAnother(call: ToolCall, calls: readonly ToolCall[]): boolean {
  const text = JSON.stringify(call.args);
  return (
    call.id === undefined &&
    calls.some(
      ({ id, name, args }) =>
        id !== undefined && name === call.name && JSON.stringify(args) === text,
    )
  );
}

function toToolCall(call: {
  id: string | undefined;
  name: string;
  arguments: string;
}): ToolCallPart {
  const { id, name, arguments: text } = call;
  if (id === undefined || id === "") {
    throw new CometAPIError({
      code: "invalid-argument",
      message: `The call of tool "${name}" in an AI message has no id, so no tool message can answer it. Give it an id.`,
    });
  }
  return { type: "tool-call", id, name, arguments: text };
}

/** The call that a block repeats. In ChatGoogle's answers the block has the id of the message. */
export function findCallOfBlock(
  block: Readonly<Record<string, unknown>>,
  calls: ReadonlyMap<string, ToolCallPart>,
  messageId: string | undefined,
): ToolCallPart | undefined {
  const id = readText(block, "id");
  if (id !== messageId) return calls.get(id ?? "");
  return [...calls.values()].find(({ name }) => name === block["name"]);
}
