import {
  applyContentOutline,
  CometAPIError,
  type AssistantMessage,
  type AssistantPart,
  type ChatWarning,
  type KeptContent,
  type ToolCallPart,
  isObject,
} from "@cometapi/core";
import type { AIMessage, AIMessageChunk, ToolCall } from "@langchain/core/messages";
import { readRecord, readText } from "../read-field.ts";
import { convertContentBlock } from "./content.ts";
import { isKeptElsewhere, keepEcho, outlineKey, readEcho, readVendorBlock } from "./echo.ts";
import { isRedactedThinking, readCallOptions, readVendorOptions } from "./vendor-options.ts";
import { readVendorRunTools, type VendorRunTools } from "./vendor-run-tools.ts";

type Block = Record<string, unknown>;

/** Types of blocks that repeat what `tool_calls` holds. */
const callBlocks = new Set(["tool_call", "tool_call_chunk", "invalid_tool_call", "tool_use"]);

/**
 * Turns an earlier answer, of this class or of another package's, into core's assistant message, with what
 * vendors want back: reasoning, its signatures, thought signatures of tool calls.
 *
 * @param answeredCalls Ids of the calls that a tool message answers. A call whose arguments do not
 * parse is sent only if it was answered: vendors refuse a result without its call.
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

/** The separate fields of a message, for the outline, which gives their order. */
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

/** Content blocks in their order, each with its echo or signature. Calls without a block come last. */
function convertBlocks(
  message: AIMessage | AIMessageChunk,
  answeredCalls: ReadonlySet<string>,
  warnings: ChatWarning[],
): AssistantPart[] {
  const calls = new Map(convertToolCalls(message, answeredCalls).map((call) => [call.id, call]));
  const provider = readText(message.response_metadata, "model_provider");
  const vendorRun = readVendorRunTools(message, provider);
  const content: AssistantPart[] = [];
  for (const block of message.contentBlocks) {
    if (callBlocks.has(block.type)) {
      const call = findCall(block, calls, message.id);
      if (call === undefined) continue;
      const vendorOptions = readVendorOptions(block, provider) ?? call.vendorOptions;
      content.push({ ...call, echo: readEcho(block), vendorOptions });
      calls.delete(call.id);
    } else
      content.push(...(findVendorRun(block, vendorRun) ?? convertBlock(block, provider, warnings)));
  }
  const kept = readText(message.additional_kwargs, "reasoning_content");
  const hasReasoning = content.some((part) => part.type === "reasoning");
  const reasoning: AssistantPart[] =
    kept === undefined || hasReasoning ? [] : [{ type: "reasoning", text: kept }];
  return [...reasoning, ...content, ...calls.values()];
}

/** The call that a block repeats. In ChatGoogle's answers the block has the id of the message. */
function findCall(
  block: Block,
  calls: ReadonlyMap<string, ToolCallPart>,
  messageId: string | undefined,
): ToolCallPart | undefined {
  const id = readText(block, "id");
  if (id !== messageId) return calls.get(id ?? "");
  return [...calls.values()].find(({ name }) => name === block["name"]);
}

/** What goes back for a block of a tool that the vendor ran. Undefined for other blocks. */
function findVendorRun(block: Block, tools: VendorRunTools): AssistantPart[] | undefined {
  if (block["type"] === "server_tool_call") {
    const call = tools.calls.get(readText(block, "id") ?? "");
    return call && [call];
  }
  // ChatAnthropic's block with the streamed input of a call, which the call has here.
  if (tools.calls.size > 0 && readText(block["value"], "type") === "input_json_delta") return [];
  if (block["type"] !== "server_tool_call_result") return undefined;
  const callId = readText(block, "toolCallId") ?? "";
  const result = tools.results.get(callId);
  if (result !== undefined) return [result];
  // OpenAI keeps the call and its result in one item.
  return tools.calls.has(callId) ? [] : undefined;
}

/** @param provider The `model_provider` of the message: which package made it. */
function convertBlock(
  block: Block,
  provider: string | undefined,
  warnings: ChatWarning[],
): AssistantPart[] {
  const spoken = spokenTextOf(block);
  const vendorBlock = readVendorBlock(block);
  const vendorOptions = readVendorOptions(block, provider);
  if (vendorBlock !== undefined) return [vendorBlock];
  if (block["type"] === "reasoning" || isRedactedThinking(block)) {
    const text = readText(block, "reasoning") ?? "";
    const echo = readEcho(block);
    if (text === "" && echo === undefined && vendorOptions === undefined) return [];
    return [{ type: "reasoning", text, echo, vendorOptions }];
  }
  if (block["type"] === "text" && block["text"] === "" && vendorOptions === undefined) return [];
  if (isSendable(block)) {
    const signed = vendorOptions === undefined ? {} : { vendorOptions };
    return [{ ...convertContentBlock(block), ...keepEcho(readEcho(block)), ...signed }];
  }
  if (spoken !== undefined) return [{ type: "text", text: spoken }];
  if (!isRefusal(block) && !isKeptElsewhere(block)) {
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

/** The words of a spoken answer. No API takes the sound of an earlier answer. */
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

function listOf(value: unknown): Block[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
