import type { AudioEvent, Echo, JSONValue, ToolCallEndEvent } from "@cometapi/core";
import type {
  ChatModelStreamEvent,
  ContentBlockDelta,
} from "@langchain/core/language_models/event";
import type { ContentBlock } from "@langchain/core/messages";
import {
  audioMediaType,
  type ContentEvent,
  convertCitation,
  convertParts,
  convertWholePart,
  keepPart,
} from "./answer-parts.ts";
import { keepEcho } from "./echo.ts";
import { parseArguments, toInvalidToolCall } from "./tool-calls.ts";
import { convertVendorBlock } from "./vendor-block.ts";

/** A block that was started and not finished. */
interface OpenBlock {
  index: number;
  /** The block so far, without what is pending. */
  content: ContentBlock;
  /** The field that grows. */
  field: "text" | "reasoning" | "args" | "data";
  /** What was appended since the last delta. */
  pending: string;
}

/**
 * The content blocks of one answer in LangChain's event protocol. Blocks of text, reasoning, audio and tool
 * calls stay open until the answer ends. Any other block is started and finished at once, when it is whole.
 */
export class BlockStream {
  readonly #emit: (event: ChatModelStreamEvent) => void;
  readonly #open: OpenBlock[] = [];
  /** The block that the next delta of text or reasoning continues, if it is of that kind. */
  #current: OpenBlock | undefined;
  readonly #calls = new Map<number, OpenBlock>();
  #clip: OpenBlock | undefined;
  readonly #citations: ContentBlock.Citation[] = [];
  /** Parts that come in pieces and whose blocks are made at the end, as `additional_kwargs` keeps them. */
  readonly #pieces: Record<string, unknown> = {};
  #nextIndex = 0;
  /** The log probabilities so far. They belong to no block. */
  readonly logprobs: JSONValue[] = [];

  constructor(emit: (event: ChatModelStreamEvent) => void) {
    this.#emit = emit;
  }

  add(event: ContentEvent): void {
    switch (event.type) {
      case "text-delta":
        this.#textBlock("text").pending += event.text;
        return;
      case "reasoning-delta":
        this.#textBlock("reasoning").pending += event.text;
        return;
      case "text-end":
        this.#endText("text", event.echo);
        return;
      case "reasoning-end":
        this.#endText("reasoning", event.echo);
        return;
      case "vendor-block":
        for (const block of convertVendorBlock(event)) this.#addWhole(block);
        return;
      case "citation":
        this.#citations.push(convertCitation(event));
        return;
      case "logprobs":
        for (const logprob of event.content) this.logprobs.push(logprob);
        return;
      case "audio":
        this.#addAudio(event);
        return;
      case "tool-call-start":
        this.#callBlock(event);
        return;
      case "tool-call-delta":
        this.#callBlock(event).pending += event.argumentsDelta;
        return;
      case "tool-call-end":
        this.#endCall(event);
        return;
      default: {
        const blocks = convertWholePart(event);
        if (blocks === undefined) keepPart(this.#pieces, event);
        else for (const block of blocks) this.#addWhole(block);
      }
    }
  }

  /** Emits one delta for each block that has grown since the last call. */
  flush(): void {
    for (const block of this.#open) {
      if (block.pending === "") continue;
      const { index, content, field } = block;
      block.content = { ...content, [field]: `${String(content[field])}${block.pending}` };
      this.#emit({ event: "content-block-delta", index, delta: createDelta(block) });
      block.pending = "";
    }
  }

  /** Finishes every block. */
  finish(): void {
    this.flush();
    const lastText = this.#open.findLast(({ field }) => field === "text");
    if (this.#citations.length > 0 && lastText !== undefined) {
      lastText.content = { ...lastText.content, annotations: this.#citations };
    }
    for (const block of convertParts(this.#pieces)) this.#addWhole(block);
    for (const { index, content } of this.#open) {
      this.#emit({ event: "content-block-finish", index, content });
    }
  }

  /** The block for the next delta. After a block of another kind a new one starts. */
  #textBlock(field: "text" | "reasoning"): OpenBlock {
    if (this.#current?.field === field) return this.#current;
    const block = this.#start(
      field === "text" ? { type: "text", text: "" } : { type: "reasoning", reasoning: "" },
      field,
    );
    this.#current = block;
    return block;
  }

  /** Keeps the echo on the block. The next delta starts a new one. */
  #endText(field: "text" | "reasoning", echo: Echo | undefined): void {
    const block = this.#textBlock(field);
    block.content = { ...block.content, ...keepEcho(echo) };
    this.#current = undefined;
  }

  #callBlock({ index, id, name }: { index: number; id: string; name?: string }): OpenBlock {
    const known = this.#calls.get(index);
    if (known !== undefined) return known;
    const block = this.#start({ type: "tool_call_chunk", id, name, args: "" }, "args");
    this.#calls.set(index, block);
    return block;
  }

  #endCall(event: ToolCallEndEvent): void {
    const block = this.#callBlock(event);
    // A delta of the call would not fit the block that is finished.
    this.flush();
    const { id, name, echo } = event;
    const args = parseArguments(event);
    const call =
      args === undefined ? toInvalidToolCall(event) : { type: "tool_call", id, name, args };
    block.content = { ...call, ...keepEcho(echo) };
  }

  #addAudio({ id, data, mediaType, transcript }: AudioEvent): void {
    const block = this.#clipBlock(id, mediaType);
    const { mimeType, transcript: said = "" } = block.content;
    const fields = {
      // The type may be known only when the first bytes come.
      ...(mediaType !== undefined && mediaType !== mimeType && { mimeType: mediaType }),
      ...(transcript !== undefined && { transcript: `${String(said)}${transcript}` }),
    };
    if (Object.keys(fields).length > 0) {
      block.content = { ...block.content, ...fields };
      const delta = { type: "block-delta", fields: { type: "audio", ...fields } } as const;
      this.#emit({ event: "content-block-delta", index: block.index, delta });
    }
    if (data !== undefined) block.pending += data;
  }

  /** The block of a clip. Only the first fragment of a clip may name it. */
  #clipBlock(id: string | undefined, mimeType = audioMediaType): OpenBlock {
    const isOpen = id === undefined || id === this.#clip?.content.id;
    if (this.#clip !== undefined && isOpen) return this.#clip;
    const clip = { type: "audio", data: "", mimeType, ...(id !== undefined && { id }) };
    return (this.#clip = this.#start(clip, "data"));
  }

  /** Starts a block, and emits what belongs before it: LangChain's readers end reasoning when a block starts. */
  #start(content: ContentBlock, field: OpenBlock["field"]): OpenBlock {
    const block = { index: this.#emitStart(content), content, field, pending: "" };
    this.#open.push(block);
    return block;
  }

  #addWhole(content: ContentBlock): void {
    const index = this.#emitStart(content);
    this.#emit({ event: "content-block-finish", index, content });
  }

  #emitStart(content: ContentBlock): number {
    this.flush();
    this.#current = undefined;
    const index = this.#nextIndex;
    this.#nextIndex += 1;
    this.#emit({ event: "content-block-start", index, content });
    return index;
  }
}

function createDelta({ content, field, pending }: OpenBlock): ContentBlockDelta {
  switch (field) {
    case "text":
      return { type: "text-delta", text: pending };
    case "reasoning":
      return { type: "reasoning-delta", reasoning: pending };
    case "data":
      return { type: "data-delta", data: pending };
    case "args":
      // A `block-delta` replaces fields, so it carries all arguments so far.
      return { type: "block-delta", fields: { ...content } };
  }
}
