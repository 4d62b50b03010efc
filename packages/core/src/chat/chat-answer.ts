import type { JSONObject } from "../json.ts";
import type { ChatApiName } from "./chat-api-name.ts";
import type { ChatWarning } from "./chat-request.ts";
import type { ChatEvent } from "./chat-event.ts";

/** What was sent, for tracing: it holds no key. */
export interface SentRequest {
  url: string;
  /** The wire body as an object. */
  body: JSONObject;
}

/** What came back around the answer. */
export interface ReceivedResponse {
  status: number;
  /** Response headers, names in lower case. */
  headers: Record<string, string>;
  /** The id CometAPI gives a request, for its support. */
  requestId: string | undefined;
}

/** What is known about a call besides its answer. */
export interface ChatAnswerBase {
  /** The model id that was asked and answered: the request's, or one of its fallback models. */
  model: string;
  /** The text API that carried the answer. */
  api: ChatApiName;
  request: SentRequest;
  response: ReceivedResponse;
  /** Options that could not be sent as given. */
  warnings: ChatWarning[];
}

/** A whole answer. */
export interface ChatAnswer extends ChatAnswerBase {
  events: ChatEvent[];
  /** The response body as parsed JSON. */
  raw: JSONObject | JSONObject[];
}

/** An answer on its way. */
export interface ChatStream extends ChatAnswerBase {
  /**
   * The events, one array per network read. Can be iterated once. Leaving the loop early closes the
   * connection. Throws only the reason of the caller's own abort; whatever else goes wrong after
   * this object was handed out is an `error` event.
   */
  batches: AsyncIterable<ChatEvent[]>;
}
