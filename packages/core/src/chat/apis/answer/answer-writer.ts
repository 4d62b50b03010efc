import type { CometAPIError } from "../../../errors/comet-api-error.ts";
import { objectOf, textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { ChatApiName } from "../../chat-api-name.ts";
import type {
  AudioEvent,
  ChatEvent,
  FinishReason,
  ResponseMetadataEvent,
} from "../../chat-event.ts";
import type { ChatRequest } from "../../chat-request.ts";
import type { ChatUsage } from "../../chat-usage.ts";
import type { Echo } from "../../echo.ts";
import type { BodyEnd, NormalizerContext } from "../chat-api.ts";
import { type AnswerEnd, findCompleteCalls } from "./answer-end.ts";
import { emptyAnswer } from "./answer-errors.ts";
import { AudioWriter } from "./audio-writer.ts";
import { CallWriter, type CompleteCalls } from "./call-writer.ts";
import { type Citation, CitationFilter } from "./citation-filter.ts";

/** Events about which `ChatEvent` promises more than their form. Each has a method of its own. */
type GuardedType =
  | `${"text" | "reasoning"}-${"delta" | "end"}`
  | "refusal-delta"
  | `tool-call-${"start" | "delta" | "end"}`
  | "audio"
  | "citation"
  | "finish";

/** Any other event of a choice, without its `choiceIndex`. */
type PlainEvent = WithoutIndex<
  Exclude<Extract<ChatEvent, { choiceIndex: number }>, { type: GuardedType }>
>;

type WithoutIndex<Event> = Event extends unknown ? Omit<Event, "choiceIndex"> : never;

/**
 * Writes the events of one choice of an answer, and keeps what `ChatEvent` promises: calls end with the answer
 * and are complete only in a whole answer, usage and finish come once and last, and an answer with an error is
 * not a success. If an API gives several choices, each has its own writer; the first one gets what concerns the
 * whole answer.
 *
 * The normalizers of all four APIs report here what they have read.
 */
export class AnswerWriter {
  readonly #api: ChatApiName;
  readonly #context: NormalizerContext;
  readonly #choiceIndex: number;
  /** Writes the tool calls. */
  readonly calls: CallWriter;
  /** Made with the first fragment, because few answers have audio. */
  #audio: AudioWriter | undefined;
  readonly #citations = new CitationFilter();
  #metadata: ResponseMetadataEvent | undefined;
  #end: AnswerEnd | undefined;
  #usage: ChatUsage | undefined;
  #hasError = false;
  /** Whether the connection was lost. */
  #wasInterrupted = false;
  #hasContent = false;

  constructor(api: ChatApiName, context: NormalizerContext, choiceIndex = 0) {
    this.#api = api;
    this.#context = context;
    this.#choiceIndex = choiceIndex;
    this.calls = new CallWriter({ api, choiceIndex, generateId: context.generateId });
  }

  /** Whether the API has said how the answer ended. */
  get isFinished(): boolean {
    return this.#end !== undefined;
  }

  /** Whether anything but metadata has been written. */
  get hasContent(): boolean {
    return this.#hasContent || this.calls.hasCalls;
  }

  get hasMetadata(): boolean {
    return this.#metadata !== undefined;
  }

  get hasError(): boolean {
    return this.#hasError;
  }

  /** Whether an error or a cut is known to have ended the answer early. */
  get hasFailed(): boolean {
    return this.#hasError || this.#wasInterrupted;
  }

  /** The frame as it came, where the caller wants to see it. */
  raw(value: unknown, events: ChatEvent[]): void {
    if (this.#context.includeRaw) events.push({ type: "raw", value });
  }

  /**
   * The metadata of the answer. Written as soon as an id or a model is known, and again if the model or the service
   * tier turns out to differ.
   */
  metadata(known: Partial<Omit<ResponseMetadataEvent, "type">>, events: ChatEvent[]): void {
    const before = this.#metadata;
    const { id, model, serviceTier } = known;
    const isNews =
      before === undefined
        ? (id ?? model) !== undefined
        : (model ?? before.model) !== before.model ||
          (serviceTier ?? before.serviceTier) !== before.serviceTier;
    if (!isNews) return;
    this.#metadata = {
      type: "response-metadata",
      id: before?.id ?? id,
      model: model ?? before?.model,
      createdAtMs: before?.createdAtMs ?? known.createdAtMs,
      systemFingerprint: before?.systemFingerprint ?? known.systemFingerprint,
      serviceTier: serviceTier ?? before?.serviceTier,
    };
    events.push(this.#metadata);
  }

  text(text: string, events: ChatEvent[]): void {
    if (text === "") return;
    this.#hasContent = true;
    events.push({ type: "text-delta", choiceIndex: this.#choiceIndex, text });
  }

  /** Ends a block of text. @param data What goes back with it. */
  endText(data: JSONObject | undefined, events: ChatEvent[]): void {
    events.push({ type: "text-end", choiceIndex: this.#choiceIndex, echo: this.#echo(data) });
  }

  reasoning(text: string, events: ChatEvent[]): void {
    if (text === "") return;
    this.#hasContent = true;
    events.push({ type: "reasoning-delta", choiceIndex: this.#choiceIndex, text });
  }

  /** Ends a block of reasoning, also one without readable text. @param data What goes back with it. */
  endReasoning(data: JSONObject | undefined, events: ChatEvent[]): void {
    this.#hasContent = true;
    events.push({ type: "reasoning-end", choiceIndex: this.#choiceIndex, echo: this.#echo(data) });
  }

  refusal(text: string, events: ChatEvent[]): void {
    if (text === "") return;
    this.#hasContent = true;
    events.push({ type: "refusal-delta", choiceIndex: this.#choiceIndex, text });
  }

  /** Writes a part of the answer as it is. */
  write(part: PlainEvent, events: ChatEvent[]): void {
    this.#hasContent = true;
    events.push({ ...part, choiceIndex: this.#choiceIndex });
  }

  /** A fragment of a clip. */
  audio(fragment: Omit<AudioEvent, "type" | "choiceIndex">, events: ChatEvent[]): void {
    this.#hasContent = true;
    this.#audio ??= new AudioWriter(this.#choiceIndex, readAudioFormat(this.#context.request));
    this.#audio.write(fragment, events);
  }

  /** A source. With a range it is left out if its address came with the same range before; without one, if it came at all. */
  citation(citation: Citation, events: ChatEvent[]): void {
    if (!this.#citations.isNew(citation)) return;
    events.push({ type: "citation", choiceIndex: this.#choiceIndex, ...citation });
  }

  /** The answer's token counts. Later ones replace earlier ones. */
  usage(usage: ChatUsage | undefined): void {
    this.#usage = usage ?? this.#usage;
  }

  /** Takes how the answer ended, as the API reported it. */
  finish(end: AnswerEnd): void {
    this.#end = end;
  }

  error(error: CometAPIError, events: ChatEvent[]): void {
    this.#hasError = true;
    events.push({ type: "error", error });
  }

  /** Takes over the failure of the first choice, because it concerns the whole answer. */
  inheritFailure(first: AnswerWriter): void {
    this.#hasError ||= first.#hasError;
    this.#wasInterrupted ||= first.#wasInterrupted;
  }

  /** An error that the normalizer has detected. The origin of the answer is added to it. */
  detectedError(error: CometAPIError, events: ChatEvent[]): void {
    this.error(this.#context.locate(error), events);
  }

  /** The error of a frame that holds one. */
  errorFrame(frame: unknown, events: ChatEvent[]): void {
    this.error(this.#context.toError(frame), events);
  }

  /** The error of an answer that was cut off, unless another error has already explained its end. */
  interrupt(error: CometAPIError, events: ChatEvent[]): void {
    if (this.hasFailed) return;
    this.#wasInterrupted = true;
    events.push({ type: "error", error });
  }

  /** Ends the calls, then writes the usage and finish events. Nothing may be written after it. */
  end(bodyEnd: BodyEnd, events: ChatEvent[]): void {
    // What a closed connection leaves unsaid, its reader reports.
    if (!this.hasContent && !this.isFinished && !this.#hasError && bodyEnd !== "closed") {
      this.detectedError(emptyAnswer(), events);
    }
    const complete = findCompleteCalls({
      end: this.#end,
      hasError: this.#hasError,
      wasInterrupted: this.#wasInterrupted,
    });
    this.#audio?.end(events);
    this.calls.end(complete, events);
    if (this.#usage !== undefined) events.push({ type: "usage", usage: this.#usage });
    const reason = this.#finishReason(complete);
    const { rawReason, details } = this.#end ?? {};
    events.push({ type: "finish", choiceIndex: this.#choiceIndex, reason, rawReason, details });
  }

  #finishReason(complete: CompleteCalls): FinishReason {
    if (this.#hasError) return "error";
    if (this.#end === undefined) return "interrupted";
    const { reason } = this.#end;
    if (!this.calls.hasCalls || (reason !== "stop" && reason !== "tool-calls")) return reason;
    // If no call can be run, the answer is not whole: an agent loop has nothing to go on with.
    return this.calls.canRun(complete) ? "tool-calls" : "interrupted";
  }

  #echo(data: JSONObject | undefined): Echo | undefined {
    return data === undefined ? undefined : { api: this.#api, data };
  }
}

/** The format of spoken answers that a request asks for. */
function readAudioFormat({ audio, extraBody }: ChatRequest): string | undefined {
  return audio?.format ?? textOf(objectOf(extraBody?.["audio"])["format"]);
}
