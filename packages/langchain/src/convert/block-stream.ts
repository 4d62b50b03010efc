import type { Echo, JSONValue, ToolCallEndEvent } from "@cometapi/core";
import type {
  ChatModelStreamEvent,
  ContentBlockDelta,
} from "@langchain/core/language_models/event";
import type { ContentBlock } from "@langchain/core/messages";
import type { ContentEvent } from "./choice-fold.ts";
import {
  audioMediaType,
  convertCitation,
  convertGeneratedImage,
  convertVendorBlock,
} from "./answer-blocks.ts";
import { parseArguments, toInvalidToolCall } from "./tool-calls.ts";
import { keepEcho } from "./echo.ts";

/** A block that was started and not finished. */
interface OpenBlock {
  index: number;
  /** The block so far. */
  content: ContentBlock;
  /** Text that was appended since the last delta. */
  pending: string;
}

/**
 * The content blocks of one answer in LangChain's event protocol. Blocks of text, reasoning, audio and tool
 * calls stay open until the answer ends. Other blocks are started and finished at once.
 */
export class BlockStream {
  readonly #blocks = new Map<string, OpenBlock>();
  readonly #citations: ContentBlock.Citation[] = [];
  /** The log probabilities so far. They belong to no block. */
  readonly logprobs: JSONValue[] = [];
  /** How many blocks of each kind take no more deltas. */
  readonly #ended = { text: 0, reasoning: 0 };
  #lastKind: "text" | "reasoning" | "other" = "other";
  #nextIndex = 0;
  #refusal = "";
  #audioId = "";

  add(event: ContentEvent, events: ChatModelStreamEvent[]): void {
    switch (event.type) {
      case "text-delta":
        this.#append(this.#textKey("text"), event.text, events);
        break;
      case "reasoning-delta":
        this.#append(this.#textKey("reasoning"), event.text, events);
        break;
      case "text-end":
        this.#endText("text", event.echo, events);
        break;
      case "reasoning-end":
        this.#endText("reasoning", event.echo, events);
        break;
      case "vendor-block":
        for (const block of convertVendorBlock(event)) this.#addWhole(block, events);
        break;
      case "refusal-delta":
        this.#refusal += event.text;
        break;
      case "citation":
        this.#citations.push(convertCitation(event));
        break;
      case "logprobs":
        for (const logprob of event.content) this.logprobs.push(logprob);
        break;
      case "image":
        this.#addWhole(convertGeneratedImage(event), events);
        break;
      case "audio":
        this.#addAudio(event, events);
        break;
      case "tool-call-start":
        this.#open(callKey(event.index), toCallChunk(event.id, event.name), events);
        break;
      case "tool-call-delta":
        this.#append(callKey(event.index), event.argumentsDelta, events);
        break;
      case "tool-call-end":
        this.#endCall(event, events);
    }
  }

  /** Emits deltas of what was appended since the last call. */
  flush(events: ChatModelStreamEvent[]): void {
    for (const block of this.#blocks.values()) {
      if (block.pending === "") continue;
      const delta = createDelta(block);
      block.pending = "";
      events.push({ event: "content-block-delta", index: block.index, delta });
    }
  }

  /** Finishes every block. */
  finish(events: ChatModelStreamEvent[]): void {
    this.flush(events);
    const text = this.#lastText();
    if (this.#citations.length > 0 && text !== undefined) {
      text.content = { ...text.content, annotations: this.#citations };
    }
    if (this.#refusal !== "") {
      const value = { type: "refusal", refusal: this.#refusal };
      this.#addWhole({ type: "non_standard", value }, events);
    }
    for (const { index, content } of this.#blocks.values()) {
      events.push({ event: "content-block-finish", index, content });
    }
  }

  /** The key of the block for the next delta. A delta after a block of another kind starts a new block. */
  #textKey(type: "text" | "reasoning"): string {
    const hasBlock = this.#blocks.has(`${type}-${this.#ended[type]}`);
    if (hasBlock && this.#lastKind !== type) this.#ended[type] += 1;
    this.#lastKind = type;
    return `${type}-${this.#ended[type]}`;
  }

  /** Keeps the echo on the block. The next delta of this kind starts a new one. */
  #endText(
    type: "text" | "reasoning",
    echo: Echo | undefined,
    events: ChatModelStreamEvent[],
  ): void {
    const key = this.#textKey(type);
    const block = this.#open(key, createEmpty(key), events);
    block.content = { ...block.content, ...keepEcho(echo) };
    this.#ended[type] += 1;
  }

  #lastText(): OpenBlock | undefined {
    return [...this.#blocks.values()].findLast(({ content }) => content.type === "text");
  }

  #append(key: string, text: string, events: ChatModelStreamEvent[]): void {
    const block = this.#open(key, createEmpty(key), events);
    block.pending += text;
    block.content = appendTo(block.content, text);
  }

  #open(key: string, content: ContentBlock, events: ChatModelStreamEvent[]): OpenBlock {
    const known = this.#blocks.get(key);
    if (known !== undefined) return known;
    // LangChain's readers end a block of reasoning when the next block starts.
    this.flush(events);
    if (!key.startsWith(this.#lastKind)) this.#lastKind = "other";
    const block = { index: this.#nextIndex, content, pending: "" };
    this.#nextIndex += 1;
    this.#blocks.set(key, block);
    events.push({ event: "content-block-start", index: block.index, content });
    return block;
  }

  #addWhole(content: ContentBlock, events: ChatModelStreamEvent[]): void {
    const { index } = this.#open(`whole-${this.#nextIndex}`, content, events);
    this.#blocks.delete(`whole-${index}`);
    events.push({ event: "content-block-finish", index, content });
  }

  #addAudio(
    { id, data, mediaType, transcript }: Extract<ContentEvent, { type: "audio" }>,
    events: ChatModelStreamEvent[],
  ): void {
    const mimeType = mediaType ?? audioMediaType;
    const empty = { type: "audio", data: "", mimeType, ...(id !== undefined && { id }) };
    // Only the first fragment of a clip may name it.
    if (id !== undefined) this.#audioId = id;
    const key = `audio-${this.#audioId}`;
    const block = this.#open(key, empty, events);
    const known = block.content["transcript"];
    const said = transcript && (typeof known === "string" ? known : "") + transcript;
    // The type may be known only when the first bytes come.
    const isNewType = mediaType !== undefined && mediaType !== block.content["mimeType"];
    const fields = {
      ...(isNewType && { mimeType }),
      ...(said !== undefined && { transcript: said }),
    };
    if (Object.keys(fields).length > 0) {
      block.content = { ...block.content, ...fields };
      const delta = { type: "block-delta", fields: { type: "audio", ...fields } } as const;
      events.push({ event: "content-block-delta", index: block.index, delta });
    }
    if (data !== undefined) this.#append(key, data, events);
  }

  #endCall(event: ToolCallEndEvent, events: ChatModelStreamEvent[]): void {
    this.flush(events);
    const block = this.#open(callKey(event.index), toCallChunk(event.id, event.name), events);
    const args = parseArguments(event);
    const { id, name, echo } = event;
    block.content = {
      ...(args === undefined ? toInvalidToolCall(event) : { id, name, args }),
      type: args === undefined ? "invalid_tool_call" : "tool_call",
      ...keepEcho(echo),
    };
  }
}

function callKey(index: number): string {
  return `call-${index}`;
}

function toCallChunk(id: string, name: string): ContentBlock {
  return { type: "tool_call_chunk", id, name, args: "" };
}

function createEmpty(key: string): ContentBlock {
  return key.startsWith("text-")
    ? { type: "text", text: "" }
    : { type: "reasoning", reasoning: "" };
}

/** The field of a block to which deltas are appended. */
function findGrowingField(block: ContentBlock): string {
  if (block.type === "tool_call_chunk") return "args";
  return block.type === "audio" ? "data" : block.type;
}

function appendTo(block: ContentBlock, text: string): ContentBlock {
  const field = findGrowingField(block);
  return { ...block, [field]: String(block[field]) + text };
}

function createDelta({ content, pending }: OpenBlock): ContentBlockDelta {
  switch (content.type) {
    case "text":
      return { type: "text-delta", text: pending };
    case "reasoning":
      return { type: "reasoning-delta", reasoning: pending };
    case "audio":
      return { type: "data-delta", data: pending };
    default:
      // A `block-delta` replaces fields, so it carries all arguments so far.
      return { type: "block-delta", fields: { ...content } };
  }
}
