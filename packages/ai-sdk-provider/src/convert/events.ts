import type {
  JSONObject,
  JSONValue,
  LanguageModelV4Citation,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  SharedV4ProviderMetadata,
} from "@ai-sdk/provider";
import {
  type AudioEvent,
  type ChatEvent,
  type ChatUsage,
  type CitationEvent,
  CometAPIError,
  type Echo,
  JSONAnswerReader,
  type JSONObject as JSONSchema,
  type ResponseMetadataEvent,
  type ToolCallEndEvent,
} from "@cometapi/core";
import { toStreamError } from "../errors.ts";
import { PROVIDER_KEY } from "../provider-options.ts";
import { convertCitation } from "./citation.ts";
import { convertAudio, convertImage, type FilePart } from "./generated-files.ts";
import { convertCharge } from "./response.ts";
import { convertUsage } from "./usage.ts";
import { convertVendorBlock } from "./vendor-block.ts";

/** Events that end a text. What the reader of JSON held back of the text is emitted before them. */
const ENDS_OF_TEXT: ReadonlySet<ChatEvent["type"]> = new Set([
  "text-end",
  "tool-call-start",
  "refusal-delta",
  "vendor-block",
  "image",
  "audio",
  "error",
]);

/** A block of parts with one id. A refusal is a separate block of text. */
type Block = "text" | "refusal" | "reasoning";

type FinishPart = Extract<LanguageModelV4StreamPart, { type: "finish" }>;

/** What takes the parts: the controller of a stream, or a list. */
export interface PartSink {
  enqueue: (part: LanguageModelV4StreamPart) => void;
}

export interface EventConverterConfig {
  generateId: () => string;
  /** What `providerMetadata.cometapi` holds from the beginning. */
  metadata: JSONObject;
  /** Names of the tools that the call offers. */
  tools: ReadonlySet<string>;
  /** The schema of an answer in JSON. Its text is only the JSON in it, since the AI SDK parses all of it. */
  schema?: Readonly<JSONSchema> | undefined;
  /** Whether the vendor's chunks are emitted as parts of type `raw`. */
  includesRaw: boolean;
  /** Reads more metadata out of the vendor's chunks. */
  extractMetadata?: ((chunk: unknown) => JSONObject | undefined) | undefined;
}

/**
 * Turns the events of one answer into stream parts of the AI SDK, in the order that the AI SDK requires: at
 * most one block of text or reasoning is open, it is closed before a tool's input begins, and `finish` is the
 * last part.
 */
export class EventConverter {
  /** An error for each file of the answer that cannot be used. Each is also emitted as a part of type `error`. */
  readonly lostFiles: CometAPIError[] = [];
  readonly #config: EventConverterConfig;
  readonly #sink: PartSink;
  readonly #metadata: JSONObject;
  readonly #json: JSONAnswerReader | undefined;
  #openBlock: Block | undefined;
  #blockId = "";
  #blockCount = 0;
  #citations: LanguageModelV4Citation[] = [];
  #audio: AudioEvent[] = [];
  #logprobs: JSONValue[] = [];
  #incompleteToolCalls: JSONObject[] = [];
  #hasRefusal = false;
  #usage: ChatUsage | undefined;
  #finishReason: LanguageModelV4FinishReason = { unified: "interrupted", raw: undefined };

  constructor(config: EventConverterConfig, sink: PartSink) {
    this.#config = config;
    this.#sink = sink;
    this.#metadata = { ...config.metadata };
    this.#json = config.schema && new JSONAnswerReader(config.schema);
  }

  /** Emits the parts of one event. */
  convert(event: ChatEvent): void {
    // The AI SDK has room for one choice. Only `extraBody` can ask for more.
    if ("choiceIndex" in event && event.choiceIndex !== 0) return;
    if (ENDS_OF_TEXT.has(event.type)) this.#endJSON();
    switch (event.type) {
      case "text-delta":
        this.#addText(this.#json === undefined ? event.text : this.#json.push(event.text));
        return;
      case "reasoning-delta":
        this.#addDelta("reasoning", event.text);
        return;
      case "tool-call-start":
        this.#close();
        this.#sink.enqueue({ type: "tool-input-start", id: event.id, toolName: event.name });
        return;
      case "tool-call-delta":
        this.#sink.enqueue({ type: "tool-input-delta", id: event.id, delta: event.argumentsDelta });
        return;
      case "tool-call-end":
        this.#endToolCall(event);
        return;
      case "refusal-delta":
        this.#hasRefusal = true;
        this.#addDelta("refusal", event.text);
        return;
      case "text-end":
        this.#endBlock("text", event.echo);
        return;
      case "reasoning-end":
        this.#endBlock("reasoning", event.echo);
        return;
      case "vendor-block":
        this.#close();
        for (const part of convertVendorBlock(event, this.#config.tools)) this.#sink.enqueue(part);
        return;
      case "response-metadata":
        this.#addResponseMetadata(event);
        return;
      case "image":
        this.#close();
        this.#addFile(convertImage(event), convertEcho(event.echo));
        return;
      case "audio":
        this.#addAudio(event);
        return;
      case "citation":
        this.#addCitation(event);
        return;
      case "logprobs":
        for (const logprob of event.content) this.#logprobs.push(logprob);
        return;
      case "usage":
        this.#usage = event.usage;
        return;
      case "finish":
        this.#finishReason = { unified: event.reason, raw: event.rawReason };
        if (event.details !== undefined) this.#metadata["finishDetails"] = event.details;
        return;
      case "error":
        this.#sink.enqueue({ type: "error", error: toStreamError(event.error) });
        return;
      case "ping":
        this.#sink.enqueue({ type: "ping" });
        return;
      case "raw":
        Object.assign(this.#metadata, this.#config.extractMetadata?.(event.value));
        if (this.#config.includesRaw) this.#sink.enqueue({ type: "raw", rawValue: event.value });
        return;
    }
  }

  /** Emits what comes at the end of an answer, and returns the last part. To be called once, after all events. */
  finish(): FinishPart {
    this.#endJSON();
    this.#close();
    if (this.#audio.length > 0) this.#addFile(convertAudio(this.#audio));
    if (this.#logprobs.length > 0) this.#metadata["logprobs"] = this.#logprobs;
    if (this.#incompleteToolCalls.length > 0) {
      this.#metadata["incompleteToolCalls"] = this.#incompleteToolCalls;
    }
    this.#addCost();
    if (this.#hasRefusal && this.#finishReason.unified === "stop") {
      this.#finishReason.unified = "content-filter";
    }
    if (this.lostFiles.length > 0) this.#finishReason.unified = "error";
    const part: FinishPart = {
      type: "finish",
      finishReason: this.#finishReason,
      usage: convertUsage(this.#usage),
      providerMetadata: { [PROVIDER_KEY]: this.#metadata },
    };
    this.#sink.enqueue(part);
    return part;
  }

  #addText(text: string): void {
    // The beginning of a JSON may have no text to emit yet.
    if (text === "" && this.#json !== undefined) return;
    this.#addDelta("text", text);
  }

  #endJSON(): void {
    if (this.#json !== undefined) this.#addText(this.#json.end());
  }

  #addFile(file: FilePart | CometAPIError | undefined, metadata: EchoMetadata = {}): void {
    if (file === undefined) return;
    if (CometAPIError.isInstance(file)) {
      this.lostFiles.push(file);
      this.#sink.enqueue({ type: "error", error: toStreamError(file) });
      return;
    }
    this.#sink.enqueue({ ...file, ...metadata });
  }

  #addCost(): void {
    const { cost, charge } = this.#usage ?? {};
    if (cost !== undefined) this.#metadata["cost"] = cost;
    Object.assign(this.#metadata, convertCharge(charge));
  }

  #addDelta(block: Block, delta: string): void {
    if (this.#openBlock !== block) this.#open(block);
    const type = block === "reasoning" ? "reasoning-delta" : "text-delta";
    this.#sink.enqueue({ type, id: this.#blockId, delta });
  }

  /** Closes a block with its echo. If it is closed already, an empty block carries the echo. */
  #endBlock(block: Block, echo: Echo | undefined): void {
    if (this.#openBlock !== block) this.#open(block);
    this.#close(echo);
  }

  #open(block: Block): void {
    this.#close();
    const isReasoning = block === "reasoning";
    this.#openBlock = block;
    this.#blockId = `${isReasoning ? "reasoning" : "text"}-${this.#blockCount++}`;
    this.#sink.enqueue({ type: isReasoning ? "reasoning-start" : "text-start", id: this.#blockId });
  }

  #close(echo?: Echo): void {
    const block = this.#openBlock;
    if (block === undefined) return;
    this.#openBlock = undefined;
    const id = this.#blockId;
    if (block === "reasoning") {
      this.#sink.enqueue({ type: "reasoning-end", id, ...convertEcho(echo) });
      return;
    }
    const refusal = block === "refusal" && {
      providerMetadata: { [PROVIDER_KEY]: { refusal: true } },
    };
    const citations = this.#citations.length > 0 && { citations: this.#citations };
    this.#citations = [];
    this.#sink.enqueue({ type: "text-end", id, ...citations, ...refusal, ...convertEcho(echo) });
  }

  #endToolCall(event: ToolCallEndEvent): void {
    this.#close();
    this.#sink.enqueue({ type: "tool-input-end", id: event.id });
    const call = { toolCallId: event.id, toolName: event.name, input: event.arguments };
    if (!event.isComplete) {
      // It does not go back. Its echo is kept for whoever inspects the metadata.
      this.#incompleteToolCalls.push({
        ...call,
        ...(event.echo === undefined ? {} : { echo: { ...event.echo } }),
      });
      return;
    }
    this.#sink.enqueue({ type: "tool-call", ...call, ...convertEcho(event.echo) });
  }

  #addResponseMetadata(event: ResponseMetadataEvent): void {
    if (event.systemFingerprint !== undefined) {
      this.#metadata["systemFingerprint"] = event.systemFingerprint;
    }
    if (event.serviceTier !== undefined) this.#metadata["serviceTier"] = event.serviceTier;
    this.#sink.enqueue({
      type: "response-metadata",
      ...(event.id === undefined ? {} : { id: event.id }),
      ...(event.model === undefined ? {} : { modelId: event.model }),
      ...(event.createdAtMs === undefined ? {} : { timestamp: new Date(event.createdAtMs) }),
    });
  }

  #addAudio(event: AudioEvent): void {
    this.#audio.push(event);
    if (event.transcript !== undefined && event.transcript !== "") {
      this.#addDelta("text", event.transcript);
    }
  }

  #addCitation(event: CitationEvent): void {
    const citation = convertCitation(event, this.#config.generateId());
    const isAnchored = event.startIndex !== undefined || event.content !== undefined;
    if (isAnchored) this.#citations.push(citation);
    this.#sink.enqueue(citation.source);
  }
}

interface EchoMetadata {
  providerMetadata?: SharedV4ProviderMetadata;
}

/** The echo of a part as metadata, where `convertAssistantMessage` finds it. */
function convertEcho(echo: Echo | undefined): EchoMetadata {
  return echo === undefined ? {} : { providerMetadata: { [PROVIDER_KEY]: { echo: { ...echo } } } };
}
