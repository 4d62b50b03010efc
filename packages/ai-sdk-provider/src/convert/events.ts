import type {
  JSONObject,
  JSONValue,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import {
  type AudioEvent,
  type ChatEvent,
  type ChatUsage,
  type CitationEvent,
  CometAPIError,
  type JSONObject as JSONSchema,
  type ResponseMetadataEvent,
  type ToolCallEndEvent,
} from "@cometapi/core";
import { toStreamError } from "../errors.ts";
import { PROVIDER_KEY } from "../provider-options.ts";
import { convertCitation } from "./citation.ts";
import { convertEcho, type EchoMetadata } from "./echo.ts";
import { convertAudio, convertImage, type FilePart } from "./generated-files.ts";
import { convertCharge } from "./response.ts";
import { type PartSink, TextBlocks } from "./text-blocks.ts";
import { convertUsage } from "./usage.ts";
import { convertVendorBlock } from "./vendor-block.ts";

type FinishPart = Extract<LanguageModelV4StreamPart, { type: "finish" }>;

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
 * Turns the events of one answer into stream parts of the AI SDK, in the order that the AI SDK requires: a block of
 * text or reasoning is closed before any other part of the answer, and `finish` is the last part. Sources, errors and
 * metadata may come within a block.
 */
export class EventConverter {
  /** An error for each file of the answer that cannot be used. Each is also emitted as a part of type `error`. */
  readonly lostFiles: CometAPIError[] = [];
  readonly #config: EventConverterConfig;
  readonly #sink: PartSink;
  readonly #blocks: TextBlocks;
  readonly #metadata: JSONObject;
  readonly #audio: AudioEvent[] = [];
  readonly #logprobs: JSONValue[] = [];
  readonly #incompleteToolCalls: JSONObject[] = [];
  #hasRefusal = false;
  #usage: ChatUsage | undefined;
  #finishReason: LanguageModelV4FinishReason = { unified: "interrupted", raw: undefined };

  constructor(config: EventConverterConfig, sink: PartSink) {
    this.#config = config;
    this.#sink = sink;
    this.#blocks = new TextBlocks(sink, config.schema);
    this.#metadata = { ...config.metadata };
  }

  /** Emits the parts of one event. */
  convert(event: ChatEvent): void {
    // The AI SDK has room for one choice. Only `extraBody` can ask for more.
    if ("choiceIndex" in event && event.choiceIndex !== 0) return;
    switch (event.type) {
      case "text-delta":
        this.#blocks.addText(event.text);
        return;
      case "reasoning-delta":
        this.#blocks.add("reasoning", event.text);
        return;
      case "tool-call-start":
        this.#blocks.close();
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
        this.#blocks.flush();
        this.#blocks.add("refusal", event.text);
        return;
      case "text-end":
        this.#blocks.endWithEcho("text", event.echo);
        return;
      case "reasoning-end":
        this.#blocks.endWithEcho("reasoning", event.echo);
        return;
      case "vendor-block":
        this.#blocks.close();
        for (const part of convertVendorBlock(event, this.#config.tools)) this.#sink.enqueue(part);
        return;
      case "image":
        this.#blocks.close();
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
      case "response-metadata":
        this.#addResponseMetadata(event);
        return;
      case "usage":
        this.#usage = event.usage;
        return;
      case "finish":
        this.#finishReason = { unified: event.reason, raw: event.rawReason };
        if (event.details !== undefined) this.#metadata["finishDetails"] = event.details;
        return;
      case "error":
        this.#blocks.flush();
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
    this.#blocks.close();
    if (this.#audio.length > 0) this.#addFile(convertAudio(this.#audio));
    this.#addEndMetadata();
    const part: FinishPart = {
      type: "finish",
      finishReason: { ...this.#finishReason, unified: this.#findFinishReason() },
      usage: convertUsage(this.#usage),
      providerMetadata: { [PROVIDER_KEY]: this.#metadata },
    };
    this.#sink.enqueue(part);
    return part;
  }

  #findFinishReason(): LanguageModelV4FinishReason["unified"] {
    if (this.lostFiles.length > 0) return "error";
    const { unified } = this.#finishReason;
    return this.#hasRefusal && unified === "stop" ? "content-filter" : unified;
  }

  #addEndMetadata(): void {
    const metadata = this.#metadata;
    if (this.#logprobs.length > 0) metadata["logprobs"] = this.#logprobs;
    if (this.#incompleteToolCalls.length > 0) {
      metadata["incompleteToolCalls"] = this.#incompleteToolCalls;
    }
    const { cost, charge } = this.#usage ?? {};
    if (cost !== undefined) metadata["cost"] = cost;
    Object.assign(metadata, convertCharge(charge));
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

  #endToolCall(event: ToolCallEndEvent): void {
    this.#blocks.close();
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

  /** Shows what is said as text. The sound becomes one file, at the end. */
  #addAudio(event: AudioEvent): void {
    this.#audio.push(event);
    this.#blocks.flush();
    const { transcript = "" } = event;
    if (transcript !== "") this.#blocks.add("text", transcript);
  }

  #addCitation(event: CitationEvent): void {
    const citation = convertCitation(event, this.#config.generateId());
    const isAnchored = event.startIndex !== undefined || event.content !== undefined;
    if (isAnchored) this.#blocks.cite(citation);
    this.#sink.enqueue(citation.source);
  }
}
