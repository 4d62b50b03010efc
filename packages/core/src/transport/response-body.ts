import { CometAPIError } from "../errors/comet-api-error.ts";

/** What a body needs to end by itself. */
export interface ResponseBodyOptions {
  /** The caller's signal. */
  signal: AbortSignal | undefined;
  idleTimeoutMs: number;
  /** Makes the error for a body that broke off; `cause` is an error or says in words how. */
  toInterruptedError: (cause: unknown) => CometAPIError;
}

// Shared: without `stream` it keeps nothing between calls.
const decoder = new TextDecoder();

/**
 * The bytes of one response, read one network read at a time.
 *
 * Ends by itself when the caller aborts (throwing the caller's reason) and after too long a silence
 * (throwing `timeout`); both also close the connection, as {@link close} does. A connection that is
 * lost throws `stream-interrupted`.
 */
export class ResponseBody {
  /** Settles when the body has ended, for whatever reason. Never rejects. */
  readonly closed: Promise<void>;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #options: ResponseBodyOptions;
  readonly #onAbort = () => this.#end({ reason: this.#options.signal?.reason });
  #peeked: Uint8Array | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastReadAtMs = performance.now();
  /** Why the body ended before its time; boxed because a reason may be anything. */
  #failure: { reason: unknown } | undefined;
  #resolveClosed = () => {};
  #isClosed = false;

  constructor(stream: ReadableStream<Uint8Array> | null, options: ResponseBodyOptions) {
    this.#reader = stream?.getReader();
    this.#options = options;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    options.signal?.addEventListener("abort", this.#onAbort, { once: true });
    this.#watch(options.idleTimeoutMs);
    if (options.signal?.aborted === true) this.#onAbort();
  }

  /** Whether the caller's own signal ended the body. */
  get isAborted(): boolean {
    return this.#options.signal?.aborted === true;
  }

  /** The bytes of the next network read, undefined at the end of the body. */
  async read(): Promise<Uint8Array | undefined> {
    this.#throwIfFailed();
    if (this.#peeked !== undefined) return this.#takePeeked();
    if (this.#reader === undefined || this.#isClosed) return undefined;
    try {
      const { done, value } = await this.#reader.read();
      this.#throwIfFailed();
      if (done) {
        this.#release();
        return undefined;
      }
      this.#lastReadAtMs = performance.now();
      return value;
    } catch (error) {
      this.#throwIfFailed();
      this.#release();
      throw this.interrupted(error);
    }
  }

  /** The bytes of the next network read, which {@link read} will give again. */
  async peek(): Promise<Uint8Array | undefined> {
    this.#peeked ??= await this.read();
    return this.#peeked;
  }

  /** The error for a body that ends too early. */
  interrupted(cause: unknown): CometAPIError {
    return this.#options.toInterruptedError(cause);
  }

  /** The whole body as text. */
  async readText(): Promise<string> {
    return decoder.decode(await this.readBytes());
  }

  /** The whole body as bytes. */
  async readBytes(): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let bytes = await this.read(); bytes !== undefined; bytes = await this.read()) {
      parts.push(bytes);
      length += bytes.length;
    }
    const all = new Uint8Array(length);
    let offset = 0;
    for (const part of parts) {
      all.set(part, offset);
      offset += part.length;
    }
    return all;
  }

  /** Gives the rest of the body up and closes the connection. */
  async close(): Promise<void> {
    this.#release();
    // A body that already failed rejects here with what read() has reported.
    await this.#reader?.cancel().catch(() => {});
  }

  // One timer for the whole body, set again only when it fires: a timer per read would cost more than
  // the read.
  #watch(waitMs: number): void {
    this.#timer = setTimeout(() => {
      const silentMs = performance.now() - this.#lastReadAtMs;
      const { idleTimeoutMs } = this.#options;
      if (silentMs < idleTimeoutMs) {
        this.#watch(idleTimeoutMs - silentMs);
        return;
      }
      const reason = new CometAPIError({
        code: "timeout",
        message: `CometAPI was silent for ${idleTimeoutMs} ms within an answer (\`streamIdleTimeout\`).`,
        isRetryable: true,
      });
      this.#end({ reason });
    }, waitMs);
  }

  #takePeeked(): Uint8Array | undefined {
    const bytes = this.#peeked;
    this.#peeked = undefined;
    return bytes;
  }

  #end(failure: { reason: unknown }): void {
    this.#failure = failure;
    void this.close();
  }

  #throwIfFailed(): void {
    if (this.#failure !== undefined) throw this.#failure.reason;
  }

  #release(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    this.#resolveClosed();
  }
}
