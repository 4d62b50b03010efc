import { CometAPIError } from "../errors/comet-api-error.ts";
import { toInterruptedError } from "./to-connection-error.ts";

/** What a body needs to end by itself. */
export interface ResponseBodyOptions {
  /** The caller's signal. */
  signal: AbortSignal | undefined;
  idleTimeoutMs: number;
  /** Adds to an error where the body came from, and removes the key. */
  locate: (error: CometAPIError) => CometAPIError;
}

/** How long a body may lie unread: one that is forgotten must not keep its connection for ever. */
const LONGEST_PAUSE_MS = 600_000;

// Shared: without `stream` it keeps nothing between calls.
const decoder = new TextDecoder();

/**
 * The bytes of one response, read one network read at a time.
 *
 * Ends by itself when the caller aborts (throwing the caller's reason), when a read waits too long for
 * bytes, and when nobody reads for ten minutes longer than that (both throwing `timeout`); each also
 * closes the connection, as {@link close} does. A connection that is lost throws `stream-interrupted`.
 */
export class ResponseBody {
  /** Settles when the body has ended, for whatever reason. Never rejects. */
  readonly closed: Promise<void>;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #options: ResponseBodyOptions;
  readonly #onAbort = () => this.#end({ reason: this.#options.signal?.reason });
  #peeked: Uint8Array | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isReading = false;
  /** When the last read began to wait. */
  #readBeganAtMs = performance.now();
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
    this.#isReading = true;
    this.#readBeganAtMs = performance.now();
    try {
      const { done, value } = await this.#reader.read();
      this.#throwIfFailed();
      if (done) {
        this.#release();
        return undefined;
      }
      return value;
    } catch (error) {
      this.#throwIfFailed();
      this.#release();
      throw this.interrupted(error);
    } finally {
      this.#isReading = false;
    }
  }

  /** The bytes of the next network read, which {@link read} will give again. */
  async peek(): Promise<Uint8Array | undefined> {
    this.#peeked ??= await this.read();
    return this.#peeked;
  }

  /** The error for a body that ends too early; `cause` is an error or says in words how. */
  interrupted(cause: unknown): CometAPIError {
    return this.#options.locate(toInterruptedError(cause));
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
  // the read. Time in which nobody reads is no silence of the server's.
  #watch(waitMs: number): void {
    this.#timer = setTimeout(() => {
      const { idleTimeoutMs, locate } = this.#options;
      const limitMs = this.#isReading ? idleTimeoutMs : idleTimeoutMs + LONGEST_PAUSE_MS;
      const leftMs = limitMs - (performance.now() - this.#readBeganAtMs);
      if (leftMs > 0) {
        this.#watch(Math.min(leftMs, idleTimeoutMs));
        return;
      }
      const message = this.#isReading
        ? `CometAPI was silent for ${idleTimeoutMs} ms within an answer (\`streamIdleTimeout\` or \`streamIdleTimeoutMs\`).`
        : `Nobody read the answer for ${LONGEST_PAUSE_MS} ms, so it was given up.`;
      this.#end({
        reason: locate(new CometAPIError({ code: "timeout", message, isRetryable: true })),
      });
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
