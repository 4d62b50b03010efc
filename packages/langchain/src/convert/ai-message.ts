import {
  CometAPIError,
  type AssistantMessage,
  type ChatWarning,
  type ContentPart,
  type Echo,
  type JSONObject,
  type ReasoningPart,
  type ToolCallPart,
} from "@cometapi/core";
import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { isJSONObject, isRecord, readText } from "../read-field.ts";
import { convertContentBlock } from "./content.ts";

type Block = Record<string, unknown>;

/** Blocks that say again what `tool_calls` says. */
const callBlocks = new Set(["tool_call", "tool_call_chunk", "invalid_tool_call", "tool_use"]);

/**
 * Turns an answer of a model, this one or another, into core's assistant message, with what it has
 * to be told again: reasoning, signed reasoning blocks, thought signatures of tool calls.
 *
 * @param answeredCalls Ids of the calls that a tool message answers. A call whose arguments do not
 * parse is sent only when it was answered: vendors refuse an answer without its call.
 */
export function convertAIMessage(
  message: AIMessage | AIMessageChunk,
  answeredCalls: ReadonlySet<string>,
  warnings: ChatWarning[],
): AssistantMessage {
  const blocks: Block[] = message.contentBlocks;
  const parts: ContentPart[] = [];
  let reasoning = "";
  let refusal = readText(message.additional_kwargs, "refusal");
  for (const block of blocks) {
    const spoken = spokenTextOf(block);
    if (block["type"] === "reasoning") reasoning += readText(block, "reasoning") ?? "";
    else if (block["type"] === "text" && block["text"] === "") continue;
    else if (isSendable(block)) parts.push(convertContentBlock(block));
    else if (spoken !== undefined) parts.push({ type: "text", text: spoken });
    else if (isRefusal(block)) refusal ??= readText(block["value"], "refusal");
    else if (!callBlocks.has(String(block["type"]))) {
      warnings.push({
        option: "messages",
        action: "dropped",
        message: `A block of type "${String(block["type"])}" in an AI message was not sent: only the model that made it understands it.`,
      });
    }
  }
  const toolCalls = convertToolCalls(message, blocks, answeredCalls);
  const thought = convertReasoning(
    readText(message.additional_kwargs, "reasoning_content") ?? reasoning,
    reasoningDetailsOf(message, blocks),
  );
  return {
    role: "assistant",
    content: [...thought, ...parts, ...toolCalls],
    name: message.name,
    refusal,
  };
}

function convertReasoning(text: string, details: JSONObject[]): ReasoningPart[] {
  if (text === "" && details.length === 0) return [];
  if (details.length === 0) return [{ type: "reasoning", text }];
  const echo: Echo = { api: "chat", data: { reasoning_details: details } };
  return [{ type: "reasoning", text, echo }];
}

function isSendable(block: Block): boolean {
  const type = block["type"];
  return type === "text" || type === "image" || type === "image_url" || type === "file";
}

/** What an answer said aloud. The sound itself no vendor wants back. */
function spokenTextOf(block: Block): string | undefined {
  return block["type"] === "audio" ? readText(block, "transcript") : undefined;
}

function isRefusal(block: Block): boolean {
  return block["type"] === "non_standard" && readText(block["value"], "type") === "refusal";
}

function convertToolCalls(
  message: AIMessage | AIMessageChunk,
  blocks: Block[],
  answeredCalls: ReadonlySet<string>,
): ToolCallPart[] {
  const valid = (message.tool_calls ?? []).map(({ id, name, args }) =>
    toToolCall(message, blocks, { id, name, arguments: JSON.stringify(args ?? {}) }),
  );
  const invalid = (message.invalid_tool_calls ?? [])
    .filter(({ id }) => id !== undefined && answeredCalls.has(id))
    .map(({ id, name, args }) =>
      toToolCall(message, blocks, { id, name: name ?? "", arguments: args ?? "{}" }),
    );
  return [...valid, ...invalid];
}

function toToolCall(
  message: AIMessage | AIMessageChunk,
  blocks: Block[],
  call: { id: string | undefined; name: string; arguments: string },
): ToolCallPart {
  const { id } = call;
  if (id === undefined || id === "") {
    throw new CometAPIError({
      code: "invalid-argument",
      message: `The call of tool "${call.name}" in an AI message has no id, so no tool message can answer it. Give it one.`,
    });
  }
  const extraContent = extraContentOf(message, blocks, id);
  const echo: Echo | undefined =
    extraContent === undefined ? undefined : { api: "chat", data: { extra_content: extraContent } };
  return { type: "tool-call", ...call, id, echo };
}

/** Kept in `additional_kwargs`, and in v1 content on the block itself. */
function extraContentOf(
  message: AIMessage | AIMessageChunk,
  blocks: Block[],
  id: string,
): JSONObject | undefined {
  const kept = message.additional_kwargs["tool_call_extra_content"];
  const known = isRecord(kept) ? kept[id] : undefined;
  const extraContent = known ?? blocks.find((block) => block["id"] === id)?.["extra_content"];
  return isJSONObject(extraContent) ? extraContent : undefined;
}

function reasoningDetailsOf(message: AIMessage | AIMessageChunk, blocks: Block[]): JSONObject[] {
  const kept = message.additional_kwargs["reasoning_details"];
  if (Array.isArray(kept)) return kept.filter(isJSONObject);
  return blocks.flatMap((block) => {
    const details = block["reasoning_details"];
    return Array.isArray(details) ? details.filter(isJSONObject) : [];
  });
}
