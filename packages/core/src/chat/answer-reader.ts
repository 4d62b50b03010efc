import type { ChatEvent } from "./chat-event.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import type { ChatNormalizer } from "./apis/chat-api.ts";
import { type Frame, parseFrame } from "../transport/parse-frame.ts";
import { SSEParser } from "../transport/sse-parser.ts";
import type { ResponseBody } from "../transport/response-body.ts";
import type { TransportResponse } from "../transport/send-request.ts";

/** How long the connection may take to end by itself after the end mark, to be used again. */
const DRAIN_MS = 1000;

/** Reads a streamed answer: one array of events per network read, until it has ended. */
export class AnswerReader implements AsyncIterableIterator<ChatEvent[], undefined> {
  readonly #body: ResponseBody;
  readonly #normalizer: ChatNormalizer;
  readonly #locate: (error: CometAPIError) => CometAPIError;
  readonly #parser = new SSEParser();
  #isDone = false;
  #isEnded = false;

  constructor({ body, locate }: TransportResponse, normalizer: ChatNormalizer) {
    this.#body = body;
    this.#locate = locate;
    this.#normalizer = normalizer;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The events of the next network read that holds any. Throws only the caller's abort reason. */
  async next(): Promise<IteratorResult<ChatEvent[], undefined>> {
    while (!this.#isEnded) {
      const events: ChatEvent[] = [];
      await this.#readInto(events);
      if (events.length > 0) return { done: false, value: events };
    }
    return { done: true, value: undefined };
  }

  /** Gives the answer up and closes the connection. */
  async return(): Promise<IteratorResult<ChatEvent[], undefined>> {
    this.#isEnded = true;
    await this.#body.close();
    return { done: true, value: undefined };
  }

  async #readInto(events: ChatEvent[]): Promise<void> {
    let bytes: Uint8Array | undefined;
    try {
      bytes = await this.#body.read();
    } catch (error) {
      if (this.#body.isAborted) {
        this.#isEnded = true;
        throw error;
      }
      this.#fail(error, events);
      return;
    }
    if (bytes === undefined) {
      this.#takeRest(events);
    } else {
      for (const sseEvent of this.#parser.push(bytes)) {
        for (const frame of parseFrame(sseEvent)) this.#takeFrame(frame, events);
      }
    }
    if (this.#isDone || this.#normalizer.isOver) {
      this.#end(events);
      void this.#drain();
    } else if (bytes === undefined) {
      if (!this.#normalizer.isFinished) {
        const cause = "the server closed it with neither a finish reason nor an end mark";
        this.#normalizer.interrupt(this.#body.interrupted(cause), events);
      }
      this.#end(events);
    }
  }

  /** Takes what no blank line has ended: a last event, or a piece of one in which the body was cut. */
  #takeRest(events: ChatEvent[]): void {
    const frames = this.#parser.end().flatMap(parseFrame);
    const last = frames.at(-1);
    if (last !== undefined && isCut(last)) frames.pop();
    for (const frame of frames) this.#takeFrame(frame, events);
  }

  #takeFrame(frame: Frame, events: ChatEvent[]): void {
    // What follows the end is none of this answer, in the same read as little as in a later one.
    if (this.#isDone || this.#normalizer.isOver) return;
    switch (frame.type) {
      case "chunk":
        this.#normalizer.push(frame.value, events);
        return;
      case "done":
        this.#isDone = true;
        return;
      case "ping":
        events.push({ type: "ping" });
        return;
      case "malformed":
        this.#normalizer.pushError(this.#locate(malformedFrame(frame.text)), events);
    }
  }

  // A connection lost after the finish reason has cost nothing.
  #fail(error: unknown, events: ChatEvent[]): void {
    this.#takeRest(events);
    if (!this.#isDone && !this.#normalizer.isFinished) {
      const known = CometAPIError.isInstance(error) ? error : this.#body.interrupted(error);
      this.#normalizer.interrupt(known, events);
    }
    this.#end(events);
  }

  #end(events: ChatEvent[]): void {
    this.#isEnded = true;
    this.#normalizer.end(this.#isDone ? "marked" : "closed", events);
  }

  // Cancelling here would close a connection that is about to become free for the next request.
  async #drain(): Promise<void> {
    const timer = setTimeout(() => void this.#body.close(), DRAIN_MS);
    try {
      while ((await this.#body.read()) !== undefined);
    } catch {
      // The answer is whole; how its connection ends is nobody's concern.
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Whether a last frame is the beginning of one: of JSON, of an end mark, or of a character. */
function isCut(frame: Frame): boolean {
  return frame.type === "malformed" && /^(?:[{["]|\uFFFD*$)/.test(frame.text);
}

function malformedFrame(text: string): CometAPIError {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return new CometAPIError({
    code: "invalid-response",
    message: `CometAPI sent a frame that is not JSON: ${shown}`,
    isRetryable: true,
  });
}
