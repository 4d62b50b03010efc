/**
 * One answer as the caller has it in the end, in core's vocabulary. Fixtures state one, and the results of
 * every adapter are read into one, so that the two can be compared. Of several alternative answers it is the
 * first.
 */
export interface Answer {
  text: string;
  reasoning: string;
  /** What the API wants back unchanged with reasoning and text, in order: signatures, encrypted reasoning. */
  echoes: AnswerEcho[];
  refusal: string;
  toolCalls: AnswerToolCall[];
  /** Blocks of the vendor's own kind, such as a search that it ran itself. They go back unchanged. */
  vendorBlocks: AnswerVendorBlock[];
  images: AnswerImage[];
  audio: AnswerAudio[];
  citations: AnswerCitation[];
  /** Log probabilities in the API's own form, one entry for each token. */
  logprobs: unknown[];
  usage: AnswerUsage | undefined;
  finishReason: string | undefined;
  /** The vendor's own word for the finish reason. */
  rawFinishReason: string | undefined;
  /** What else the API says about the end of the answer, in its own form. */
  finishDetails: unknown;
  /** The vendor's id of the answer. */
  id: string | undefined;
  /** The model that gave the answer. */
  model: string | undefined;
  /** When the vendor began the answer, in milliseconds since 1970. */
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
  /** The arguments as JSON text: exactly what the vendor sent, all pieces joined. */
  arguments: string;
  /** False when the call was cut off and must not be run. */
  isComplete: boolean;
  /** What the API wants back unchanged with this call, such as Gemini's thought signature. */
  echo: AnswerEcho | undefined;
}

/** What an API wants back unchanged. */
export interface AnswerEcho {
  api: string;
  /** In the API's own form. */
  data: unknown;
}

/** A block of the vendor's own kind. */
export interface AnswerVendorBlock {
  api: string;
  /** As it came. */
  block: unknown;
  /** The call of a tool that the vendor ran itself, if the block is one. */
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

/** An error. A fixture states its code and a piece of its message; further fields that it states must be equal. */
export interface AnswerError {
  code: string;
  message: string;
  status?: number | undefined;
  requestId?: string | undefined;
  /** The vendor's own `code`. `type`, `param` and `body` are the vendor's too. */
  vendorCode?: string | undefined;
  type?: string | undefined;
  param?: string | undefined;
  body?: string | undefined;
}

/** An empty answer, with the given parts filled in. */
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
