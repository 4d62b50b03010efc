import { applyContentOutline, type Echo, sniffMediaType, isObject } from "@cometapi/core";
import type { AIMessage, AIMessageChunk, ContentBlock } from "@langchain/core/messages";
import { audioMediaType, convertVendorBlock } from "./convert/answer-blocks.ts";
import { keepEcho, outlineKey } from "./convert/echo.ts";
import { modelProvider } from "./convert/response-metadata.ts";
import { invalidToolCallsKey } from "./message-chunk.ts";
import { readText } from "./read-field.ts";

/**
 * Makes `contentBlocks` of an answer whole: reasoning with its signed blocks, text with its sources,
 * tool calls with their thought signatures, images, audio, refusals.
 *
 * Blocks of a chunk carry an index that is the same in every chunk of an answer, so that LangChain
 * joins them: without it a v1 stream has one block per delta.
 */
export function translateContent(message: AIMessage | AIMessageChunk): ContentBlock.Standard[] {
  const isPartial =
    "tool_call_chunks" in message && !("finish_reason" in message.response_metadata);
  const at = (index: number): { index?: number } => (isPartial ? { index } : {});
  const kwargs = message.additional_kwargs;
  const outline = kwargs[outlineKey];
  if (outline !== undefined && typeof message.content === "string") {
    return translateOutline(message, outline);
  }
  return [
    ...translateReasoning(kwargs, at(0)),
    ...translateText(message.content, kwargs["citations"], at(1)),
    ...translateRefusal(kwargs, at(2)),
    ...translateAudio(kwargs["audio"], at(3)),
    ...listOf<ContentBlock.Multimodal.Image>(kwargs["images"]),
    ...(isPartial ? translateCallChunks(message) : translateCalls(message)),
    // A fragment of arguments is not an invalid call. Only core decides that a call is invalid.
    ...(isPartial && !isObject(kwargs[invalidToolCallsKey]) ? [] : translateInvalidCalls(message)),
  ];
}

/** The blocks of a whole answer in their order, each with what goes back with it. */
function translateOutline(
  message: AIMessage | AIMessageChunk,
  outline: unknown,
): ContentBlock.Standard[] {
  const kwargs = message.additional_kwargs;
  const calls: ContentBlock[] = [...translateCalls(message), ...translateInvalidCalls(message)];
  const images = listOf<ContentBlock.Multimodal.Image>(kwargs["images"]);
  const parts = applyContentOutline(outline, {
    text: typeof message.content === "string" ? message.content : "",
    reasoning: readText(kwargs, "reasoning_content") ?? "",
    toolCalls: calls.map((call) => ({
      type: "tool-call",
      id: readText(call, "id") ?? "",
      name: "",
      arguments: "",
    })),
    images: images.map(() => ({ type: "image", source: { url: "" } })),
  });
  const lastText = parts.findLastIndex((part) => part.type === "text");
  const blocks = parts.flatMap((part, index): ContentBlock[] => {
    switch (part.type) {
      case "reasoning":
        return [{ type: "reasoning", reasoning: part.text, ...keepEcho(part.echo) }];
      case "text": {
        const citations = index === lastText ? kwargs["citations"] : undefined;
        const text = translateText(part.text, citations, {});
        // What goes back with a text may come when its block has long been closed.
        const isEmpty = text.length === 0 && part.echo !== undefined;
        const shown = isEmpty ? [{ type: "text", text: "" }] : text;
        return shown.map((block) => withEcho(block, part.echo));
      }
      case "tool-call":
        return calls
          .filter((call) => readText(call, "id") === part.id)
          .map((call) => withEcho(call, part.echo));
      case "image": {
        const image = images.shift();
        return image === undefined ? [] : [{ ...image, ...keepEcho(part.echo) }];
      }
      case "vendor-block":
        return convertVendorBlock(part);
      default:
        return [];
    }
  });
  return [
    ...listOf<ContentBlock.Standard>(blocks),
    ...translateRefusal(kwargs, {}),
    ...translateAudio(kwargs["audio"], {}),
  ];
}

function withEcho(block: ContentBlock, echo: Echo | undefined): ContentBlock {
  return { ...block, ...keepEcho(echo) };
}

/** What LangChain keeps for each provider. */
interface BlockTranslator {
  translateContent: typeof translateContent;
  translateContentChunk: typeof translateContent;
}

/**
 * LangChain's register of block translators. It has no public door yet (core 1.2.13), but is a global
 * variable so that several copies of core share it.
 */
declare const lc_block_translators_registry: Map<string, BlockTranslator> | undefined;

/**
 * Makes `translateContent` known to LangChain. Where there is no register nothing happens:
 * `contentBlocks` then has text and tool calls only.
 */
export function registerBlockTranslator(): void {
  if (typeof lc_block_translators_registry === "undefined") return;
  const translator = { translateContent, translateContentChunk: translateContent };
  lc_block_translators_registry.set(modelProvider, translator);
}

function translateReasoning(
  kwargs: Record<string, unknown>,
  position: { index?: number },
): ContentBlock.Reasoning[] {
  const reasoning = readText(kwargs, "reasoning_content") ?? "";
  return reasoning === "" ? [] : [{ type: "reasoning", reasoning, ...position }];
}

function translateText(
  content: AIMessage["content"],
  citations: unknown,
  position: { index?: number },
): ContentBlock.Standard[] {
  if (typeof content !== "string") return listOf<ContentBlock.Standard>(content);
  const annotations = listOf<ContentBlock.Citation>(citations);
  if (content === "" && annotations.length === 0) return [];
  return [
    {
      type: "text",
      text: content,
      ...position,
      ...(annotations.length > 0 && { annotations }),
    },
  ];
}

function translateCalls(message: AIMessage | AIMessageChunk): ContentBlock.Tools.Standard[] {
  const blocks: ContentBlock.Tools.Standard[] = [];
  for (const { id, name, args } of message.tool_calls ?? []) {
    blocks.push({
      type: "tool_call",
      ...(id !== undefined && { id }),
      name,
      args,
    });
  }
  return blocks;
}

function translateInvalidCalls(
  message: AIMessage | AIMessageChunk,
): ContentBlock.Tools.InvalidToolCall[] {
  const blocks: ContentBlock.Tools.InvalidToolCall[] = [];
  for (const call of message.invalid_tool_calls ?? []) {
    blocks.push({ ...call, type: "invalid_tool_call" });
  }
  return blocks;
}

/** Calls come after the other kinds in the numbering of a stream. */
const FIRST_CALL_INDEX = 4;

function translateCallChunks(message: AIMessage | AIMessageChunk): ContentBlock.Tools.Standard[] {
  const chunks = "tool_call_chunks" in message ? message.tool_call_chunks : undefined;
  const blocks: ContentBlock.Tools.Standard[] = [];
  for (const chunk of chunks ?? []) {
    const index = FIRST_CALL_INDEX + (chunk.index ?? 0);
    blocks.push({ ...chunk, type: "tool_call_chunk", index });
  }
  return blocks;
}

function translateAudio(
  audio: unknown,
  position: { index?: number },
): ContentBlock.Multimodal.Audio[] {
  const data = readText(audio, "data");
  const transcript = readText(audio, "transcript");
  if (data === undefined && transcript === undefined) return [];
  return [
    {
      type: "audio",
      data: data ?? "",
      // The first bytes of a whole clip say what it is; pieces of a stream have to agree on one.
      mimeType:
        readText(audio, "mime_type") ??
        (position.index === undefined ? sniffMediaType(data ?? "") : undefined) ??
        audioMediaType,
      ...position,
      ...(transcript !== undefined && { transcript }),
    },
  ];
}

function translateRefusal(
  kwargs: Record<string, unknown>,
  position: { index?: number },
): ContentBlock.NonStandard[] {
  const refusal = readText(kwargs, "refusal");
  if (refusal === undefined) return [];
  return [{ type: "non_standard", value: { type: "refusal", refusal }, ...position }];
}

/** A list this package wrote itself into a message, as a list of its own: the message keeps its one. */
function listOf<T>(value: unknown): T[] {
  return Array.isArray(value) ? [...value] : [];
}
