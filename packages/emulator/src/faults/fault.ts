/** Something that goes wrong on purpose. */
export type Fault =
  /** An error status instead of an answer. */
  | {
      kind: "status";
      status: number;
      /** Sent as `Retry-After`. */
      retryAfterSeconds?: number;
      /** Sent as `retry-after-ms`, which some clients prefer. */
      retryAfterMs?: number;
      code?: string;
      message?: string;
      /** Sent under the content type of the stream that was asked for, as the relay does at times. */
      isMislabelled?: boolean;
    }
  /** Silence before the headers. */
  | { kind: "delay"; milliseconds: number }
  /** Silence in the middle until the caller leaves, if wanted with comments that keep the connection alive. */
  | { kind: "stall"; afterFrames: number; keepAliveMs?: number }
  /** The connection is torn down in the middle. */
  | { kind: "cut"; afterFrames: number }
  /** The connection is reset before any answer. */
  | { kind: "reset" }
  /** The stream ends properly, but too early and without its last events. */
  | { kind: "end-early"; afterFrames: number }
  /** A frame that is not JSON. */
  | { kind: "malformed-frame"; afterFrames: number }
  /** An error object within a stream that began well. */
  | { kind: "error-in-stream"; afterFrames: number; message?: string }
  /**
   * The relay has lost its upstream and ends the answer in its own way: on chat with usage and `[DONE]`, in the other
   * formats by ending the stream. Nothing says why.
   */
  | { kind: "upstream-lost"; afterFrames: number }
  /** An error as bare JSON, in no frame, within a stream that began well. */
  | { kind: "bare-error"; afterFrames: number; message?: string }
  /** The relay asks another upstream in the middle, and its whole answer follows the beginning of the first. */
  | { kind: "second-answer"; afterFrames: number }
  /** Comments that keep the connection alive: for a while before the answer, and between its frames. */
  | { kind: "ping"; everyMs: number; beforeMs: number }
  /** On chat, Claude's tokens of the prompt without those of its cache, as older relays count them. */
  | { kind: "usage-beside" }
  /** The right body under the content type of a web page. */
  | { kind: "wrong-content-type" }
  /** The right bytes, a few at a time, cut anywhere. */
  | { kind: "drip"; bytes: number; everyMs: number }
  /** A web page with status 200. */
  | { kind: "html" }
  /** A redirect to the web page. */
  | { kind: "redirect" }
  /** The recorded bytes of a wire oddity, one of core's fixtures. */
  | { kind: "oddity"; name: string };

/** The faults of one answer, and how a journal names them. */
export interface FaultPlan {
  faults: readonly Fault[];
  label: string;
}
