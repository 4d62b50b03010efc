import { isObject } from "@cometapi/core";
import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  type MessageContent,
  ToolMessage,
} from "@langchain/core/messages";
import { readText } from "../read-field.ts";

type Block = Record<string, unknown>;

/**
 * A message in Anthropic's form as LangChain's own messages: results of tools, which stand in a human message
 * there, become tool messages, and calls become `tool_calls`. Other messages stay as they are.
 */
export function unpackAnthropicBlocks(message: BaseMessage): BaseMessage[] {
  const { content } = message;
  if (typeof content === "string") return [message];
  if (HumanMessage.isInstance(message)) return unpackResults(content, message.name) ?? [message];
  if (!AIMessage.isInstance(message) || message.tool_calls?.length) return [message];
  const tool_calls = content.filter((block) => block.type === "tool_use").map(toToolCall);
  if (tool_calls.length === 0) return [message];
  const { id, additional_kwargs, response_metadata } = message;
  const kept = { additional_kwargs, response_metadata, ...(id !== undefined && { id }) };
  return [new AIMessage({ content, tool_calls, ...kept })];
}

function unpackResults(
  content: Exclude<MessageContent, string>,
  name: string | undefined,
): BaseMessage[] | undefined {
  const results = content.filter((block) => block.type === "tool_result");
  if (results.length === 0) return undefined;
  const others = content.filter((block) => block.type !== "tool_result");
  const human = { content: others, ...(name !== undefined && { name }) };
  return [...results.map(toToolMessage), ...(others.length === 0 ? [] : [new HumanMessage(human)])];
}

function toToolMessage(block: Block): ToolMessage {
  const { content } = block;
  return new ToolMessage({
    tool_call_id: readText(block, "tool_use_id") ?? "",
    content: Array.isArray(content) ? content : (readText(block, "content") ?? ""),
    status: block["is_error"] === true ? "error" : "success",
  });
}

function toToolCall(block: Block): { id?: string; name: string; args: Record<string, unknown> } {
  const id = readText(block, "id");
  const args = isObject(block["input"]) ? { ...block["input"] } : {};
  return { name: readText(block, "name") ?? "", args, ...(id !== undefined && { id }) };
}
