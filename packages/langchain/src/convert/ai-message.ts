import {
  applyContentOutline,
  CometAPIError,
  type AssistantMessage,
  type AssistantPart,
  type ChatWarning,
  type KeptContent,
  type ToolCallPart,
} from "@cometapi/core";
import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { isRecord, readRecord, readText } from "../read-field.ts";
import { convertContentBlock } from "./content.ts";
import { echoOf, isShown, outlineKey, readEcho, readVendorBlock } from "./echo.ts";

type Block = Record<string, unknown>;

/** Blocks that say again what `tool_calls` says. */
const callBlocks = new Set(["tool_call", "tool_call_chunk", "invalid_tool_call", "tool_use"]);

/**
 * Turns an answer of a model, this one or another, into core's assistant message, with what must
 * be sent back to it: reasoning, signed reasoning blocks, thought signatures of tool calls.
 *
 * @param answeredCalls Ids of the calls that a tool message answers. A call whose arguments do not
 * parse is sent only when it was answered: vendors refuse an answer without its call.
 */
export function convertAIMessage(
  message: AIMessage | AIMessageChunk,
  answeredCalls: ReadonlySet<string>,
  warnings: ChatWarning[],
): AssistantMessage {
  const outline = message.additional_kwargs[outlineKey];
  const content =
    outline === undefined
      ? convertBlocks(message, answeredCalls, warnings)
      : applyContentOutline(outline, readKept(message, answeredCalls));
  return { role: "assistant", content, name: message.name, refusal: readRefusal(message) };
}

/** Reads what a message holds in separate fields; its outline says in which order it came. */
function readKept(
  message: AIMessage | AIMessageChunk,
  answeredCalls: ReadonlySet<string>,
): KeptContent {
  return {
    text: message.text,
    reasoning: readText(message.additional_kwargs, "reasoning_content") ?? "",
    toolCalls: convertToolCalls(message, answeredCalls),
    images: listOf(message.additional_kwargs["images"])
      .map(convertContentBlock)
      .filter((part) => part.type === "image"),
  };
}

/** Content blocks in their order, each with what goes back with it; calls without a block stand last. */
function convertBlocks(
  message: AIMessage | AIMessageChunk,
  answeredCalls: ReadonlySet<string>,
  warnings: ChatWarning[],
): AssistantPart[] {
  const calls = new Map(convertToolCalls(message, answeredCalls).map((call) => [call.id, call]));
  const vendor = readText(message.response_metadata, "model_provider");
  const content: AssistantPart[] = [];
  for (const block of message.contentBlocks) {
    const id = readText(block, "id") ?? "";
    const call = calls.get(id);
    if (callBlocks.has(block.type)) {
      if (call !== undefined) content.push({ ...call, echo: readEcho(block) });
      calls.delete(id);
    } else content.push(...convertBlock(block, vendor, warnings));
  }
  const kept = readText(message.additional_kwargs, "reasoning_content");
  const hasReasoning = content.some((part) => part.type === "reasoning");
  const reasoning: AssistantPart[] =
    kept === undefined || hasReasoning ? [] : [{ type: "reasoning", text: kept }];
  return [...reasoning, ...content, ...calls.values()];
}

/** @param vendor Whose package wrote the block, where that is not this one. */
function convertBlock(
  block: Block,
  vendor: string | undefined,
  warnings: ChatWarning[],
): AssistantPart[] {
  const spoken = spokenTextOf(block);
  const vendorBlock = readVendorBlock(block);
  if (vendorBlock !== undefined) return [vendorBlock];
  if (block["type"] === "reasoning") {
    const text = readText(block, "reasoning") ?? "";
    const echo = readEcho(block);
    if (text === "" && echo === undefined) return [];
    const signature = readText(block, "signature");
    const isSigned = vendor !== undefined && signature !== undefined;
    const vendorOptions = isSigned ? { [vendor]: { signature } } : undefined;
    return [{ type: "reasoning", text, echo, vendorOptions }];
  }
  if (block["type"] === "text" && block["text"] === "") return [];
  if (isSendable(block)) return [{ ...convertContentBlock(block), ...echoOf(block) }];
  if (spoken !== undefined) return [{ type: "text", text: spoken }];
  if (!isRefusal(block) && !isShown(block)) {
    warnings.push({
      option: "messages",
      action: "dropped",
      message: `A block of type "${String(block["type"])}" in an AI message was not sent: only the model that made it understands it.`,
    });
  }
  return [];
}

function readRefusal(message: AIMessage | AIMessageChunk): string | undefined {
  const kept = readText(message.additional_kwargs, "refusal");
  if (kept !== undefined || typeof message.content === "string") return kept;
  const block = message.contentBlocks.find(isRefusal);
  return block === undefined ? undefined : readText(readRecord(block, "value"), "refusal");
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
  answeredCalls: ReadonlySet<string>,
): ToolCallPart[] {
  const valid = (message.tool_calls ?? []).map(({ id, name, args }) =>
    toToolCall({ id, name, arguments: JSON.stringify(args ?? {}) }),
  );
  const invalid = (message.invalid_tool_calls ?? [])
    .filter(({ id }) => id !== undefined && answeredCalls.has(id))
    .map(({ id, name, args }) => toToolCall({ id, name: name ?? "", arguments: args ?? "{}" }));
  return [...valid, ...invalid];
}

function toToolCall(call: {
  id: string | undefined;
  name: string;
  arguments: string;
}): ToolCallPart {
  const { id } = call;
  if (id === undefined || id === "") {
    throw new CometAPIError({
      code: "invalid-argument",
      message: `The call of tool "${call.name}" in an AI message has no id, so no tool message can answer it. Give it one.`,
    });
  }
  return { type: "tool-call", ...call, id };
}

function listOf(value: unknown): Block[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
