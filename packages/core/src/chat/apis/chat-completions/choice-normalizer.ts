import type { ChatEvent, FinishReason } from "../../chat-event.ts";
import { isJSONArray, isObject, textOf } from "../../../json-access.ts";
import { AudioWriter } from "../audio-writer.ts";
import { CitationFilter } from "../citation-filter.ts";
import { mapFinishReason } from "./map-finish-reason.ts";
import { normalizeCitations } from "./normalize-citations.ts";
import { normalizeImages } from "./normalize-images.ts";
import { ProseNormalizer } from "./prose-normalizer.ts";
import { ToolCallAssembler, type ToolCallTrust } from "./tool-call-assembler.ts";

/** What is known to have ended an answer before its time: an error within it, or a cut. */
export type AnswerFailure = "error" | "cut";

/** Turns the deltas of one choice, or its whole message, into events. */
export class ChoiceNormalizer {
  readonly #choiceIndex: number;
  readonly #toolCalls: ToolCallAssembler;
  readonly #prose: ProseNormalizer;
  readonly #audio: AudioWriter;
  readonly #citations = new CitationFilter();
  #rawFinishReason: string | undefined;

  constructor(choiceIndex: number, generateId: () => string) {
    this.#choiceIndex = choiceIndex;
    this.#toolCalls = new ToolCallAssembler(choiceIndex, generateId);
    this.#prose = new ProseNormalizer(choiceIndex);
    this.#audio = new AudioWriter(choiceIndex);
  }

  /** Takes one entry of `choices`. */
  push(choice: Record<string, unknown>, events: ChatEvent[]): void {
    const { delta, message, text } = choice;
    if (isObject(message) && isSilent(delta)) this.#pushDelta(this.#unsaid(message), events);
    else if (isObject(delta)) this.#pushDelta(delta, events);
    else if (typeof text === "string") this.#prose.pushText(text, events);
    const logprobs = choice["logprobs"];
    if (isObject(logprobs)) this.#pushLogprobs(logprobs, events);
    const reason = textOf(choice["finish_reason"]);
    if (reason !== undefined) this.#rawFinishReason = reason;
  }

  /** Takes sources. Those without an address are left out. */
  pushCitations(value: unknown, events: ChatEvent[]): void {
    for (const citation of normalizeCitations(value)) {
      if (!this.#citations.isNew(citation)) continue;
      events.push({ type: "citation", choiceIndex: this.#choiceIndex, ...citation });
    }
  }

  /** Everything that only the end decides, without the finish event itself. */
  end(failure: AnswerFailure | undefined, events: ChatEvent[]): void {
    this.#prose.end(failure !== undefined && !this.isFinished, events);
    this.#audio.end(events);
    this.#toolCalls.end(trustIn(this.#finishReason(failure), failure), events);
  }

  /** The finish event; the last one of this choice. */
  finish(failure: AnswerFailure | undefined, events: ChatEvent[]): void {
    events.push({
      type: "finish",
      choiceIndex: this.#choiceIndex,
      reason: this.#finishReason(failure),
      rawReason: this.#rawFinishReason,
    });
  }

  /** Whether the vendor has said why this choice ended: nothing else proves that it is whole. */
  get isFinished(): boolean {
    return this.#rawFinishReason !== undefined;
  }

  #finishReason(failure: AnswerFailure | undefined): FinishReason {
    if (failure === "error") return "error";
    const raw = this.#rawFinishReason;
    if (raw === undefined) return "interrupted";
    const reason = mapFinishReason(raw);
    // Kimi, Gemini and others report `stop` beside tool calls; an agent loop would end there.
    return reason === "stop" && this.#toolCalls.hasCalls ? "tool-calls" : reason;
  }

  /**
   * What a message adds to what was said: Perplexity repeats all of it with every delta, MiniMax once
   * more at the end, and whole answers may have one beside an empty delta.
   */
  #unsaid(message: Record<string, unknown>): Record<string, unknown> {
    const { content } = message;
    const { text, hasReasoning } = this.#prose;
    const isRepetition = text !== "" && typeof content === "string" && content.startsWith(text);
    return {
      ...message,
      ...(isRepetition && { content: content.slice(text.length) }),
      ...(hasReasoning && NO_REASONING),
      ...(this.#toolCalls.hasCalls && { tool_calls: undefined, function_call: undefined }),
    };
  }

  #pushDelta(delta: Record<string, unknown>, events: ChatEvent[]): void {
    this.#pushReasoning(delta, events);
    const content = delta["content"];
    if (typeof content === "string") this.#prose.pushText(content, events);
    else if (Array.isArray(content)) for (const part of content) this.#pushPart(part, events);
    else if (isObject(content)) this.#pushPart(content, events);
    const refusal = textOf(delta["refusal"]);
    if (refusal !== undefined) this.#prose.pushRefusal(refusal, events);
    const listed = delta["tool_calls"];
    const toolCalls = (isEmptyList(listed) ? undefined : listed) ?? delta["function_call"];
    if (toolCalls !== undefined && toolCalls !== null) {
      this.#prose.endReasoning(events);
      this.#toolCalls.push(toolCalls, events);
    }
    if (delta["images"] !== undefined) this.#pushImages(delta["images"], events);
    if (isObject(delta["audio"])) this.#pushAudio(delta["audio"], events);
    if (delta["annotations"] !== undefined) this.pushCitations(delta["annotations"], events);
    if (delta["citations"] !== undefined) this.pushCitations(delta["citations"], events);
  }

  // Gateways repeat one text under several names: the first that says something is taken, alone.
  #pushReasoning(delta: Record<string, unknown>, events: ChatEvent[]): void {
    const details = delta["reasoning_details"] ?? delta["thinking_blocks"];
    let detailsText = "";
    if (Array.isArray(details)) {
      for (const detail of details) detailsText += this.#prose.addDetail(detail);
    }
    const text =
      reasoningText(delta["reasoning_content"]) ||
      reasoningText(delta["reasoning"]) ||
      reasoningText(delta["thinking"]) ||
      detailsText;
    this.#prose.pushReasoning(text, events);
  }

  /** Takes one part of a content that is an array, as Mistral and multimodal models send it. */
  #pushPart(part: unknown, events: ChatEvent[]): void {
    if (typeof part === "string") {
      this.#prose.pushText(part, events);
      return;
    }
    if (!isObject(part)) return;
    const reasoning = reasoningText(part["thinking"]) || reasoningText(part["reasoning"]);
    if (reasoning !== "") {
      this.#prose.pushReasoning(reasoning, events);
      if (part["signature"] !== undefined) this.#prose.addDetail(part);
    }
    const text = textOf(part["text"]);
    if (text !== undefined) this.#prose.pushText(text, events);
    const refusal = textOf(part["refusal"]);
    if (refusal !== undefined) this.#prose.pushRefusal(refusal, events);
    if (part["image_url"] !== undefined || part["b64_json"] !== undefined) {
      this.#pushImages(part, events);
    }
    if (isObject(part["audio"])) this.#pushAudio(part["audio"], events);
    if (part["annotations"] !== undefined) this.pushCitations(part["annotations"], events);
  }

  #pushImages(value: unknown, events: ChatEvent[]): void {
    for (const image of normalizeImages(value)) {
      events.push({ type: "image", choiceIndex: this.#choiceIndex, image });
    }
  }

  #pushAudio(audio: Record<string, unknown>, events: ChatEvent[]): void {
    const id = textOf(audio["id"]);
    const data = textOf(audio["data"]);
    const transcript = textOf(audio["transcript"]);
    this.#audio.write({ id, data, transcript }, events);
  }

  #pushLogprobs(logprobs: Record<string, unknown>, events: ChatEvent[]): void {
    for (const entries of [logprobs["content"], logprobs["refusal"]]) {
      if (!isJSONArray(entries) || entries.length === 0) continue;
      events.push({ type: "logprobs", choiceIndex: this.#choiceIndex, content: entries });
    }
  }
}

/** How far the tool calls of a choice that ended so can be believed. */
function trustIn(reason: FinishReason, failure: AnswerFailure | undefined): ToolCallTrust {
  switch (reason) {
    case "error":
      return "none";
    case "interrupted":
      return failure === undefined ? "whole-objects" : "none";
    case "length":
    case "content-filter":
      return "whole-objects";
    default:
      return "all";
  }
}

/** Whether a delta says nothing beside a message, or is not there. */
function isSilent(delta: unknown): boolean {
  if (!isObject(delta)) return true;
  return Object.entries(delta).every(([name, value]) => name === "role" || isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || isEmptyList(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Every member of a message in which reasoning may stand. */
const NO_REASONING = {
  reasoning_content: undefined,
  reasoning: undefined,
  thinking: undefined,
  reasoning_details: undefined,
  thinking_blocks: undefined,
};

/** Reasoning as text, as an object with one, or as Mistral's array of parts. */
function reasoningText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(reasoningText).join("");
  if (!isObject(value)) return "";
  return reasoningText(value["text"] ?? value["content"] ?? value["summary"] ?? value["thinking"]);
}
