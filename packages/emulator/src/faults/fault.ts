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
    }
  /** Silence before the headers. */
  | { kind: "delay"; milliseconds: number }
  /** Silence in the middle, until the caller leaves; with comments to keep the connection alive, if wanted. */
  | { kind: "stall"; afterFrames: number; keepAliveMs?: number }
  /** The connection is torn down in the middle. */
  | { kind: "cut"; afterFrames: number }
  /** The connection is reset before any answer. */
  | { kind: "reset" }
  /** The stream ends properly, but too early and without its last events. */
  | { kind: "end-early"; afterFrames: number }
  /** A frame that is no JSON. */
  | { kind: "malformed-frame"; afterFrames: number }
  /** An error object within a stream that began well. */
  | { kind: "error-in-stream"; afterFrames: number; message?: string }
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
