import type { ChatEvent } from "../../../chat-event.ts";
import { CometAPIError } from "../../../../errors/comet-api-error.ts";
import { normalizeErrorBody } from "../../../../errors/normalize-error-body.ts";
import { isObject, numberOf, textOf } from "../../../../json-access.ts";
import { malformedFrame, secondAnswer } from "../../answer/answer-errors.ts";
import { AnswerWriter } from "../../answer/answer-writer.ts";
import type { BodyEnd, ChatNormalizer, NormalizerContext } from "../../chat-api.ts";
import { ChoiceNormalizer } from "./choice-normalizer.ts";
import { mergeUsage, type UsageSoFar } from "./merge-usage.ts";
import { normalizeOpenAIUsage } from "../../answer/normalize-openai-usage.ts";
import { type ChoiceEntry, readChoiceEntries } from "./read-choice-entries.ts";
import { RestartDetector } from "./restart-detector.ts";

/** A chunk with its choices read. */
interface ReadChunk {
  chunk: Record<string, unknown>;
  entries: readonly ChoiceEntry[];
}

/**
 * Turns the chunks of one answer, or its whole body, into events.
 *
 * Never throws on what a vendor sends: unknown fields stay in the raw chunk, and a chunk that cannot be
 * understood becomes an error event.
 */
export class ChatCompletionsNormalizer implements ChatNormalizer {
  readonly #context: NormalizerContext;
  /** The writer of the choice 0. It also gets what concerns the whole answer. */
  readonly #writer: AnswerWriter;
  /** By their index, with holes. */
  readonly #choices: ChoiceNormalizer[] = [];
  /** As the last chunk named it. */
  #model: unknown;
  #usage: UsageSoFar;
  /** Token counts from places that only some vendors use. They count if the usual place has none. */
  #otherUsage: UsageSoFar;
  readonly #restarts = new RestartDetector();
  /** A chunk that is held until the next one shows whether it belongs to this answer. */
  #held: ReadChunk | undefined;
  #isSuperseded = false;

  constructor(context: NormalizerContext) {
    this.#context = context;
    this.#writer = new AnswerWriter("chat", context);
  }

  /** Takes one chunk and adds its events. */
  push(chunk: unknown, events: ChatEvent[]): void {
    this.#writer.raw(chunk, events);
    if (!isObject(chunk)) {
      this.#writer.detectedError(malformedFrame(chunk), events);
      return;
    }
    const entries = readChoiceEntries(chunk["choices"]);
    switch (this.#restarts.observe(chunk["id"], entries)) {
      case "continues":
        this.#release(events);
        this.#take({ chunk, entries }, events);
        return;
      case "unclear":
        this.#held = { chunk, entries };
        return;
      case "restarts":
        this.#supersede(events);
    }
  }

  pushError(error: CometAPIError, events: ChatEvent[]): void {
    this.#writer.error(error, events);
  }

  interrupt(error: CometAPIError, events: ChatEvent[]): void {
    this.#writer.interrupt(error, events);
  }

  /** Whether the vendor has sent a finish reason for every choice that began. */
  get isFinished(): boolean {
    const { length } = this.#choices;
    return length > 0 && this.#choices.every((choice) => choice.isFinished);
  }

  /** True only after a second answer has begun. After a finish reason the usage may follow; the reader handles `[DONE]`. */
  get isOver(): boolean {
    return this.#isSuperseded;
  }

  end(bodyEnd: BodyEnd, events: ChatEvent[]): void {
    if (this.#choices.length === 0) {
      const isEmpty = bodyEnd !== "closed" && !this.#writer.hasFailed;
      if (isEmpty) this.#writer.detectedError(emptyAnswer(), events);
      this.#choice(0);
    }
    const usage = normalizeOpenAIUsage(this.#usage ?? this.#otherUsage);
    Object.values(this.#choices).forEach((choice, position) => {
      choice.end({ whole: this.#writer, usage: position === 0 ? usage : undefined }, events);
    });
  }

  #take({ chunk, entries }: ReadChunk, events: ChatEvent[]): void {
    // Chunks repeat the metadata, so they are read once, and again when the model changes.
    const isNews = !this.#writer.hasMetadata || chunk["model"] !== this.#model;
    if (isNews) this.#pushMetadata(chunk, events);
    this.#pushUsage(chunk, entries);
    for (const { index, choice } of entries) this.#choice(index).push(choice, events);
    // Perplexity names its sources twice: as results with titles, and as bare addresses.
    if (chunk["search_results"] !== undefined) this.#pushCitations(chunk["search_results"], events);
    if (chunk["citations"] !== undefined) this.#pushCitations(chunk["citations"], events);
    if (isErrorChunk(chunk, entries.length > 0)) this.#writer.errorFrame(chunk, events);
  }

  /** Takes the held chunk, because it belongs to this answer. */
  #release(events: ChatEvent[]): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.#take(held, events);
  }

  /** Another answer has begun in the same stream, so no more of this answer will come. */
  #supersede(events: ChatEvent[]): void {
    this.#held = undefined;
    this.#isSuperseded = true;
    if (!this.isFinished) this.interrupt(this.#context.locate(secondAnswer()), events);
  }

  #pushMetadata(chunk: Record<string, unknown>, events: ChatEvent[]): void {
    this.#model = chunk["model"];
    // Routers begin with a placeholder: id and model are blank until a model answers.
    const known = {
      id: textOf(chunk["id"]),
      model: textOf(this.#model),
      createdAtMs: toMilliseconds(numberOf(chunk["created"])),
      systemFingerprint: textOf(chunk["system_fingerprint"]),
      serviceTier: textOf(chunk["service_tier"]),
    };
    this.#writer.metadata(known, events);
  }

  #pushUsage(chunk: Record<string, unknown>, entries: readonly ChoiceEntry[]): void {
    const { usage, x_groq: groq } = chunk;
    if (isObject(usage)) this.#usage = mergeUsage(this.#usage, usage);
    // Groq repeats it under its own name, and Moonshot puts it into the choice.
    if (isObject(groq)) this.#otherUsage = mergeUsage(this.#otherUsage, groq["usage"]);
    for (const { choice } of entries) {
      this.#otherUsage = mergeUsage(this.#otherUsage, choice["usage"]);
    }
  }

  #pushCitations(value: unknown, events: ChatEvent[]): void {
    this.#choice(0).pushCitations(value, events);
  }

  #choice(index: number): ChoiceNormalizer {
    const known = this.#choices[index];
    if (known !== undefined) return known;
    const writer = index === 0 ? this.#writer : new AnswerWriter("chat", this.#context, index);
    return (this.#choices[index] = new ChoiceNormalizer(writer));
  }
}

/** Whether a chunk is an error. Most chunks are not, so the check is short for them. */
function isErrorChunk(chunk: Record<string, unknown>, hasChoices: boolean): boolean {
  const mayBeError = !hasChoices || "error" in chunk || "base_resp" in chunk;
  return mayBeError && normalizeErrorBody(chunk) !== undefined;
}

/** Times from here on are in milliseconds, as some vendors send them. In seconds this would be the year 5138. */
const FIRST_MILLISECONDS = 100_000_000_000;

function toMilliseconds(created: number | undefined): number | undefined {
  if (created === undefined) return undefined;
  return Math.round(created >= FIRST_MILLISECONDS ? created : created * 1000);
}

function emptyAnswer(): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: "CometAPI sent an answer without any choice in it.",
  });
}
