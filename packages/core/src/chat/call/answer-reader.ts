import { CometAPIError } from "../../errors/comet-api-error.ts";
import { parseJSON } from "../../json-access.ts";
import { LIMITS } from "../../transport/limits.ts";
import { type Frame, parseFrame } from "../../transport/parse-frame.ts";
import type { ReadTimeLimit, ResponseBody } from "../../transport/response-body.ts";
import { type ServerSentEvent, SSEParser } from "../../transport/sse-parser.ts";
import type { TransportResponse } from "../../transport/transport-request.ts";
import type { ChatNormalizer } from "../apis/chat-api.ts";
import type { ChatEvent } from "../chat-event.ts";

/** How long to wait after a read without a whole chunk of the answer: a comment, blanks or a part of a chunk. */
export const KEEP_ALIVE: ReadTimeLimit = {
  limitMs: LIMITS.keepAliveMs,
  message: `CometAPI kept the connection alive for ${LIMITS.keepAliveMs} ms without going on with its answer.`,
};

/** How long to wait after the finish reason, for the usage and the end mark. Then the answer counts as whole. */
const AFTER_FINISH: ReadTimeLimit = {
  limitMs: LIMITS.afterFinishMs,
  message: `CometAPI did not end its answer within ${LIMITS.afterFinishMs} ms of the finish reason.`,
};

/** How long to wait after the end mark, for the connection to become free for the next request. */
const AFTER_END_MARK: ReadTimeLimit = {
  limitMs: LIMITS.afterEndMarkMs,
  message: `CometAPI did not close its answer within ${LIMITS.afterEndMarkMs} ms of the end mark.`,
};

/** Reads a streamed answer: one array of events per network read, until it has ended. */
export class AnswerReader implements AsyncIterableIterator<ChatEvent[], undefined> {
  readonly #body: ResponseBody;
  readonly #normalizer: ChatNormalizer;
  readonly #locate: (error: CometAPIError) => CometAPIError;
  readonly #parser = new SSEParser();
  /** The batches of {@link readAhead} that nobody has asked for yet. */
  readonly #ahead: ChatEvent[][] = [];
  #waitLimit: ReadTimeLimit | undefined;
  /** Whether output has followed a finish reason: some servers put one into every chunk. */
  #goesOnAfterFinish = false;
  /** Whether `[DONE]` has come. */
  #isMarked = false;
  /** Whether nothing more is read. */
  #isEnded = false;

  constructor(
    { body, locate }: Pick<TransportResponse, "body" | "locate">,
    normalizer: ChatNormalizer,
  ) {
    this.#body = body;
    this.#locate = locate;
    this.#normalizer = normalizer;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /**
   * Reads until the first output. What was read is kept for {@link next}.
   *
   * @throws {@link CometAPIError} when an error comes before any output.
   */
  async readAhead(): Promise<void> {
    for (;;) {
      const { done, value } = await this.#read();
      if (done) return;
      this.#ahead.push(value);
      const outcome = value.find(isOutcome);
      if (outcome?.type === "error") {
        await this.return();
        throw outcome.error;
      }
      if (outcome !== undefined) return;
    }
  }

  /** The events of the next network read that holds any. Throws only the caller's abort reason. */
  next(): Promise<IteratorResult<ChatEvent[], undefined>> {
    const value = this.#ahead.shift();
    return value === undefined ? this.#read() : Promise.resolve({ done: false, value });
  }

  /** Stops reading the answer and closes the connection. */
  async return(): Promise<IteratorResult<ChatEvent[], undefined>> {
    this.#ahead.length = 0;
    this.#isEnded = true;
    this.#body.close();
    return { done: true, value: undefined };
  }

  async #read(): Promise<IteratorResult<ChatEvent[], undefined>> {
    while (!this.#isEnded) {
      const events: ChatEvent[] = [];
      let sseEvents: ServerSentEvent[] | undefined;
      try {
        const bytes = await this.#body.read();
        if (bytes !== undefined) sseEvents = this.#parser.push(bytes);
      } catch (error) {
        this.#fail(error, events);
        return { done: false, value: events };
      }
      if (sseEvents === undefined) this.#takeEnd(events);
      else this.#take(sseEvents, events);
      if (events.length > 0) return { done: false, value: events };
    }
    return { done: true, value: undefined };
  }

  /** Whether an end mark has come: `[DONE]`, or the API's own. */
  get #isOver(): boolean {
    return this.#isMarked || this.#normalizer.isOver;
  }

  /** Takes what one network read has completed. */
  #take(sseEvents: readonly ServerSentEvent[], events: ChatEvent[]): void {
    let hasChunk = false;
    const wasFinished = this.#normalizer.isFinished;
    for (const event of sseEvents) {
      for (const frame of parseFrame(event)) {
        hasChunk ||= frame.type === "chunk";
        this.#takeFrame(frame, events);
      }
    }
    this.#goesOnAfterFinish ||= wasFinished && events.some(isOutcome);
    this.#limitWait(hasChunk);
    if (!this.#isOver) return;
    this.#end(events);
    void this.#drain();
  }

  /** The body has ended. */
  #takeEnd(events: ChatEvent[]): void {
    this.#takeRest(events);
    if (!this.#isOver && !this.#normalizer.isFinished) {
      const cause = "the server closed it with neither a finish reason nor an end mark";
      this.#normalizer.interrupt(this.#body.interrupted(cause), events);
    }
    this.#end(events);
  }

  /** Takes what is left without a closing blank line: a last event, or the part of it before the body was cut. */
  #takeRest(events: ChatEvent[]): void {
    const sseEvents = this.#parser.end();
    const last = sseEvents.at(-1);
    // An error that was cut in half would be read as an error of another kind.
    if (last?.type === "message" && last.event === "error" && isHalf(last.data)) sseEvents.pop();
    const frames = sseEvents.flatMap(parseFrame);
    const lastFrame = frames.at(-1);
    if (lastFrame?.type === "malformed" && isHalf(lastFrame.text)) frames.pop();
    for (const frame of frames) this.#takeFrame(frame, events);
  }

  #takeFrame(frame: Frame, events: ChatEvent[]): void {
    // What follows the end does not belong to this answer, even if it came in the same read.
    if (this.#isOver) return;
    switch (frame.type) {
      case "chunk":
        this.#normalizer.push(frame.value, events);
        return;
      case "done":
        this.#isMarked = true;
        return;
      case "ping":
        events.push({ type: "ping" });
        return;
      case "malformed":
        this.#normalizer.pushError(this.#locate(malformedFrame(frame.text)), events);
    }
  }

  /** Sets how long the next reads may wait, where the latest read changes that. */
  #limitWait(hasChunk: boolean): void {
    let limit = hasChunk ? undefined : KEEP_ALIVE;
    if (this.#normalizer.isFinished && !this.#goesOnAfterFinish) limit = AFTER_FINISH;
    if (this.#isOver) limit = AFTER_END_MARK;
    if (limit === this.#waitLimit) return;
    this.#waitLimit = limit;
    this.#body.limitReadTime(limit);
  }

  // When the connection is lost after the finish reason, the answer is already whole.
  #fail(error: unknown, events: ChatEvent[]): void {
    if (this.#body.isAborted) {
      this.#isEnded = true;
      throw error;
    }
    this.#takeRest(events);
    if (!this.#isMarked && !this.#normalizer.isFinished) {
      const known = CometAPIError.isInstance(error)
        ? this.#locate(error)
        : this.#body.interrupted(error);
      this.#normalizer.interrupt(known, events);
    }
    this.#end(events);
  }

  #end(events: ChatEvent[]): void {
    this.#isEnded = true;
    if (!this.#isOver) this.#body.close();
    this.#normalizer.end(this.#isMarked ? "marked" : "closed", events);
  }

  // Cancelling here would close a connection that is about to become free for the next request.
  async #drain(): Promise<void> {
    try {
      while ((await this.#body.read()) !== undefined);
    } catch {
      // The answer is whole, however its connection ends.
    }
  }
}

/** Whether an event shows how an attempt went: output has begun, or an error has come. */
export function isOutcome({ type }: ChatEvent): boolean {
  return type !== "response-metadata" && type !== "ping" && type !== "raw";
}

/** Whether the last text is incomplete: JSON, an end mark or a character that was cut. */
function isHalf(text: string): boolean {
  return /^(?:[{["]|\uFFFD*$)/.test(text) && parseJSON(text) === undefined;
}

function malformedFrame(text: string): CometAPIError {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return new CometAPIError({
    code: "invalid-response",
    message: `CometAPI sent a frame that is not JSON: ${shown}`,
    isRetryable: true,
    body: text,
  });
}
