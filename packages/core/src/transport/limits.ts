/** How much of a body is read, and for how long. */
export interface ReadLimits {
  maxBytes: number;
  /** From the response headers to the end of the body, in milliseconds. */
  maxMs: number;
}

/**
 * Bounds for what a server could make endless, in milliseconds and bytes. Every wait of this package ends at
 * one of them, or at the settings `timeout` and `streamIdleTimeout`. The README lists all of them and what
 * happens at each.
 */
export const LIMITS = {
  /**
   * An answer that is read whole. Large enough for ten images as base64. Some services send blanks while
   * a request waits: DeepSeek for up to ten minutes (its documentation).
   */
  answer: { maxBytes: 268_435_456, maxMs: 1_800_000 },
  /** The body of an error. The part that arrives within the limits is used. */
  errorBody: { maxBytes: 1_048_576, maxMs: 10_000 },
  /** A file. `maxBytes` of `downloadFile` replaces this number of bytes. */
  file: { maxBytes: 1_073_741_824, maxMs: 3_600_000 },
  /** One page of the catalogue. CometAPI's own connector allows 4 MiB; 276 models took a tenth of it. */
  cataloguePage: { maxBytes: 4_194_304, maxMs: 60_000 },
  /** One event of a stream, in characters. new-api passes lines of up to 64 MiB on. */
  streamEventCharacters: 268_435_456,
  /** How long a stream may hold nothing but keep-alive signs: comments, blank lines, `ping` events. */
  keepAliveMs: 1_800_000,
  /** How long a stream is still read after its finish reason, for the usage and the end mark. */
  afterFinishMs: 10_000,
  /** How long a connection may take to end after the end mark, to be used for the next request. */
  afterEndMarkMs: 1000,
  /** How long a body may stay unread, in addition to the longest silence. Then its connection is closed. */
  unreadMs: 600_000,
  /** The shortest wait before a retry, even if the server asks for less. */
  minRetryDelayMs: 500,
  /** The longest wait before a retry if the server asks for none. */
  maxBackoffMs: 30_000,
  /** The longest wait a server may ask for. If it asks for more, there is no retry. */
  maxRetryDelayMs: 60_000,
  /** How many redirects a download follows. */
  maxRedirects: 10,
} as const;
