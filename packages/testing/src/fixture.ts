import type { Answer, AnswerEcho, AnswerError, AnswerToolCall } from "./answers/answer.ts";

/** The text APIs of CometAPI, by the names that users give them. */
export type FixtureAPI = "chat" | "responses" | "messages" | "gemini";

/** A tool call as the caller must receive it. */
export interface ExpectedToolCall extends Pick<AnswerToolCall, "name" | "arguments"> {
  /** The vendor's own id, when it sent a usable one. */
  id?: string;
  /** False when the call was cut off and must not be run. Default true. */
  isComplete?: boolean;
  /** What the API wants back unchanged with this call. */
  echo?: AnswerEcho;
}

/** What a caller must get from one answer, whatever the wire looked like. What is not stated must be absent. */
export interface ExpectedAnswer extends Partial<Omit<Answer, "toolCalls" | "error">> {
  toolCalls?: ExpectedToolCall[];
  /** The code of the error that the caller gets, and a piece of its message. */
  error?: Pick<AnswerError, "code"> & Partial<AnswerError>;
}

/** One oddity of the wire: the bytes a vendor sent and what the caller must get from them. */
export interface Fixture {
  /** The oddity in kebab-case, e.g. `tool-call-delta-without-id`. */
  name: string;
  /** What is odd, in a sentence for the table in core's README. */
  oddity: string;
  /** Where it was seen: vendor, thread or reference. */
  source: string;
  /** The API whose wire this is. Default `chat`. */
  api?: FixtureAPI;
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
  /**
   * How this answer has to be sent back in the next request: its messages, items or contents in the API's own
   * form.
   */
  goesBack?: readonly object[];
}
