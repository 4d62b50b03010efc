import { CometAPIError } from "../../../../errors/comet-api-error.ts";
import { isJSONObject, isObject, numberOf, textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import { malformedFrame, secondAnswer } from "../../answer/answer-errors.ts";
import { AnswerWriter } from "../../answer/answer-writer.ts";
import type { BodyEnd, ChatNormalizer, NormalizerContext } from "../../chat-api.ts";
import { normalizeOpenAIUsage } from "../../answer/normalize-openai-usage.ts";
import { CLOSING_EVENTS, guessEventType, ITEM_EVENTS } from "./event-types.ts";
import { chooseStatus, mapFinishReason } from "./map-finish-reason.ts";
import { OutputReader } from "./output-reader.ts";

/**
 * Turns the events of a streamed response, or a whole response, into `ChatEvent`s.
 *
 * The last event of a stream repeats the whole answer. What is only in this event is written then.
 */
export class ResponsesNormalizer implements ChatNormalizer {
  isOver = false;
  readonly #context: NormalizerContext;
  readonly #writer: AnswerWriter;
  #output: OutputReader;
  /** The error of a frame that could not be read. It is dropped if the last event repeats the whole answer. */
  #unreadable: CometAPIError | undefined;

  constructor(context: NormalizerContext) {
    this.#context = context;
    this.#writer = new AnswerWriter("responses", context);
    this.#output = this.#createOutput();
  }

  get isFinished(): boolean {
    return this.#writer.isFinished;
  }

  push(frame: unknown, events: ChatEvent[]): void {
    this.#writer.raw(frame, events);
    if (this.isOver) return;
    if (!isJSONObject(frame)) {
      this.#unreadable ??= this.#context.locate(malformedFrame(frame));
      return;
    }
    this.#take(textOf(frame["type"]), frame, events);
  }

  #take(type: string | undefined, frame: JSONObject, events: ChatEvent[]): void {
    if (type === undefined) {
      this.#takeUntyped(frame, events);
      return;
    }
    const itemEvent = ITEM_EVENTS.get(type);
    if (itemEvent !== undefined) {
      this.#output.push(itemEvent, frame, events);
      return;
    }
    if (CLOSING_EVENTS.has(type)) {
      this.#close(frame["response"], CLOSING_EVENTS.get(type), events);
      return;
    }
    switch (type) {
      case "response.created":
        this.#begin(frame["response"], events);
        return;
      case "response.output_item.added":
        this.#output.add(frame, events);
        return;
      case "response.output_item.done":
        this.#output.finish(frame, events);
        return;
      case "response.audio.delta":
        this.#pushAudio({ data: textOf(frame["delta"]) }, events);
        return;
      case "response.audio.transcript.delta":
        this.#pushAudio({ transcript: textOf(frame["delta"]) }, events);
        return;
      case "error":
      case "response.error":
        this.#writer.errorFrame(frame, events);
        return;
      case "ping":
      case "keepalive":
        events.push({ type: "ping" });
    }
  }

  pushError(error: CometAPIError): void {
    this.#unreadable ??= error;
  }

  interrupt(error: CometAPIError, events: ChatEvent[]): void {
    // The frame that could not be read is the better explanation.
    if (this.#unreadable === undefined) this.#writer.interrupt(error, events);
  }

  end(bodyEnd: BodyEnd, events: ChatEvent[]): void {
    if (!this.isOver) this.#output.finishAll(undefined, events);
    if (this.#unreadable !== undefined && !this.#writer.hasError) {
      this.#writer.error(this.#unreadable, events);
    }
    this.#writer.end(bodyEnd, events);
  }

  #takeUntyped(frame: JSONObject, events: ChatEvent[]): void {
    const type = guessEventType(frame);
    if (type !== undefined) {
      this.#take(type, frame, events);
    } else if (frame["object"] === "response" || Array.isArray(frame["output"])) {
      this.#close(frame, undefined, events);
    } else if ((frame["error"] ?? null) !== null || textOf(frame["message"]) !== undefined) {
      this.#writer.errorFrame(frame, events);
    } else if (Array.isArray(frame["choices"])) {
      this.isOver = true;
      this.#writer.detectedError(otherAPI(), events);
    }
  }

  #createOutput(): OutputReader {
    return new OutputReader(this.#writer, this.#context.request);
  }

  #begin(response: unknown, events: ChatEvent[]): void {
    if (!isObject(response)) return;
    if (this.#writer.hasContent) {
      this.isOver = true;
      this.#output.finishAll(undefined, events);
      this.#writer.interrupt(this.#context.locate(secondAnswer()), events);
      return;
    }
    this.#output = this.#createOutput();
    this.#pushMetadata(response, events);
  }

  #pushMetadata(response: Readonly<Record<string, unknown>>, events: ChatEvent[]): void {
    const createdAt = numberOf(response["created_at"]);
    const known = {
      id: textOf(response["id"]),
      model: textOf(response["model"]),
      createdAtMs: createdAt === undefined ? undefined : Math.round(createdAt * 1000),
      serviceTier: textOf(response["service_tier"]),
    };
    this.#writer.metadata(known, events);
  }

  /** The last event of a stream, or the whole answer. */
  #close(response: unknown, status: string | undefined, events: ChatEvent[]): void {
    this.isOver = true;
    const whole = isJSONObject(response) ? response : {};
    this.#pushMetadata(whole, events);
    const { output, output_text: text } = whole;
    const isEmpty = !Array.isArray(output) || output.length === 0;
    const hasOnlyText = isEmpty && !this.#writer.hasContent && textOf(text) !== undefined;
    const items = hasOnlyText ? [{ type: "message", content: text ?? "" }] : output;
    this.#output.finishAll(items, events);
    this.#writer.usage(normalizeOpenAIUsage(whole["usage"]));
    this.#finish(whole, chooseStatus(status, textOf(whole["status"])), events);
    // The last event has repeated the whole answer, so the unreadable frame does not matter.
    if (this.isFinished && !isEmpty && !this.#output.isGarbled) this.#unreadable = undefined;
  }

  #finish(response: JSONObject, status: string | undefined, events: ChatEvent[]): void {
    const { error } = response;
    if (!this.#writer.hasError) {
      if (isObject(error)) this.#writer.errorFrame({ error }, events);
      else if (status === "failed" || status === "cancelled") {
        this.#writer.detectedError(unexplained(status), events);
      }
    }
    const end = mapFinishReason(status, response["incomplete_details"]);
    if (end !== undefined) this.#writer.finish({ ...end, details: readDetails(response) });
  }

  #pushAudio(
    { data, transcript }: { data?: string | undefined; transcript?: string | undefined },
    events: ChatEvent[],
  ): void {
    this.#writer.audio({ id: undefined, data, transcript }, events);
  }
}

/** Fields of a response that become `details` of the finish event. */
const DETAILS = ["incomplete_details", "reasoning", "prompt_cache_diagnostics", "conversation"];

function readDetails(response: JSONObject): JSONObject | undefined {
  const known = DETAILS.flatMap((name) => {
    const value = response[name];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** The error of an answer in the form of Chat Completions. */
function otherAPI(): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: 'The server answered in the form of Chat Completions. Use `api: "chat"` with it.',
  });
}

/** The error of an answer that failed without a reason. */
function unexplained(status: string): CometAPIError {
  return new CometAPIError({
    code: "server",
    message: `The answer ended with the status "${status}" and no reason.`,
    isRetryable: true,
  });
}
