import type { JSONObject, JSONValue, ToolCallEndEvent } from "@cometapi/core";
import type {
  ChatModelStreamEvent,
  ContentBlockDelta,
} from "@langchain/core/language_models/event";
import type { ContentBlock } from "@langchain/core/messages";
import type { ContentEvent } from "./choice-fold.ts";
import { audioMediaType, convertCitation, convertImage } from "./media.ts";
import { parseArguments, toInvalidToolCall } from "./tool-calls.ts";
import { extraContentOf, reasoningDetailsOf } from "./echo.ts";

/** A block that was started, as it stands, and its text that is not told yet. */
interface OpenBlock {
  index: number;
  content: ContentBlock;
  /** Appended since the last delta. */
  pending: string;
}

/**
 * The content blocks of one answer in LangChain's event protocol. Text, reasoning and each tool call
 * are one block; all of them are finished when the answer ends.
 */
export class BlockStream {
  readonly #isFolding: boolean;
  readonly #blocks = new Map<string, OpenBlock>();
  readonly #citations: ContentBlock.Citation[] = [];
  readonly #details: JSONObject[] = [];
  /** Log probabilities so far; they belong to no block. */
  readonly logprobs: JSONValue[] = [];
  #nextIndex = 0;
  #refusal = "";
  #audioId = "";

  constructor(isFolding: boolean) {
    this.#isFolding = isFolding;
  }

  add(event: ContentEvent, events: ChatModelStreamEvent[]): void {
    switch (event.type) {
      case "text-delta":
        this.#append("text", event.text, events);
        break;
      case "reasoning-delta":
        this.#append("reasoning", event.text, events);
        break;
      case "reasoning-end":
        this.#details.push(...reasoningDetailsOf(event.echo));
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
        this.#addWhole(convertImage(event), events);
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
        break;
      case "text-end":
      case "vendor-block":
    }
    if (!this.#isFolding) this.flush(events);
  }

  /** Tells what was appended since the last time. */
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
    if (this.#details.length > 0) {
      const reasoning = this.#open("reasoning", { type: "reasoning", reasoning: "" }, events);
      reasoning.content = { ...reasoning.content, reasoning_details: this.#details };
    }
    const text = this.#blocks.get("text");
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
    this.#blocks.clear();
  }

  #append(key: string, text: string, events: ChatModelStreamEvent[]): void {
    const block = this.#open(key, createEmpty(key), events);
    block.pending += text;
    block.content = appendTo(block.content, text);
  }

  #open(key: string, content: ContentBlock, events: ChatModelStreamEvent[]): OpenBlock {
    const known = this.#blocks.get(key);
    if (known !== undefined) return known;
    // LangChain's readers take the start of a block for the end of the reasoning before it.
    this.flush(events);
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
    { id, data, transcript }: Extract<ContentEvent, { type: "audio" }>,
    events: ChatModelStreamEvent[],
  ): void {
    const empty = {
      type: "audio",
      data: "",
      mimeType: audioMediaType,
      ...(id !== undefined && { id }),
    };
    // Only the first fragment of a clip may name it.
    if (id !== undefined) this.#audioId = id;
    const key = `audio-${this.#audioId}`;
    const block = this.#open(key, empty, events);
    if (transcript !== undefined) {
      const known = block.content["transcript"];
      const whole = (typeof known === "string" ? known : "") + transcript;
      block.content = { ...block.content, transcript: whole };
      const delta = { type: "block-delta", fields: { type: "audio", transcript: whole } } as const;
      events.push({ event: "content-block-delta", index: block.index, delta });
    }
    if (data !== undefined) this.#append(key, data, events);
  }

  #endCall(event: ToolCallEndEvent, events: ChatModelStreamEvent[]): void {
    this.flush(events);
    const block = this.#open(callKey(event.index), toCallChunk(event.id, event.name), events);
    const args = parseArguments(event);
    const { id, name } = event;
    const extraContent = extraContentOf(event.echo);
    block.content = {
      ...(args === undefined ? toInvalidToolCall(event) : { id, name, args }),
      type: args === undefined ? "invalid_tool_call" : "tool_call",
      ...(extraContent !== undefined && { extra_content: extraContent }),
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
  return key === "text" ? { type: "text", text: "" } : { type: "reasoning", reasoning: "" };
}

/** The field of a block that grows. */
function growingField(block: ContentBlock): string {
  if (block.type === "tool_call_chunk") return "args";
  return block.type === "audio" ? "data" : block.type;
}

function appendTo(block: ContentBlock, text: string): ContentBlock {
  const field = growingField(block);
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
      // The protocol replaces fields, so arguments are told whole.
      return { type: "block-delta", fields: { ...content } };
  }
}
