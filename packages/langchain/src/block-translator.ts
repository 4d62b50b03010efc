import { applyContentOutline, type Echo, isObject } from "@cometapi/core";
import type { AIMessage, AIMessageChunk, ContentBlock } from "@langchain/core/messages";
import { convertVendorBlock } from "./convert/vendor-block.ts";
import { keepEcho, outlineKey } from "./convert/echo.ts";
import { type BlockPosition, listOf, ANSWER_PARTS } from "./convert/answer-parts.ts";
import { modelProvider } from "./convert/response-metadata.ts";
import { invalidToolCallsKey } from "./message-chunk.ts";
import { readText } from "./read-field.ts";

/** What comes before the text of an answer, what comes after it, and what of that the outline does not place. */
const { "reasoning-delta": reasoningKind, ...kindsAfterText } = ANSWER_PARTS;
const { image: imageKind, ...kindsAtEnd } = kindsAfterText;

/**
 * The indexes of blocks in a streamed chunk. They are the same in every chunk of an answer, so that LangChain
 * joins the blocks; without them a v1 stream would have one block per delta. The kinds of parts come first.
 */
const KINDS = Object.values(ANSWER_PARTS);
const TEXT_INDEX = KINDS.length;
const FIRST_CALL_INDEX = TEXT_INDEX + 1;

type PartKind = (typeof KINDS)[number];

/**
 * The `contentBlocks` of an answer: reasoning and its signatures, text and its sources, tool calls and their
 * thought signatures, and every kind of {@link ANSWER_PARTS}.
 */
export function translateContent(message: AIMessage | AIMessageChunk): ContentBlock.Standard[] {
  const isPartial =
    "tool_call_chunks" in message && !("finish_reason" in message.response_metadata);
  const { content, additional_kwargs: kwargs } = message;
  const outline = kwargs[outlineKey];
  if (outline !== undefined && typeof content === "string") {
    return translateOutline(message, outline);
  }
  const translate = (kind: PartKind): ContentBlock.Standard[] =>
    kind.toBlocks(kwargs[kind.key], isPartial ? { index: KINDS.indexOf(kind) } : {});
  return [
    ...translate(reasoningKind),
    ...translateText(content, kwargs["citations"], isPartial ? { index: TEXT_INDEX } : {}),
    ...Object.values(kindsAfterText).flatMap(translate),
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
  const images = imageKind.toBlocks(kwargs[imageKind.key], {});
  const parts = applyContentOutline(outline, {
    text: typeof message.content === "string" ? message.content : "",
    reasoning: readText(kwargs, reasoningKind.key) ?? "",
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
        return image === undefined ? [] : [withEcho(image, part.echo)];
      }
      case "vendor-block":
        return convertVendorBlock(part);
      default:
        return [];
    }
  });
  const atEnd = Object.values(kindsAtEnd);
  return [
    ...listOf<ContentBlock.Standard>(blocks),
    ...atEnd.flatMap((kind) => kind.toBlocks(kwargs[kind.key], {})),
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

function translateText(
  content: AIMessage["content"],
  citations: unknown,
  position: BlockPosition,
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
    const index = FIRST_CALL_INDEX + (chunk.index ?? 0);
    blocks.push({ ...chunk, type: "tool_call_chunk", index });
  }
  return blocks;
}
