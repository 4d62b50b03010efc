import type { ChatEvent, ResponseMetadataEvent } from "../../chat-event.ts";
import { CometAPIError } from "../../../errors/comet-api-error.ts";
import { normalizeErrorBody } from "../../../errors/normalize-error-body.ts";
import { isObject, numberOf, textOf } from "../../../json-access.ts";
import type { BodyEnd, ChatNormalizer, NormalizerContext } from "../chat-api.ts";
import { type AnswerFailure, ChoiceNormalizer } from "./choice-normalizer.ts";
import { mergeUsage, type UsageSoFar } from "./merge-usage.ts";
import { normalizeUsage } from "./normalize-usage.ts";

/**
 * Turns the chunks of one answer, or its whole body, into events.
 *
 * Never throws on what a vendor sends: unknown fields are left in the raw chunk, a chunk that cannot
 * be understood becomes an error event.
 */
export class ChunkNormalizer implements ChatNormalizer {
  readonly #options: NormalizerContext;
  /** `[DONE]` is the reader's: what follows a finish reason may still be the usage. */
  readonly isOver = false;
  readonly #choices: ChoiceNormalizer[] = [];
  #metadata: ResponseMetadataEvent | undefined;
  #usage: UsageSoFar;
  /** Counts in places of vendors' own, for answers that have none where they belong. */
  #otherUsage: UsageSoFar;
  #failure: AnswerFailure | undefined;

  constructor(options: NormalizerContext) {
    this.#options = options;
  }

  /** Takes one chunk and adds its events. */
  push(chunk: unknown, events: ChatEvent[]): void {
    if (this.#options.includeRaw) events.push({ type: "raw", value: chunk });
    if (!isObject(chunk)) {
      this.#pushOwnError(malformed(chunk), events);
      return;
    }
    this.#pushMetadata(chunk, events);
    const entries = entriesOf(chunk["choices"]);
    this.#pushUsage(chunk, entries);
    this.#pushChoices(entries, events);
    // Perplexity names its sources twice: as results with titles, and as bare addresses.
    if (chunk["search_results"] !== undefined) this.#pushCitations(chunk["search_results"], events);
    if (chunk["citations"] !== undefined) this.#pushCitations(chunk["citations"], events);
    if (isErrorChunk(chunk)) this.pushError(this.#options.toError(chunk), events);
  }

  /** Adds an error; from here on the answer is no success. */
  pushError(error: CometAPIError, events: ChatEvent[]): void {
    this.#failure = "error";
    events.push({ type: "error", error });
  }

  /** Adds the error for an answer that was cut off, unless an error has explained its end already. */
  interrupt(error: CometAPIError, events: ChatEvent[]): void {
    if (this.#failure !== undefined) return;
    this.#failure = "cut";
    events.push({ type: "error", error });
  }

  /** Whether the vendor has said of every choice that began why it ended. */
  get isFinished(): boolean {
    const { length } = this.#choices;
    return length > 0 && this.#choices.every((choice) => choice?.isFinished ?? true);
  }

  end(bodyEnd: BodyEnd, events: ChatEvent[]): void {
    const isDone = bodyEnd !== "closed";
    if (this.#choices.length === 0) {
      if (isDone && this.#failure === undefined) this.#pushOwnError(emptyAnswer(), events);
      this.#choice(0);
    }
    for (const choice of this.#choices) choice?.end(this.#failure, events);
    const usage = normalizeUsage(this.#usage ?? this.#otherUsage);
    if (usage !== undefined) events.push({ type: "usage", usage });
    for (const choice of this.#choices) choice?.finish(this.#failure, events);
  }

  #pushOwnError(error: CometAPIError, events: ChatEvent[]): void {
    this.pushError(this.#options.locate(error), events);
  }

  #pushMetadata(chunk: Record<string, unknown>, events: ChatEvent[]): void {
    const known = this.#metadata;
    const id = textOf(chunk["id"]);
    const model = textOf(chunk["model"]);
    // Routers begin with a placeholder: id and model are blank until somebody answers.
    const isNews =
      known === undefined ? (id ?? model) : model !== undefined && model !== known.model;
    if (isNews === undefined || isNews === false) return;
    this.#metadata = {
      type: "response-metadata",
      id: known?.id ?? id,
      model: model ?? known?.model,
      createdAtMs: toMilliseconds(numberOf(chunk["created"])) ?? known?.createdAtMs,
      systemFingerprint: textOf(chunk["system_fingerprint"]) ?? known?.systemFingerprint,
      serviceTier: textOf(chunk["service_tier"]) ?? known?.serviceTier,
    };
    events.push(this.#metadata);
  }

  #pushUsage(chunk: Record<string, unknown>, entries: readonly unknown[]): void {
    const { usage, x_groq: groq } = chunk;
    if (isObject(usage)) this.#usage = mergeUsage(this.#usage, usage);
    // Groq repeats it under its own name, and Moonshot puts it into the choice.
    if (isObject(groq)) this.#otherUsage = mergeUsage(this.#otherUsage, groq["usage"]);
    for (const entry of entries) {
      if (isObject(entry)) this.#otherUsage = mergeUsage(this.#otherUsage, entry["usage"]);
    }
  }

  #pushChoices(entries: readonly unknown[], events: ChatEvent[]): void {
    for (let position = 0; position < entries.length; position += 1) {
      const entry = entries[position];
      if (!isObject(entry)) continue;
      this.#choice(choiceIndexOf(entry, position)).push(entry, events);
    }
  }

  #pushCitations(value: unknown, events: ChatEvent[]): void {
    this.#choice(0).pushCitations(value, events);
  }

  #choice(index: number): ChoiceNormalizer {
    const known = this.#choices[index];
    if (known !== undefined) return known;
    const choice = new ChoiceNormalizer(index, this.#options.generateId);
    this.#choices[index] = choice;
    return choice;
  }
}

function entriesOf(choices: unknown): readonly unknown[] {
  if (choices === undefined || choices === null) return [];
  return Array.isArray(choices) ? choices : [choices];
}

/** More alternatives than any vendor offers; a larger index is nonsense and counts as position. */
const MOST_CHOICES = 128;

function choiceIndexOf(entry: Record<string, unknown>, position: number): number {
  const index = numberOf(entry["index"]);
  const isUsable =
    index !== undefined && Number.isInteger(index) && index >= 0 && index < MOST_CHOICES;
  return isUsable ? index : Math.min(position, MOST_CHOICES - 1);
}

function isErrorChunk(chunk: Record<string, unknown>): boolean {
  const { error } = chunk;
  if (error !== undefined && error !== null && error !== "" && error !== false) return true;
  return !("choices" in chunk) && normalizeErrorBody(chunk) !== undefined;
}

/** Some vendors count in milliseconds; in seconds this would be the year 5138. */
const FIRST_MILLISECONDS = 100_000_000_000;

function toMilliseconds(created: number | undefined): number | undefined {
  if (created === undefined) return undefined;
  return Math.round(created >= FIRST_MILLISECONDS ? created : created * 1000);
}

function emptyAnswer(): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: "CometAPI sent an answer without any choice in it.",
    isRetryable: true,
  });
}

function malformed(chunk: unknown): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: `CometAPI sent a chunk that is no object but ${chunk === null ? "null" : typeof chunk}.`,
    isRetryable: true,
  });
}
