import { applyContentOutline, type Echo, sniffMediaType, isObject } from "@cometapi/core";
import type { AIMessage, AIMessageChunk, ContentBlock } from "@langchain/core/messages";
import { audioMediaType, convertVendorBlock } from "./convert/answer-blocks.ts";
import { keepEcho, outlineKey } from "./convert/echo.ts";
import { modelProvider } from "./convert/response-metadata.ts";
import { invalidToolCallsKey } from "./message-chunk.ts";
import { readText } from "./read-field.ts";

/**
 * The index of each kind of block within a streamed chunk. It is the same in every chunk of an answer, so that
 * LangChain joins the blocks; without it a v1 stream would have one block per delta.
 */
const BLOCK_INDEX = { reasoning: 0, text: 1, refusal: 2, audio: 3, firstCall: 4 };

/**
 * The `contentBlocks` of an answer: reasoning and its signatures, text and its sources, tool calls and their
 * thought signatures, images, audio, a refusal.
 */
export function translateContent(message: AIMessage | AIMessageChunk): ContentBlock.Standard[] {
  const isPartial =
    "tool_call_chunks" in message && !("finish_reason" in message.response_metadata);
  const at = (kind: keyof typeof BLOCK_INDEX): { index?: number } =>
    isPartial ? { index: BLOCK_INDEX[kind] } : {};
  const kwargs = message.additional_kwargs;
  const outline = kwargs[outlineKey];
  if (outline !== undefined && typeof message.content === "string") {
    return translateOutline(message, outline);
  }
  return [
    ...translateReasoning(kwargs, at("reasoning")),
    ...translateText(message.content, kwargs["citations"], at("text")),
    ...translateRefusal(kwargs, at("refusal")),
    ...translateAudio(kwargs["audio"], at("audio")),
    ...listOf<ContentBlock.Multimodal.Image>(kwargs["images"]),
    ...(isPartial ? translateCallChunks(message) : translateCalls(message)),
    // LangChain takes a fragment of arguments for an invalid call. Only core decides which call is invalid.
    ...(isPartial && !isObject(kwargs[invalidToolCallsKey]) ? [] : translateInvalidCalls(message)),
  ];
}

/** The blocks of a whole answer in the order of its outline, each with its echo. */
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
        // An echo that came after its text has a text part of its own, which is empty.
        const isEchoAlone = text.length === 0 && part.echo !== undefined;
        const blocksOfText = isEchoAlone ? [{ type: "text", text: "" }] : text;
        return blocksOfText.map((block) => withEcho(block, part.echo));
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

/** What LangChain's register holds for each provider. */
interface BlockTranslator {
  translateContent: typeof translateContent;
  translateContentChunk: typeof translateContent;
}

/**
 * LangChain's register of block translators. No public function writes to it yet (core 1.2.13). It is a global
 * variable, which several copies of `@langchain/core` share.
 */
declare const lc_block_translators_registry: Map<string, BlockTranslator> | undefined;

/**
 * Adds `translateContent` to LangChain's register. Without a register `contentBlocks` has only text and tool
 * calls.
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

function translateCallChunks(message: AIMessage | AIMessageChunk): ContentBlock.Tools.Standard[] {
  const chunks = "tool_call_chunks" in message ? message.tool_call_chunks : undefined;
  const blocks: ContentBlock.Tools.Standard[] = [];
  for (const chunk of chunks ?? []) {
    const index = BLOCK_INDEX.firstCall + (chunk.index ?? 0);
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
  const named = readText(audio, "mime_type");
  const isPiece = position.index !== undefined;
  const sniffed = isPiece ? undefined : sniffMediaType(data ?? "");
  return [
    {
      type: "audio",
      data: data ?? "",
      // One piece of a stream has it: LangChain appends those of the others.
      mimeType: named ?? sniffed ?? (isPiece ? "" : audioMediaType),
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

/** A copy of a list that this package wrote into a message. */
function listOf<T>(value: unknown): T[] {
  return Array.isArray(value) ? [...value] : [];
}
