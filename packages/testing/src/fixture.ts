/** A tool call as the caller must receive it. */
export interface ExpectedToolCall {
  name: string;
  /** The arguments as JSON text, exactly as the vendor sent them in sum. */
  arguments: string;
  /** False when the call was cut off and must not be run. Default true. */
  isComplete?: boolean;
  /** The vendor's own id, when it sent a usable one. */
  id?: string;
}

/** What a caller must be told about one answer, whatever the wire looked like. */
export interface ExpectedAnswer {
  text?: string;
  reasoning?: string;
  refusal?: string;
  toolCalls?: ExpectedToolCall[];
  /** Finish reason in core's vocabulary. */
  finishReason?: string;
  rawFinishReason?: string;
  /** Token counts in core's vocabulary; only the named ones are compared. */
  usage?: {
    inputTokens?: number;
    cacheReadTokens?: number;
    cacheWriteTokens?: number;
    outputTokens?: number;
    reasoningTokens?: number;
    cost?: number;
  };
  /** The model named by the answer. */
  model?: string;
  /** Number of images, audio clips and citations in the answer. */
  images?: number;
  audioClips?: number;
  citations?: number;
  /** Code of the error the caller meets, with a piece of its message. */
  error?: { code: string; message?: string };
}

/** One oddity of the wire: the bytes a vendor sent and what the caller must get from them. */
export interface Fixture {
  /** The oddity in kebab-case, e.g. `tool-call-delta-without-id`. */
  name: string;
  /** What is odd, in a sentence for the table in core's README. */
  oddity: string;
  /** Where it was seen: vendor, thread or reference. */
  source: string;
  /** Whether the request asked for a stream. Default true. */
  stream?: boolean;
  /** HTTP status. Default 200. */
  status?: number;
  /** Response headers. Default `content-type: text/event-stream` for streams, JSON otherwise. */
  headers?: Record<string, string>;
  /** The response body as text; it is sent as UTF-8. */
  body: string;
  /** The connection is cut after the body instead of ended cleanly. Default false. */
  isCut?: boolean;
  expected: ExpectedAnswer;
}
