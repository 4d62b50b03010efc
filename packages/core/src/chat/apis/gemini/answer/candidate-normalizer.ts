import { isJSONArray, isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent, FinishReason } from "../../../chat-event.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { Echo } from "../../../echo.ts";
import { badAnswer } from "../../answer/answer-errors.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import type { BodyEnd } from "../../chat-api.ts";
import { CallReader } from "./call-reader.ts";
import { CitationReader } from "./citation-reader.ts";
import { mapFinishReason, readFinishReason } from "./map-finish-reason.ts";
import { normalizeLogprobs } from "./normalize-logprobs.ts";
import { readMedia } from "./read-media.ts";
import { readVendorBlock } from "./read-vendor-block.ts";
import { TextReader } from "./text-reader.ts";

/** What a {@link CandidateNormalizer} gets from the normalizer of the whole answer. */
export interface CandidateContext {
  generateId: () => string;
  /** What was asked. */
  request: ChatRequest;
  /** The name of the tool by which the model answers, if it does. */
  answerTool: string | undefined;
}

/** Turns the pieces of one candidate, or the whole of it, into events. */
export class CandidateNormalizer {
  /** Writes the events of this candidate. */
  readonly writer: AnswerWriter;
  readonly #context: CandidateContext;
  readonly #texts: TextReader;
  readonly #calls: CallReader;
  readonly #citations: CitationReader;
  /** The id of the last call of one of Google's tools. */
  #lastCallId: string | undefined;
  /** Further fields of the candidate, for the finish event. */
  readonly #details = new Map<string, JSONValue>();
  #rawReason: string | undefined;
  #blockReason: string | undefined;

  constructor(writer: AnswerWriter, context: CandidateContext) {
    const { answerTool } = context;
    this.writer = writer;
    this.#context = context;
    this.#texts = new TextReader(writer, { holdsText: answerTool !== undefined });
    this.#calls = new CallReader(writer, answerTool);
    this.#citations = new CitationReader(writer);
  }

  /** Whether a finish reason, or a reason why the prompt was blocked, has come. */
  get isFinished(): boolean {
    return this.#rawReason !== undefined || this.#blockReason !== undefined;
  }

  /** Takes one entry of `candidates`. */
  push(candidate: JSONObject, events: ChatEvent[]): void {
    const { content } = candidate;
    // Gateways write a part without its list, or a text in place of the content.
    const parts = isJSONObject(content) ? content["parts"] : content;
    for (const part of isJSONArray(parts) ? parts : [parts]) {
      if (isJSONObject(part)) this.#pushPart(part, events);
      else if (typeof part === "string") this.#texts.push(part, "text", undefined, events);
    }
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
    this.#texts.end(undefined, events);
    if (!this.#calls.hasAnswer) this.#texts.releaseAsText(events);
    if (reason === "error") {
      // E.g. a function call that cannot be parsed. Another try may bring a better answer.
      const finishMessage = textOf(this.#details.get("finishMessage")) ?? "";
      const message = `The model broke its answer off with ${rawReason}. ${finishMessage}`;
      this.writer.detectedError(badAnswer(message.trimEnd()), events);
    }
    if (reason !== undefined) {
      const details = this.#details.size === 0 ? undefined : Object.fromEntries(this.#details);
      this.writer.finish({
        reason,
        rawReason,
        wasStoppedEarly: reason !== "stop" || this.#calls.endedWithinText,
        details,
      });
    }
    this.writer.end(bodyEnd, events);
  }

  #mapReason(): FinishReason | undefined {
    if (this.#rawReason !== undefined) return mapFinishReason(this.#rawReason);
    return this.#blockReason === undefined ? undefined : "content-filter";
  }

  #pushPart(part: JSONObject, events: ChatEvent[]): void {
    const { text, thought, functionCall } = part;
    const signature = textOf(part["thoughtSignature"]);
    if (isJSONObject(functionCall)) {
      // Gateways put a text and a call into one part. The signature is that of the call.
      if (typeof text === "string") this.#texts.push(text, "text", undefined, events);
      this.#texts.end(undefined, events);
      this.#calls.push(functionCall, signature, events);
      if (this.#calls.hasAnswer) this.#texts.releaseAsReasoning(events);
    } else if (typeof text === "string" && readMedia(part) !== undefined) {
      // Google sends each in a part of its own. A gateway that joins them loses neither; the signature is the image's.
      this.#texts.push(text, "text", undefined, events);
      this.#texts.end(undefined, events);
      this.#pushOther(part, signature, events);
    } else if (typeof text === "string") {
      this.#texts.push(text, thought === true ? "reasoning" : "text", signature, events);
    } else if (Object.keys(part).every((name) => SIGNATURE_FIELDS.has(name))) {
      this.#texts.push("", "text", signature, events);
    } else {
      this.#texts.end(undefined, events);
      this.#pushOther(part, signature, events);
    }
  }

  /** Writes an image, audio, or a part that belongs to Google, also an unknown one. */
  #pushOther(part: JSONObject, thoughtSignature: string | undefined, events: ChatEvent[]): void {
    const media = readMedia(part);
    if (media?.kind === "image") {
      const echo = echoSignature(thoughtSignature);
      this.writer.write({ type: "image", image: media.image, echo }, events);
    } else if (media?.kind === "audio") {
      const { data, mediaType } = media;
      this.writer.audio({ id: undefined, data, mediaType, transcript: undefined }, events);
    } else {
      const { generateId, request } = this.#context;
      const read = readVendorBlock(part, { generateId, request, lastCallId: this.#lastCallId });
      this.#lastCallId = read.toolCall?.id ?? this.#lastCallId;
      this.writer.write({ type: "vendor-block", api: "gemini", block: part, ...read }, events);
    }
  }

  #pushField(name: string, value: JSONValue | undefined, events: ChatEvent[]): void {
    if (value === null || value === undefined) return;
    switch (name) {
      case "content":
      case "index":
      case "finishReason":
        return;
      case "logprobsResult": {
        const logprobs = normalizeLogprobs(value);
        if (logprobs.length > 0) this.writer.write({ type: "logprobs", content: logprobs }, events);
        return;
      }
      case "groundingMetadata":
        this.#citations.pushGrounding(value, events);
        break;
      case "citationMetadata":
        this.#citations.pushQuotations(value, events);
    }
    this.#details.set(name, value);
  }
}

function echoSignature(thoughtSignature: string | undefined): Echo | undefined {
  return thoughtSignature === undefined ? undefined : { api: "gemini", data: { thoughtSignature } };
}

/** The fields of a part that has only a signature. */
const SIGNATURE_FIELDS: ReadonlySet<string> = new Set(["thought", "thoughtSignature"]);
