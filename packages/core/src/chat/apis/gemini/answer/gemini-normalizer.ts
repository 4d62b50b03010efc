import type { CometAPIError } from "../../../../errors/comet-api-error.ts";
import { normalizeErrorBody } from "../../../../errors/normalize-error-body.ts";
import { isJSONArray, isJSONObject, numberOf, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import { malformedFrame, secondAnswer } from "../../answer/answer-errors.ts";
import { AnswerWriter } from "../../answer/answer-writer.ts";
import type { BodyEnd, ChatNormalizer, NormalizerContext } from "../../chat-api.ts";
import { type Continuity, IdWatcher } from "../../answer/id-watcher.ts";
import { CandidateNormalizer } from "./candidate-normalizer.ts";
import { readFinishReason } from "./map-finish-reason.ts";
import { normalizeUsage } from "./normalize-usage.ts";

/**
 * Turns the chunks of one streamed answer, or its whole body, into events. Both have the same form. Only a finish
 * reason shows that an answer is whole.
 */
export class GeminiNormalizer implements ChatNormalizer {
  readonly #context: NormalizerContext;
  readonly #answerTool: string | undefined;
  /** The writer of the first candidate. It also gets what concerns the whole answer. */
  readonly #writer: AnswerWriter;
  readonly #candidates: CandidateNormalizer[] = [];
  /** The candidates by the numbers that the server gives them. */
  readonly #byIndex = new Map<number, CandidateNormalizer>();
  readonly #ids = new IdWatcher();
  /** A chunk that waits: the next one shows whether it belongs to this answer or begins another. */
  #held: JSONObject | undefined;
  #isSuperseded = false;
  #hasMetadata = false;
  #model: JSONValue | undefined;
  #usage: JSONObject | undefined;

  /** @param answerTool The name of the tool by which the model answers, if it does. */
  constructor(context: NormalizerContext, answerTool: string | undefined) {
    this.#context = context;
    this.#answerTool = answerTool;
    this.#writer = new AnswerWriter("gemini", context);
    this.#add(this.#writer);
  }

  get isFinished(): boolean {
    return this.#candidates.every((candidate) => candidate.isFinished);
  }

  /** The API has no end mark. Only another answer in the same stream ends this one. */
  get isOver(): boolean {
    return this.#isSuperseded;
  }

  push(chunk: unknown, events: ChatEvent[]): void {
    if (this.#isSuperseded) return;
    this.#writer.raw(chunk, events);
    if (!isJSONObject(chunk)) {
      this.#writer.detectedError(malformedFrame(chunk), events);
      return;
    }
    switch (this.#compare(chunk)) {
      case "continues":
        this.#release(events);
        this.#take(chunk, events);
        return;
      case "unclear":
        this.#held = chunk;
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

  end(bodyEnd: BodyEnd, events: ChatEvent[]): void {
    this.#release(events);
    this.#writer.usage(normalizeUsage(this.#usage));
    for (const { writer } of this.#candidates) writer.inheritFailure(this.#writer);
    for (const candidate of this.#candidates) candidate.end(bodyEnd, events);
  }

  #compare(chunk: JSONObject): Continuity {
    const id = textOf(chunk["responseId"]);
    if (this.#ids.keepsUnclearId(id)) return "restarts";
    const position = { hasOutput: this.#writer.hasContent, isLast: isLast(chunk) };
    const continuity = this.#ids.compare(id, position);
    return continuity === "unclear" && position.isLast ? "continues" : continuity;
  }

  /** Reads the chunk that has waited. */
  #release(events: ChatEvent[]): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.#take(held, events);
  }

  /** Ends this answer, because another one has begun. */
  #supersede(events: ChatEvent[]): void {
    this.#held = undefined;
    this.#isSuperseded = true;
    if (!this.isFinished) this.interrupt(this.#context.locate(secondAnswer()), events);
  }

  #take(chunk: JSONObject, events: ChatEvent[]): void {
    const { promptFeedback, usageMetadata } = chunk;
    if (!this.#hasMetadata || chunk["modelVersion"] !== this.#model) {
      this.#pushMetadata(chunk, events);
    }
    if (isJSONObject(usageMetadata)) this.#pushUsage(usageMetadata);
    this.#pushCandidates(candidatesOf(chunk), events);
    if (isJSONObject(promptFeedback)) this.#candidates[0]?.pushFeedback(promptFeedback);
    if (isErrorChunk(chunk)) this.#writer.errorFrame(chunk, events);
  }

  #pushMetadata(chunk: JSONObject, events: ChatEvent[]): void {
    const { responseId, modelVersion, createTime, usageMetadata } = chunk;
    const id = textOf(responseId);
    const model = textOf(modelVersion);
    if (id === undefined && model === undefined) return;
    this.#hasMetadata = true;
    this.#model = modelVersion;
    const createdAtMs = Date.parse(textOf(createTime) ?? "");
    const known = {
      id,
      model,
      createdAtMs: Number.isNaN(createdAtMs) ? undefined : createdAtMs,
      serviceTier: isJSONObject(usageMetadata) ? textOf(usageMetadata["serviceTier"]) : undefined,
    };
    this.#writer.metadata(known, events);
  }

  // Counts are those of the whole answer so far. The usage of some chunks has no counts.
  #pushUsage(usage: JSONObject): void {
    const hasCounts =
      usage["totalTokenCount"] !== undefined || usage["promptTokenCount"] !== undefined;
    if (hasCounts || this.#usage === undefined) this.#usage = usage;
  }

  #pushCandidates(candidates: readonly JSONValue[], events: ChatEvent[]): void {
    for (let position = 0; position < candidates.length; position += 1) {
      const candidate = candidates[position];
      if (isJSONObject(candidate)) this.#candidate(candidate, position).push(candidate, events);
    }
  }

  // The first candidate that comes is choice 0, whatever index the server gives it.
  #candidate(candidate: JSONObject, position: number): CandidateNormalizer {
    const index = Math.min(numberOf(candidate["index"]) ?? position, MAX_CANDIDATES);
    const known = this.#byIndex.get(index);
    if (known !== undefined) return known;
    const first = this.#byIndex.size === 0 ? this.#candidates[0] : undefined;
    const choiceIndex = this.#candidates.length;
    const added = first ?? this.#add(new AnswerWriter("gemini", this.#context, choiceIndex));
    this.#byIndex.set(index, added);
    return added;
  }

  #add(writer: AnswerWriter): CandidateNormalizer {
    const { generateId, request } = this.#context;
    const context = { generateId, request, answerTool: this.#answerTool };
    const candidate = new CandidateNormalizer(writer, context);
    this.#candidates.push(candidate);
    return candidate;
  }
}

/** More than Google allows. All larger indexes count as this one, so that a wrong index cannot fill the memory. */
const MAX_CANDIDATES = 8;

/** Fields of an answer. A chunk without any of them may be an error. */
const ANSWER_FIELDS = ["candidates", "usageMetadata", "promptFeedback", "modelVersion"];

function isErrorChunk(chunk: JSONObject): boolean {
  const { error } = chunk;
  if (error !== undefined && error !== null && error !== "" && error !== false) return true;
  return (
    !ANSWER_FIELDS.some((name) => chunk[name] !== undefined) &&
    normalizeErrorBody(chunk) !== undefined
  );
}

/** Whether a chunk has a finish reason. */
function isLast(chunk: JSONObject): boolean {
  return candidatesOf(chunk).some(
    (entry) => isJSONObject(entry) && readFinishReason(entry) !== undefined,
  );
}

/** The candidates of a chunk. Gateways write the only one without a list. */
function candidatesOf({ candidates }: JSONObject): readonly JSONValue[] {
  if (isJSONArray(candidates)) return candidates;
  return isJSONObject(candidates) ? [candidates] : [];
}
