import { CometAPIError } from "../../../errors/comet-api-error.ts";
import { isJSONObject, isObject, numberOf, textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { ChatEvent } from "../../chat-event.ts";
import { malformedFrame, secondAnswer } from "../answer-errors.ts";
import { AnswerWriter } from "../answer-writer.ts";
import type { BodyEnd, ChatNormalizer, NormalizerContext } from "../chat-api.ts";
import { normalizeOpenAIUsage } from "../normalize-openai-usage.ts";
import { CLOSING_EVENTS, guessEventType, PIECE_EVENTS, REPEATING_EVENTS } from "./event-types.ts";
import { mapFinishReason } from "./map-finish-reason.ts";
import { OutputReader } from "./output-reader.ts";
import { ToolNames } from "./tool-names.ts";

/**
 * Turns the events of a response, or the whole response as one, into `ChatEvent`s.
 *
 * The last event of a stream repeats the whole answer. What came before is written as it comes, and
 * what is only in the last one is written then.
 */
export class ResponseNormalizer implements ChatNormalizer {
  isOver = false;
  readonly #context: NormalizerContext;
  readonly #writer: AnswerWriter;
  #output: OutputReader;
  /** What could not be read, and cost nothing as long as the last event makes up for it. */
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
    const itemType = PIECE_EVENTS.get(type);
    if (itemType !== undefined) {
      this.#output.push(type, itemType, frame, events);
      return;
    }
    const repeatedType = REPEATING_EVENTS.get(type);
    if (repeatedType !== undefined) {
      this.#output.repeat(type, repeatedType, frame, events);
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
    // What could not be read explains more than that the rest is missing.
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
    return new OutputReader(this.#writer, new ToolNames(this.#context.request.tools));
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
    const id = textOf(response["id"]);
    const model = textOf(response["model"]);
    if (id === undefined && model === undefined) return;
    const createdAt = numberOf(response["created_at"]);
    this.#writer.metadata(
      {
        id,
        model,
        createdAtMs: createdAt === undefined ? undefined : Math.round(createdAt * 1000),
        serviceTier: textOf(response["service_tier"]),
      },
      events,
    );
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
    this.#finish(whole, status ?? textOf(whole["status"]), events);
    // The whole answer has come after all.
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

/** What a response says of itself that has no event of its own. */
const DETAILS = ["incomplete_details", "reasoning", "prompt_cache_diagnostics", "conversation"];

function readDetails(response: JSONObject): JSONObject | undefined {
  const known = DETAILS.flatMap((name) => {
    const value = response[name];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** The server speaks another API. */
export function otherAPI(): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: 'The server answered in the form of Chat Completions. Use `api: "chat"` with it.',
  });
}

/** An answer that failed without a reason. */
export function unexplained(status: string): CometAPIError {
  return new CometAPIError({
    code: "server",
    message: `The answer ended with the status "${status}" and no reason.`,
    isRetryable: true,
  });
}
