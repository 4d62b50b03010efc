/**
 * One answer as a caller has it in the end, in core's vocabulary: what every fixture states, and what
 * every adapter's results are read back into. Of several alternative answers it is the first.
 */
export interface Answer {
  text: string;
  reasoning: string;
  /** What has to go back unchanged with reasoning and text, in order: signatures, encrypted reasoning. */
  echoes: AnswerEcho[];
  refusal: string;
  toolCalls: AnswerToolCall[];
  /** Blocks of the vendor's own kind, such as a search it ran itself, as they must go back. */
  vendorBlocks: AnswerVendorBlock[];
  images: AnswerImage[];
  audio: AnswerAudio[];
  citations: AnswerCitation[];
  /** Entries in the API's own form, one per token. */
  logprobs: unknown[];
  usage: AnswerUsage | undefined;
  finishReason: string | undefined;
  /** The vendor's own word for it. */
  rawFinishReason: string | undefined;
  /** What else the API says of the end, in its own words. */
  finishDetails: unknown;
  /** The vendor's id of the answer. */
  id: string | undefined;
  /** The model that served it. */
  model: string | undefined;
  /** When it was begun, in milliseconds since 1970. */
  createdAtMs: number | undefined;
  systemFingerprint: string | undefined;
  serviceTier: string | undefined;
  /** What went wrong, before or after output. */
  error: AnswerError | undefined;
}

/** A tool call. */
export interface AnswerToolCall {
  /** The vendor's own id; undefined in a fixture where the vendor sent no usable one. */
  id: string | undefined;
  name: string;
  /** The arguments as JSON text, exactly as the vendor sent them in sum. */
  arguments: string;
  /** False when the call was cut off and must not be run. */
  isComplete: boolean;
  /** What has to go back unchanged with this call, such as Gemini's thought signature. */
  echo: AnswerEcho | undefined;
}

/** Something to send back, for the API it came from. */
export interface AnswerEcho {
  api: string;
  /** In the API's own words. */
  data: unknown;
}

/** A block of the vendor's own kind. */
export interface AnswerVendorBlock {
  api: string;
  /** As it came. */
  block: unknown;
  /** The call within it, where the vendor ran a tool. */
  toolCall?: unknown;
  /** What that tool returned. */
  toolResult?: unknown;
}

/** A generated image: an address, or base64 data with its media type. */
export type AnswerImage = { url: string } | { data: string; mediaType: string };

/** A generated clip, its fragments joined. */
export interface AnswerAudio {
  id: string | undefined;
  /** Base64 of all its bytes. */
  data: string;
  transcript: string;
}

/** A source, and the passage of the answer that it supports. */
export interface AnswerCitation {
  url?: string | undefined;
  title?: string | undefined;
  filename?: string | undefined;
  fileId?: string | undefined;
  /** The cited passage. */
  content?: string | undefined;
  startIndex?: number | undefined;
  endIndex?: number | undefined;
}

/** Token counts. One that was not reported is undefined. */
export interface AnswerUsage {
  inputTokens?: number | undefined;
  cacheReadTokens?: number | undefined;
  cacheWriteTokens?: number | undefined;
  cacheWrite1hTokens?: number | undefined;
  audioInputTokens?: number | undefined;
  outputTokens?: number | undefined;
  reasoningTokens?: number | undefined;
  audioOutputTokens?: number | undefined;
  /** In USD. */
  cost?: number | undefined;
}

/**
 * An error by its code and, in a fixture, a piece of its message; what else a fixture states of it must be
 * there as well.
 */
export interface AnswerError {
  code: string;
  message: string;
  status?: number | undefined;
  requestId?: string | undefined;
  /** What the vendor sent: its own `code`, `type` and `param`, and the whole of it. */
  vendorCode?: string | undefined;
  type?: string | undefined;
  param?: string | undefined;
  body?: string | undefined;
}

/** An answer in which nothing was said. */
export function createAnswer(parts: Partial<Answer> = {}): Answer {
  return {
    text: "",
    reasoning: "",
    echoes: [],
    refusal: "",
    toolCalls: [],
    vendorBlocks: [],
    images: [],
    audio: [],
    citations: [],
    logprobs: [],
    usage: undefined,
    finishReason: undefined,
    rawFinishReason: undefined,
    finishDetails: undefined,
    id: undefined,
    model: undefined,
    createdAtMs: undefined,
    systemFingerprint: undefined,
    serviceTier: undefined,
    error: undefined,
    ...parts,
  };
}
