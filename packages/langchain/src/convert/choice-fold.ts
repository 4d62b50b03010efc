import type {
  AudioEvent,
  ChatEvent,
  CitationEvent,
  JSONValue,
  ToolCallEndEvent,
} from "@cometapi/core";
import type { ToolCallChunk } from "@langchain/core/messages/tool";
import { invalidToolCallsKey } from "../message-chunk.ts";
import { audioMediaType, convertCitation, convertGeneratedImage } from "./answer-blocks.ts";
import { parseArguments, toInvalidToolCall } from "./tool-calls.ts";

/** An event that belongs to one choice, without the event that finishes it. */
export type ContentEvent = Exclude<Extract<ChatEvent, { choiceIndex: number }>, { type: "finish" }>;

/** What several events add up to, as fields of a message chunk. Most have only a text. */
export interface FoldedContent {
  text: string;
  toolCallChunks: ToolCallChunk[] | undefined;
  /** `additional_kwargs` of the chunk. */
  extras: Record<string, unknown> | undefined;
  logprobs: JSONValue[] | undefined;
}

/** Collects the events of one choice until they are taken as one chunk. */
export class ChoiceFold {
  #content: FoldedContent = createContent();
  readonly #callsWithArguments = new Set<number>();
  #pendingCitations: CitationEvent[] = [];
  #hasText = false;
  #hasAudioType = false;

  /** Whether nothing was added since the last take. */
  get isEmpty(): boolean {
    const { text, toolCallChunks, extras, logprobs } = this.#content;
    return (
      text === "" && toolCallChunks === undefined && logprobs === undefined && extras === undefined
    );
  }

  /** Returns what was added since the last take. */
  take(): FoldedContent {
    const content = this.#content;
    this.#content = createContent();
    return content;
  }

  add(event: ContentEvent): void {
    switch (event.type) {
      case "text-delta":
        this.#content.text += event.text;
        this.#hasText = true;
        this.#releaseCitations();
        return;
      case "reasoning-delta":
        appendText(this.#extras, "reasoning_content", event.text);
        return;
      case "refusal-delta":
        appendText(this.#extras, "refusal", event.text);
        return;
      case "image":
        appendItems(this.#extras, "images", [convertGeneratedImage(event)]);
        return;
      case "citation":
        this.#pendingCitations.push(event);
        // LangChain keeps annotations on a text block and drops an empty one, so a v1 stream would lose
        // those that come before the text.
        if (this.#hasText) this.#releaseCitations();
        return;
      case "audio":
        this.#addAudio(event);
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
    }
  }

  get #extras(): Record<string, unknown> {
    return (this.#content.extras ??= {});
  }

  get #toolCallChunks(): ToolCallChunk[] {
    return (this.#content.toolCallChunks ??= []);
  }

  /** The media type comes once: LangChain appends the strings of joined chunks. */
  #addAudio(event: AudioEvent): void {
    const extras = this.#extras;
    const audio = joinAudio(extras["audio"], event);
    if (event.data !== undefined && !this.#hasAudioType) {
      audio["mime_type"] = event.mediaType ?? audioMediaType;
      this.#hasAudioType = true;
    }
    extras["audio"] = audio;
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
    if (parseArguments(event) === undefined) {
      mergeEntry(this.#extras, invalidToolCallsKey, event.id, toInvalidToolCall(event));
    }
  }

  #releaseCitations(): void {
    if (this.#pendingCitations.length === 0) return;
    const citations = this.#pendingCitations.map(convertCitation);
    appendItems(this.#extras, "citations", citations);
    this.#pendingCitations = [];
  }
}

function createContent(): FoldedContent {
  return { text: "", toolCallChunks: undefined, extras: undefined, logprobs: undefined };
}

function createToolCallChunk(index: number, id: string, name: string): ToolCallChunk {
  return { type: "tool_call_chunk", id, name, args: "", index };
}

function appendText(record: Record<string, unknown>, key: string, text: string): void {
  const known = record[key];
  record[key] = typeof known === "string" ? known + text : text;
}

function appendItems(
  record: Record<string, unknown>,
  key: string,
  items: readonly unknown[],
): void {
  const known: unknown = record[key];
  record[key] = Array.isArray(known) ? [...known, ...items] : [...items];
}

function mergeEntry(
  record: Record<string, unknown>,
  key: string,
  id: string,
  value: unknown,
): void {
  const known = record[key];
  record[key] = { ...(typeof known === "object" ? known : undefined), [id]: value };
}

/** LangChain appends the `data` and `transcript` of joined chunks. This does the same within one chunk. */
function joinAudio(known: unknown, { id, data, transcript }: AudioEvent): Record<string, unknown> {
  const audio: Record<string, unknown> = typeof known === "object" ? { ...known } : {};
  if (id !== undefined) audio["id"] = id;
  if (data !== undefined) appendText(audio, "data", data);
  if (transcript !== undefined) appendText(audio, "transcript", transcript);
  return audio;
}
