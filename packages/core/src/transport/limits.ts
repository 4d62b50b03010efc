/** How much of a body is read, and for how long. */
export interface ReadLimits {
  maxBytes: number;
  /** From the response headers to the end of the body, in milliseconds. */
  maxMs: number;
}

/**
 * The bounds of what a server could draw out without end, in milliseconds and bytes: every wait of this
 * package ends at one of them, or at the settings `timeout` and `streamIdleTimeout`. The README
 * lists all of them and what happens at each.
 */
export const LIMITS = {
  /**
   * An answer that is read whole. Large enough for ten images as base64. Some services send blanks while
   * a request waits: DeepSeek for up to ten minutes (its documentation).
   */
  answer: { maxBytes: 268_435_456, maxMs: 1_800_000 },
  /** The body of an error. What came within the limits is used. */
  errorBody: { maxBytes: 1_048_576, maxMs: 10_000 },
  /** A file. `downloadFile` takes other bytes as `maxBytes`. */
  file: { maxBytes: 1_073_741_824, maxMs: 3_600_000 },
  /** One page of the catalogue. CometAPI's own connector allows 4 MiB; 276 models took a tenth of it. */
  cataloguePage: { maxBytes: 4_194_304, maxMs: 60_000 },
  /** One event of a stream, in characters. new-api passes lines of up to 64 MiB on. */
  streamEventCharacters: 268_435_456,
  /** How long a stream may hold nothing but keep-alive signs: comments, blank lines, `ping` events. */
  keepAliveMs: 1_800_000,
  /** How long a stream is read on after its finish reason, for the usage and the end mark. */
  afterFinishMs: 10_000,
  /** How long a connection may take to end after the end mark, to be used for the next request. */
  afterEndMarkMs: 1000,
  /** How long a body may lie unread, besides the longest silence. Its connection is closed then. */
  unreadMs: 600_000,
  /** The shortest wait before a retry, also where the server asks for less. */
  minRetryDelayMs: 500,
  /** The longest own wait before a retry, where the server asks for none. */
  maxBackoffMs: 30_000,
  /** The longest wait a server may ask for. One that asks for more gets no retry. */
  maxRetryDelayMs: 60_000,
  /** How many redirects a download follows. */
  maxRedirects: 10,
} as const;
