/** One request the emulator got, and what became of it. */
export interface RecordedRequest {
  /** The request id the caller was given. */
  id: string;
  method: string;
  path: string;
  /** Query parameters; a key is masked. */
  query: Readonly<Record<string, string>>;
  /** Headers in lower case; keys and cookies are masked. */
  headers: Readonly<Record<string, string>>;
  /** The parsed JSON body, the fields of a form, or undefined. */
  body: unknown;
  /** The HTTP status, once there is one. */
  status: number | undefined;
  /**
   * `pending` until the answer has been sent in full (`answered`), the caller has closed the connection
   * (`client-closed`), or a fault has ended it (`cut`).
   */
  outcome: "pending" | "answered" | "client-closed" | "cut";
  /** The fault or oddity that was played, when there was one. */
  fault: string | undefined;
  /** Milliseconds from the request to the end of its answer, once it ended. */
  durationMs: number | undefined;
}
