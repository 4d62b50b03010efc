import {
  applyContentOutline,
  type AssistantMessage,
  type AssistantPart,
  type ChatWarning,
  type Echo,
  type KeptContent,
  type TextPart,
  type VendorOptions,
  isObject,
} from "@cometapi/core";
import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { readRecord, readText } from "../read-field.ts";
import { convertContentBlock } from "./content.ts";
import { convertEarlierCalls, findCallOfBlock } from "./earlier-calls.ts";
import { isKeptElsewhere, keepEcho, outlineKey, readEcho, readVendorBlock } from "./echo.ts";
import { isRedactedThinking, readVendorOptions } from "./vendor-options.ts";
import { findVendorRunParts, readVendorRunTools } from "./vendor-run-tools.ts";

type Block = Record<string, unknown>;

/** Types of blocks that repeat what `tool_calls` holds. */
const callBlocks = new Set(["tool_call", "tool_call_chunk", "invalid_tool_call", "tool_use"]);

/**
 * Turns an earlier answer, of this class or of another package's, into core's assistant message, with what
 * vendors want back: reasoning, its signatures, thought signatures of tool calls.
 *
 * @param answeredCalls Ids of the calls that a tool message answers, for {@link convertEarlierCalls}.
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
      : [
          ...spokenText(message.additional_kwargs["audio"]),
          ...applyContentOutline(outline, readKept(message, answeredCalls)),
        ];
  return { role: "assistant", content, name: message.name, refusal: readRefusal(message) };
}

/** The separate fields of a message, for the outline, which gives their order. */
function readKept(
  message: AIMessage | AIMessageChunk,
  answeredCalls: ReadonlySet<string>,
): KeptContent {
  return {
    text: message.text,
    reasoning: readText(message.additional_kwargs, "reasoning_content") ?? "",
    toolCalls: convertEarlierCalls(message, answeredCalls),
    images: listOf(message.additional_kwargs["images"])
      .map(convertContentBlock)
      .filter((part) => part.type === "image"),
  };
}

/** Content blocks in their order, each with its echo or signature. Calls without a block come last. */
function convertBlocks(
  message: AIMessage | AIMessageChunk,
  answeredCalls: ReadonlySet<string>,
  warnings: ChatWarning[],
): AssistantPart[] {
  const calls = new Map(convertEarlierCalls(message, answeredCalls).map((call) => [call.id, call]));
  const provider = readText(message.response_metadata, "model_provider");
  const vendorRun = readVendorRunTools(message, provider);
  const content: AssistantPart[] = [];
  for (const block of message.contentBlocks) {
    if (callBlocks.has(block.type)) {
      const call = findCallOfBlock(block, calls, message.id);
      if (call === undefined) continue;
      const vendorOptions = readVendorOptions(block, provider) ?? call.vendorOptions;
      content.push({ ...call, echo: readEcho(block), vendorOptions });
      calls.delete(call.id);
      continue;
    }
    const parts = findVendorRunParts(block, vendorRun) ?? convertBlock(block, provider, warnings);
    content.push(...parts);
  }
  const kept = readText(message.additional_kwargs, "reasoning_content");
  const hasReasoning = content.some((part) => part.type === "reasoning");
  const reasoning: AssistantPart[] =
    kept === undefined || hasReasoning ? [] : [{ type: "reasoning", text: kept }];
  return [...reasoning, ...content, ...calls.values()];
}

/** @param provider The `model_provider` of the message: which package made it. */
function convertBlock(
  block: Block,
  provider: string | undefined,
  warnings: ChatWarning[],
): AssistantPart[] {
  const vendorBlock = readVendorBlock(block);
  if (vendorBlock !== undefined) return [vendorBlock];
  const signed = readSigned(block, provider);
  const isSigned = Object.keys(signed).length > 0;
  if (block["type"] === "reasoning" || isRedactedThinking(block)) {
    const text = readText(block, "reasoning") ?? "";
    return text === "" && !isSigned ? [] : [{ type: "reasoning", text, ...signed }];
  }
  if (block["type"] === "text" && block["text"] === "" && !isSigned) return [];
  if (isSendable(block)) return [{ ...convertContentBlock(block), ...signed }];
  const spoken = block["type"] === "audio" ? spokenText(block) : [];
  if (spoken.length > 0) return spoken;
  if (!isRefusal(block) && !isKeptElsewhere(block)) {
    warnings.push({
      option: "messages",
      action: "dropped",
      message: `A block of type "${String(block["type"])}" in an AI message was not sent: only the model that made it understands it.`,
    });
  }
  return [];
}

/** What the vendor wants back with a block: this package's echo, or what another package keeps. */
function readSigned(
  block: Block,
  provider: string | undefined,
): { echo?: Echo; vendorOptions?: VendorOptions } {
  const vendorOptions = readVendorOptions(block, provider);
  return { ...keepEcho(readEcho(block)), ...(vendorOptions !== undefined && { vendorOptions }) };
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

/** The words of a spoken answer. No API takes the sound of an earlier answer. */
function spokenText(audio: unknown): TextPart[] {
  const text = readText(audio, "transcript");
  return text === undefined ? [] : [{ type: "text", text }];
}

function isRefusal(block: Block): boolean {
  return block["type"] === "non_standard" && readText(block["value"], "type") === "refusal";
}

function listOf(value: unknown): Block[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
