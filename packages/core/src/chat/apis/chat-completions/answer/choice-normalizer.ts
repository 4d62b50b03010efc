import type { ChatEvent } from "../../../chat-event.ts";
import { isJSONArray, isObject, textOf } from "../../../../json-access.ts";
import type { ChatUsage } from "../../../chat-usage.ts";
import { isBlank } from "../../../../errors/normalize-error-body.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import { mapFinishReason, readFinishReason } from "./map-finish-reason.ts";
import { normalizeCitations } from "./normalize-citations.ts";
import { normalizeImages } from "./normalize-images.ts";
import { ProseNormalizer } from "./prose-normalizer.ts";
import { ToolCallAssembler } from "./tool-call-assembler.ts";

/** Turns the deltas of one choice, or its whole message, into events. */
export class ChoiceNormalizer {
  readonly #writer: AnswerWriter;
  readonly #toolCalls: ToolCallAssembler;
  readonly #prose: ProseNormalizer;
  /** Whether the last finish reason is a known one. */
  #isExplained = false;

  constructor(writer: AnswerWriter) {
    this.#writer = writer;
    this.#toolCalls = new ToolCallAssembler(writer);
    this.#prose = new ProseNormalizer(writer);
  }

  /** Takes one entry of `choices`. */
  push(choice: Record<string, unknown>, events: ChatEvent[]): void {
    const { delta, message, text } = choice;
    if (isObject(message) && isSilent(delta)) this.#pushDelta(this.#unsaid(message), events);
    else if (isObject(delta)) this.#pushDelta(delta, events);
    else if (typeof text === "string") this.#prose.pushText(text, events);
    const logprobs = choice["logprobs"];
    if (isObject(logprobs)) this.#pushLogprobs(logprobs, events);
    const { error } = choice;
    if (!isBlank(error)) this.#writer.errorFrame({ error }, events);
    const reason = readFinishReason(choice);
    if (reason !== undefined) this.#finish(reason);
  }

  /** Takes sources. */
  pushCitations(value: unknown, events: ChatEvent[]): void {
    for (const citation of normalizeCitations(value)) this.#writer.citation(citation, events);
  }

  /**
   * Ends the choice.
   *
   * @param whole The writer that has the failures of the whole answer.
   * @param usage Of the whole answer, for its first choice.
   */
  end(
    { whole, usage }: { whole: AnswerWriter; usage: ChatUsage | undefined },
    events: ChatEvent[],
  ): void {
    this.#writer.inheritFailure(whole);
    this.#writer.usage(usage);
    this.#prose.end({ isCut: this.#writer.hasFailed && !this.isFinished }, events);
    this.#toolCalls.end(events);
    // An empty answer is reported for all choices together, not here.
    this.#writer.end("closed", events);
  }

  /** Whether the vendor has said why this choice ended: nothing else proves that it is whole. */
  get isFinished(): boolean {
    return this.#writer.isFinished;
  }

  /**
   * Takes a finish reason. A `stop` that follows a known one hides why the answer ended, so it does not count. After an
   * unknown word it does: some servers send one while the answer goes on.
   */
  #finish(rawReason: string): void {
    const reason = mapFinishReason(rawReason);
    if (reason === "stop" && this.#isExplained) return;
    this.#isExplained = reason !== "other";
    this.#writer.finish({ reason, rawReason });
  }

  /**
   * The part of a message that has not come before: Perplexity repeats the whole message with every delta,
   * MiniMax once at the end, and whole answers may have a message beside an empty delta.
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
    if (refusal !== undefined) this.#writer.refusal(refusal, events);
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

  // Gateways repeat one text under several names. Only the first name with a text is read.
  #pushReasoning(delta: Record<string, unknown>, events: ChatEvent[]): void {
    const details = delta["reasoning_details"] ?? delta["thinking_blocks"];
    let detailsText = "";
    if (details !== undefined) {
      for (const detail of Array.isArray(details) ? details : [details]) {
        detailsText += this.#prose.addDetail(detail);
      }
    }
    const text =
      reasoningText(delta["reasoning_content"]) ||
      reasoningText(delta["reasoning"]) ||
      reasoningText(delta["thinking"]) ||
      reasoningText(delta["reasoning_text"]) ||
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
    if (refusal !== undefined) this.#writer.refusal(refusal, events);
    if (part["image_url"] !== undefined || part["b64_json"] !== undefined) {
      this.#pushImages(part, events);
    }
    if (isObject(part["audio"])) this.#pushAudio(part["audio"], events);
    if (part["annotations"] !== undefined) this.pushCitations(part["annotations"], events);
  }

  #pushImages(value: unknown, events: ChatEvent[]): void {
    for (const image of normalizeImages(value))
      this.#writer.write({ type: "image", image }, events);
  }

  #pushAudio(audio: Record<string, unknown>, events: ChatEvent[]): void {
    const id = textOf(audio["id"]);
    const data = textOf(audio["data"]);
    const transcript = textOf(audio["transcript"]);
    this.#writer.audio({ id, data, transcript }, events);
  }

  #pushLogprobs(logprobs: Record<string, unknown>, events: ChatEvent[]): void {
    for (const entries of [logprobs["content"], logprobs["refusal"]]) {
      if (!isJSONArray(entries) || entries.length === 0) continue;
      this.#writer.write({ type: "logprobs", content: entries }, events);
    }
  }
}

/** Whether a delta is missing or empty, so that the message counts. */
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

/** Every member of a message that may hold reasoning. */
const NO_REASONING = {
  reasoning_content: undefined,
  reasoning: undefined,
  thinking: undefined,
  reasoning_text: undefined,
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
