import type { AudioEvent, CitationEvent, JSONValue, ToolCallEndEvent } from "@cometapi/core";
import type { InvalidToolCall, ToolCallChunk } from "@langchain/core/messages/tool";
import {
  audioMediaType,
  type ContentEvent,
  convertCitation,
  keepPart,
  listOf,
} from "./answer-parts.ts";
import { parseArguments, toInvalidToolCall } from "./tool-calls.ts";

/** What several events add up to, as fields of a message. Most have only a text. */
export interface FoldedContent {
  text: string;
  /** The `additional_kwargs`. */
  kwargs?: Record<string, unknown>;
  toolCallChunks?: ToolCallChunk[];
  /** Calls that must not be run, by id. */
  invalidToolCalls?: Record<string, InvalidToolCall>;
  logprobs?: JSONValue[];
}

/** Collects the events of one choice until they are taken, as one chunk or as the whole message. */
export class ChoiceFold {
  #content: FoldedContent = { text: "" };
  readonly #callsWithArguments = new Set<number>();
  #waitingCitations: CitationEvent[] = [];
  #hasText = false;
  #hasAudio = false;

  /** Returns what was added since the last take. Undefined if nothing was. */
  take(): FoldedContent | undefined {
    const content = this.#content;
    if (content.text === "" && Object.keys(content).length === 1) return undefined;
    this.#content = { text: "" };
    return content;
  }

  add(event: ContentEvent): void {
    switch (event.type) {
      case "text-delta":
        this.#content.text += event.text;
        this.#hasText = true;
        if (this.#waitingCitations.length > 0) this.end();
        return;
      case "citation":
        // LangChain keeps annotations on a text block and drops an empty one, so a v1 stream would lose
        // those that come before the text.
        this.#waitingCitations.push(event);
        if (this.#hasText) this.end();
        return;
      case "logprobs":
        this.#content.logprobs ??= [];
        for (const logprob of event.content) this.#content.logprobs.push(logprob);
        return;
      case "tool-call-start":
        this.#toolCallChunks.push(createToolCallChunk(event.index, event.id, event.name));
        return;
      case "tool-call-delta":
        this.#addArguments(event.index, event.argumentsDelta);
        return;
      case "tool-call-end":
        this.#endToolCall(event);
        return;
      // The outline in the last chunk holds the echo and the vendor's block.
      case "text-end":
      case "reasoning-end":
      case "vendor-block":
        return;
      case "audio":
        keepPart(this.#kwargs, { ...event, mediaType: this.#typeOf(event) });
        return;
      default:
        keepPart(this.#kwargs, event);
    }
  }

  /** Adds the sources that wait for a text. */
  end(): void {
    if (this.#waitingCitations.length === 0) return;
    const kwargs = this.#kwargs;
    const citations = this.#waitingCitations.map(convertCitation);
    kwargs["citations"] = [...listOf(kwargs["citations"]), ...citations];
    this.#waitingCitations = [];
  }

  get #kwargs(): Record<string, unknown> {
    return (this.#content.kwargs ??= {});
  }

  get #toolCallChunks(): ToolCallChunk[] {
    return (this.#content.toolCallChunks ??= []);
  }

  /** The type of a clip comes once, with its first bytes: LangChain appends the strings of joined chunks. */
  #typeOf({ data, mediaType = audioMediaType }: AudioEvent): string | undefined {
    if (data === undefined || this.#hasAudio) return undefined;
    this.#hasAudio = true;
    return mediaType;
  }

  #addArguments(index: number, argumentsDelta: string): void {
    this.#callsWithArguments.add(index);
    const toolCallChunks = this.#toolCallChunks;
    const open = toolCallChunks.find((chunk) => chunk.index === index);
    if (open === undefined) {
      toolCallChunks.push({ type: "tool_call_chunk", args: argumentsDelta, index });
    } else open.args = (open.args ?? "") + argumentsDelta;
  }

  #endToolCall(event: ToolCallEndEvent): void {
    const hadArguments = this.#callsWithArguments.has(event.index);
    if (!hadArguments && event.arguments !== "") this.#addArguments(event.index, event.arguments);
    if (parseArguments(event) !== undefined) return;
    this.#content.invalidToolCalls ??= {};
    this.#content.invalidToolCalls[event.id] = toInvalidToolCall(event);
  }
}

function createToolCallChunk(index: number, id: string, name: string): ToolCallChunk {
  return { type: "tool_call_chunk", id, name, args: "", index };
}
