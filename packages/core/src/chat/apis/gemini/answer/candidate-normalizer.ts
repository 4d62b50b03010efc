import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import { sniffMediaType } from "../../../../media/sniff-media-type.ts";
import type { ChatEvent, FinishReason } from "../../../chat-event.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { Echo } from "../../../echo.ts";
import { badAnswer } from "../../answer/answer-errors.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import type { BodyEnd } from "../../chat-api.ts";
import type { Citation } from "../../answer/citation-filter.ts";
import { CallReader } from "./call-reader.ts";
import { mapFinishReason, readFinishReason } from "./map-finish-reason.ts";
import { normalizeGrounding, normalizeQuotations } from "./normalize-citations.ts";
import { normalizeLogprobs } from "./normalize-logprobs.ts";
import { readVendorBlock } from "./read-vendor-block.ts";

/** What a {@link CandidateNormalizer} gets from the normalizer of the whole answer. */
export interface CandidateContext {
  writer: AnswerWriter;
  generateId: () => string;
  /** What was asked. */
  request: ChatRequest;
  /** The name of the tool by which the model answers, if it does. */
  answerTool: string | undefined;
}

/** Turns the pieces of one candidate, or the whole of it, into events. */
export class CandidateNormalizer {
  readonly #context: CandidateContext;
  readonly #writer: AnswerWriter;
  readonly #calls: CallReader;
  /** The open block, which the next text continues, and its length. */
  #block: "text" | "reasoning" | undefined;
  #length = 0;
  /** Text that waits: if the answer comes as a call, this text is not part of it. */
  #heldText = "";
  #lastCallId: string | undefined;
  #sources: readonly JSONObject[] = [];
  readonly #citedFiles = new Set<string>();
  /** Further fields of the candidate, for the finish event. */
  readonly #details = new Map<string, JSONValue>();
  #rawReason: string | undefined;
  #blockReason: string | undefined;

  constructor(context: CandidateContext) {
    this.#context = context;
    this.#writer = context.writer;
    this.#calls = new CallReader(context.writer, context.answerTool);
  }

  /** Whether a finish reason, or a reason why the prompt was blocked, has come. */
  get isFinished(): boolean {
    return this.#rawReason !== undefined || this.#blockReason !== undefined;
  }

  /** Takes one entry of `candidates`. */
  push(candidate: JSONObject, events: ChatEvent[]): void {
    const content = candidate["content"];
    const parts = isJSONObject(content) ? content["parts"] : undefined;
    if (Array.isArray(parts)) for (const part of parts) this.#pushPart(part, events);
    for (const name in candidate) this.#pushField(name, candidate[name], events);
    // The last finish reason counts.
    this.#rawReason = readFinishReason(candidate) ?? this.#rawReason;
  }

  /** Reads feedback on the prompt. If the prompt was blocked, there is no candidate. */
  pushFeedback(promptFeedback: JSONObject): void {
    this.#details.set("promptFeedback", promptFeedback);
    const reason = textOf(promptFeedback["blockReason"]);
    if (reason !== undefined && !reason.endsWith("_UNSPECIFIED")) this.#blockReason = reason;
  }

  /** Ends the choice. */
  end(bodyEnd: BodyEnd, events: ChatEvent[]): void {
    const rawReason = this.#rawReason ?? this.#blockReason;
    const reason = this.#mapReason();
    // Only a proper end shows that all pieces of streamed arguments have come.
    if (reason === "stop") this.#calls.end(events);
    this.#endBlock(undefined, events);
    if (!this.#calls.hasAnswer) this.#writer.text(this.#heldText, events);
    if (reason === "error") {
      // E.g. a function call that cannot be parsed. Another try may bring a better answer.
      const finishMessage = textOf(this.#details.get("finishMessage")) ?? "";
      const message = `The model broke its answer off with ${rawReason}. ${finishMessage}`;
      this.#writer.detectedError(badAnswer(message.trimEnd()), events);
    }
    if (reason !== undefined) {
      const details = this.#details.size === 0 ? undefined : Object.fromEntries(this.#details);
      this.#writer.finish({ reason, rawReason, isCut: reason !== "stop", details });
    }
    this.#writer.end(bodyEnd, events);
  }

  #mapReason(): FinishReason | undefined {
    if (this.#rawReason !== undefined) return mapFinishReason(this.#rawReason);
    return this.#blockReason === undefined ? undefined : "content-filter";
  }

  #pushPart(part: JSONValue, events: ChatEvent[]): void {
    if (!isJSONObject(part)) return;
    const { text, functionCall } = part;
    const signature = textOf(part["thoughtSignature"]);
    if (typeof text === "string" && functionCall === undefined) {
      this.#pushText(text, part["thought"] === true ? "reasoning" : "text", signature, events);
      return;
    }
    if (isJSONObject(functionCall)) {
      this.#endBlock(undefined, events);
      this.#calls.push(functionCall, signature, events);
      if (this.#calls.hasAnswer) this.#writeHeldTextAsReasoning(events);
      return;
    }
    if (Object.keys(part).every((name) => name === "thought" || name === "thoughtSignature")) {
      // A part with only a signature.
      this.#pushText("", "text", signature, events);
      return;
    }
    this.#endBlock(undefined, events);
    if (!this.#pushMedia(part, signature, events)) this.#pushBlock(part, events);
  }

  // Text parts are joined into one block, but a signature belongs to one part. So the echo has the position at which
  // the signed part begins.
  #pushText(
    text: string,
    block: "text" | "reasoning",
    thoughtSignature: string | undefined,
    events: ChatEvent[],
  ): void {
    if (text === "" && thoughtSignature === undefined) return;
    if (block === "text" && this.#context.answerTool !== undefined) {
      this.#heldText += text;
      return;
    }
    if (this.#block !== block) this.#beginBlock(block, events);
    if (block === "text") this.#writer.text(text, events);
    else this.#writer.reasoning(text, events);
    if (thoughtSignature === undefined) {
      this.#length += text.length;
      return;
    }
    const from = this.#length === 0 ? {} : { from: this.#length };
    this.#endBlock({ thoughtSignature, ...from }, events);
  }

  #beginBlock(block: "text" | "reasoning", events: ChatEvent[]): void {
    this.#endBlock(undefined, events);
    this.#block = block;
    this.#length = 0;
  }

  /** Ends the open block. Thoughts have an echo even without a signature. */
  #endBlock(signed: JSONObject | undefined, events: ChatEvent[]): void {
    const block = this.#block;
    this.#block = undefined;
    if (block === "reasoning") this.#writer.endReasoning({ thought: true, ...signed }, events);
    else if (block === "text" && signed !== undefined) this.#writer.endText(signed, events);
  }

  #writeHeldTextAsReasoning(events: ChatEvent[]): void {
    if (this.#heldText === "") return;
    this.#writer.reasoning(this.#heldText, events);
    this.#writer.endReasoning(undefined, events);
    this.#heldText = "";
  }

  /** Writes an image or audio. False for any other part. */
  #pushMedia(part: JSONObject, thoughtSignature: string | undefined, events: ChatEvent[]): boolean {
    // An image that the model made while it thought is not part of the answer.
    if (part["thought"] === true) return false;
    const { inlineData, fileData } = part;
    const echo = echoSignature(thoughtSignature);
    if (isJSONObject(fileData)) {
      const url = textOf(fileData["fileUri"]);
      if (url === undefined || !isOfKind(textOf(fileData["mimeType"]), "image/")) return false;
      this.#writer.write({ type: "image", image: { url }, echo }, events);
      return true;
    }
    if (!isJSONObject(inlineData)) return false;
    const data = textOf(inlineData["data"]);
    if (data === undefined) return false;
    const mediaType = textOf(inlineData["mimeType"]) ?? sniffMediaType(data);
    if (isOfKind(mediaType, "image/")) {
      this.#writer.write({ type: "image", image: { data, mediaType }, echo }, events);
      return true;
    }
    if (!isOfKind(mediaType, "audio/")) return false;
    this.#writer.audio({ id: undefined, data, mediaType, transcript: undefined }, events);
    return true;
  }

  #pushBlock(part: JSONObject, events: ChatEvent[]): void {
    const { generateId, request } = this.#context;
    const read = readVendorBlock(part, { generateId, request, lastCallId: this.#lastCallId });
    this.#lastCallId = read.toolCall?.id ?? this.#lastCallId;
    this.#writer.write({ type: "vendor-block", api: "gemini", block: part, ...read }, events);
  }

  #pushField(name: string, value: JSONValue | undefined, events: ChatEvent[]): void {
    if (value === null || value === undefined) return;
    switch (name) {
      case "content":
      case "index":
      case "finishReason":
        return;
      case "logprobsResult":
        this.#pushLogprobs(normalizeLogprobs(value), events);
        return;
      case "groundingMetadata": {
        const { sources, citations } = normalizeGrounding(value, this.#sources);
        this.#sources = sources;
        this.#cite(citations, events);
        break;
      }
      case "citationMetadata":
        this.#cite(normalizeQuotations(value), events);
    }
    this.#details.set(name, value);
  }

  #pushLogprobs(content: JSONValue[], events: ChatEvent[]): void {
    if (content.length > 0) this.#writer.write({ type: "logprobs", content }, events);
  }

  #cite(citations: readonly Citation[], events: ChatEvent[]): void {
    for (const citation of citations) {
      if (citation.url === undefined && this.#isKnownFile(citation)) continue;
      this.#writer.citation(citation, events);
    }
  }

  /** Whether a source without an address has come before. */
  #isKnownFile({ fileId, title, startIndex, endIndex }: Citation): boolean {
    const key = JSON.stringify([fileId, title, startIndex, endIndex]);
    const isKnown = this.#citedFiles.has(key);
    this.#citedFiles.add(key);
    return isKnown;
  }
}

function echoSignature(thoughtSignature: string | undefined): Echo | undefined {
  return thoughtSignature === undefined ? undefined : { api: "gemini", data: { thoughtSignature } };
}

function isOfKind(mediaType: string | undefined, kind: string): mediaType is string {
  return mediaType?.toLowerCase().startsWith(kind) === true;
}
