import { CometAPIError } from "../errors/comet-api-error.ts";
import { describeCause } from "./describe-cause.ts";
import { LIMITS, type ReadLimits } from "./limits.ts";

/** Options of a response body. */
export interface ResponseBodyOptions {
  /** The caller's signal. The body does not listen to it: whoever makes the body calls {@link ResponseBody.abort}. */
  signal: AbortSignal | undefined;
  idleTimeoutMs: number;
  /** Adds the origin of the body to an error, and removes the key. */
  locate: (error: CometAPIError) => CometAPIError;
}

/** How long to wait for the rest of a body. */
export interface ReadTimeLimit {
  limitMs: number;
  /** The message of the error when the time is over. */
  message: string;
}

// Shared by all bodies: without the option `stream` a decoder keeps nothing between calls.
const decoder = new TextDecoder();

/**
 * The bytes of one response, read one network read at a time.
 *
 * Ends by itself when the caller aborts (throwing the caller's reason), when a read waits too long for
 * bytes, when all reads together wait too long ({@link limitReadTime}), and when nobody reads for ten
 * minutes longer than one read may wait. The last three throw `timeout`. In all four cases the connection is
 * closed, as by {@link close}. A lost connection throws `stream-interrupted`.
 */
export class ResponseBody {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #options: ResponseBodyOptions;
  readonly #onRead = (result: ReadableStreamReadResult<Uint8Array>) => this.#take(result);
  readonly #onLost = (error: unknown) => this.#lose(error);
  #peeked: Uint8Array | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isReading = false;
  /** When the last read began to wait. */
  #readBeganAtMs = performance.now();
  /** How long the reads before this one have waited, since {@link limitReadTime}. */
  #readTimeMs = 0;
  #readTimeLimit: ReadTimeLimit | undefined;
  /** Why the body ended too early. In an object, because the reason of an abort may be undefined. */
  #failure: { reason: unknown } | undefined;
  #closed: PromiseWithResolvers<void> | undefined;
  #isClosed = false;
  /** When the timer fires, on the clock of `performance.now()`. */
  #checkAtMs = 0;

  constructor(stream: ReadableStream<Uint8Array> | null, options: ResponseBodyOptions) {
    this.#reader = stream?.getReader();
    this.#options = options;
    if (this.#reader === undefined) {
      this.#release();
      return;
    }
    this.#setTimer(options.idleTimeoutMs);
    if (options.signal?.aborted === true) this.abort();
  }

  /** Ends the body because the caller has aborted: reading it throws the reason. */
  abort(): void {
    this.#fail(this.#options.signal?.reason);
  }

  /** Settles when the body has ended, for whatever reason. Never rejects. */
  get closed(): Promise<void> {
    // Made when it is first asked for: few calls wait for this.
    if (this.#closed === undefined) {
      this.#closed = Promise.withResolvers();
      if (this.#isClosed) this.#closed.resolve();
    }
    return this.#closed.promise;
  }

  /** Whether the caller's own signal ended the body. */
  get isAborted(): boolean {
    return this.#options.signal?.aborted === true;
  }

  /** The bytes of the next network read, undefined at the end of the body. */
  // Without `async`: it is called for every chunk of an answer that comes token by token.
  read(): Promise<Uint8Array | undefined> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure.reason);
    if (this.#peeked !== undefined) return Promise.resolve(this.#takePeeked());
    if (this.#reader === undefined || this.#isClosed) return Promise.resolve(undefined);
    this.#isReading = true;
    this.#readBeganAtMs = performance.now();
    return this.#reader.read().then(this.#onRead, this.#onLost);
  }

  /** The bytes of the next network read. The next {@link read} returns them again. */
  async peek(): Promise<Uint8Array | undefined> {
    this.#peeked ??= await this.read();
    return this.#peeked;
  }

  /** The error for a body that ends too early; `cause` is an error or a description. */
  interrupted(cause: unknown): CometAPIError {
    const { detail } = describeCause(cause);
    const message = `The answer was cut off before its end: ${detail}.`;
    const code = "stream-interrupted";
    return this.#options.locate(new CometAPIError({ code, message, isRetryable: true }));
  }

  /**
   * The whole body as text.
   *
   * @throws {@link CometAPIError} `invalid-response` for a body over the limits, `timeout` for one that
   * takes longer.
   */
  async readText(limits: ReadLimits = LIMITS.answer): Promise<string> {
    const parts: Uint8Array[] = [];
    if (!(await this.#readInto(parts, limits))) throw this.tooLarge(limits.maxBytes);
    const [only] = parts;
    return decoder.decode(only !== undefined && parts.length === 1 ? only : join(parts));
  }

  /** The whole body as bytes. Throws as {@link readText} does. */
  async readBytes(limits: ReadLimits = LIMITS.answer): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array[] = [];
    if (!(await this.#readInto(parts, limits))) throw this.tooLarge(limits.maxBytes);
    return join(parts);
  }

  /**
   * The part of the body that arrives within the limits, as text. If the connection is lost, the part that
   * came before. Throws only the caller's abort reason.
   */
  async readBeginning(limits: ReadLimits): Promise<string> {
    const parts: Uint8Array[] = [];
    try {
      await this.#readInto(parts, limits);
    } catch (error) {
      if (this.isAborted) throw error;
    }
    return decoder.decode(join(parts).subarray(0, limits.maxBytes));
  }

  /** The error for a body with more bytes than allowed. Also closes the connection. */
  tooLarge(maxBytes: number): CometAPIError {
    this.close();
    const message = `CometAPI sent an answer that cannot be used: it is larger than ${maxBytes} bytes.`;
    return this.#options.locate(new CometAPIError({ code: "invalid-response", message }));
  }

  /**
   * Limits the total time that all reads from now on may wait; replaces an earlier limit. Time in which nobody
   * reads does not count.
   */
  limitReadTime(limit: ReadTimeLimit | undefined): void {
    if (this.#isClosed) return;
    this.#readTimeMs = 0;
    this.#readTimeLimit = limit;
    // The timer that is set finds a limit that ends later.
    if (limit === undefined || performance.now() + limit.limitMs >= this.#checkAtMs) return;
    clearTimeout(this.#timer);
    this.#checkTime();
  }

  /** Stops reading the body and closes the connection. */
  close(): void {
    this.#release();
    // Not awaited: if a wrapper of `fetch` has copied the response, cancelling one copy waits for the other.
    // For a body that has already failed, cancel() rejects with the error that read() has thrown.
    void this.#reader?.cancel().catch(() => {});
  }

  /** Adds what is read of the body to the parts. Returns whether the body ended within the limit of bytes. */
  async #readInto(parts: Uint8Array[], { maxBytes, maxMs }: ReadLimits): Promise<boolean> {
    this.limitReadTime({ limitMs: maxMs, message: `The answer had not ended after ${maxMs} ms.` });
    let length = 0;
    for (let bytes = await this.read(); bytes !== undefined; bytes = await this.read()) {
      parts.push(bytes);
      length += bytes.length;
      if (length > maxBytes) {
        this.close();
        return false;
      }
    }
    return true;
  }

  // There is one timer for the whole body, set again only when it fires: a timer per read would cost more
  // than the read. Time in which nobody reads does not count as silence of the server.
  #checkTime(): void {
    const { idleTimeoutMs } = this.#options;
    const sinceReadMs = performance.now() - this.#readBeganAtMs;
    const silenceLimitMs = this.#isReading ? idleTimeoutMs : idleTimeoutMs + LIMITS.unreadMs;
    const silenceLeftMs = silenceLimitMs - sinceReadMs;
    const readTimeMs = this.#readTimeMs + (this.#isReading ? sinceReadMs : 0);
    const limit = this.#readTimeLimit;
    if (silenceLeftMs <= 0) {
      this.#timeOut(
        this.#isReading
          ? `CometAPI was silent for ${idleTimeoutMs} ms within an answer (\`streamIdleTimeout\`).`
          : `Nobody read the answer for ${LIMITS.unreadMs} ms, so it was given up.`,
      );
    } else if (limit !== undefined && readTimeMs >= limit.limitMs) {
      // Not retried: the answer would take as long again, and each answer is charged.
      this.#timeOut(limit.message, { isRetryable: false });
    } else {
      const readTimeLeftMs = limit === undefined ? Infinity : limit.limitMs - readTimeMs;
      this.#setTimer(Math.min(silenceLeftMs, readTimeLeftMs, idleTimeoutMs));
    }
  }

  #setTimer(waitMs: number): void {
    this.#checkAtMs = performance.now() + waitMs;
    this.#timer = setTimeout(() => this.#checkTime(), waitMs);
    letProcessEnd(this.#timer);
  }

  #timeOut(message: string, { isRetryable } = { isRetryable: true }): void {
    const error = new CometAPIError({ code: "timeout", message, isRetryable });
    this.#fail(this.#options.locate(error));
  }

  #take({ done, value }: ReadableStreamReadResult<Uint8Array>): Uint8Array | undefined {
    this.#stopReading();
    this.#throwIfFailed();
    if (done) {
      this.#release();
      return undefined;
    }
    if (!ArrayBuffer.isView(value)) {
      return this.#lose(new TypeError("`fetch` gave a body that holds no bytes"));
    }
    return value;
  }

  #lose(error: unknown): never {
    this.#stopReading();
    this.#throwIfFailed();
    this.close();
    throw this.interrupted(error);
  }

  #stopReading(): void {
    if (!this.#isReading) return;
    this.#isReading = false;
    this.#readTimeMs += performance.now() - this.#readBeganAtMs;
  }

  #takePeeked(): Uint8Array | undefined {
    const bytes = this.#peeked;
    this.#peeked = undefined;
    return bytes;
  }

  #fail(reason: unknown): void {
    this.#failure = { reason };
    this.close();
  }

  #throwIfFailed(): void {
    if (this.#failure !== undefined) throw this.#failure.reason;
  }

  #release(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#closed?.resolve();
  }
}

/** Lets the process end although this timer is still set. Only timers of Node and Bun keep a process running. */
function letProcessEnd(timer: unknown): void {
  const isObject = typeof timer === "object" && timer !== null;
  if (isObject && "unref" in timer && typeof timer.unref === "function") timer.unref();
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
