import type { CometAPIError } from "../../errors/comet-api-error.ts";
import type { JSONObject } from "../../json.ts";
import type { ModelTraits } from "../../models/model-traits.ts";
import type { ChatEvent } from "../chat-event.ts";
import type { AssistantPart, ChatRequest, ChatWarning } from "../chat-request.ts";

/**
 * One of the four text APIs: how a request becomes its body, and how its frames become events.
 *
 * Nothing above knows which one is spoken; nothing in it knows HTTP.
 */
export interface ChatApi {
  /**
   * The request in the API's form, with the model's manners applied: what the API or the model refuses
   * is left out or changed, and every such change is reported.
   *
   * @param request With the model id as it is sent, and answers adopted. `extraBody` is merged by the caller.
   */
  convertRequest(request: ChatRequest, traits: ModelTraits, isStream: boolean): ConvertedRequest;
  /**
   * The parts of an earlier answer that the AI SDK's own package for this API wrote, as if this client
   * had: what has to go back stands in the options of such parts, and becomes echoes.
   */
  adoptParts?: (parts: readonly AssistantPart[]) => AssistantPart[];
  /**
   * The request without what a server has refused in it and it can do without, to be sent once more.
   * Undefined where the error is about something else, or nothing is left to take out.
   */
  withoutRefused?(request: ChatRequest, error: unknown): RelievedRequest | undefined;
  /** Makes what reads one answer. */
  createNormalizer(context: NormalizerContext): ChatNormalizer;
}

/** A request as it goes over the wire, and what had to be changed on the way. */
export interface ConvertedRequest {
  /** Path below the root of the service. */
  path: string;
  /** Headers of this API, besides those of every request. */
  headers?: Readonly<Record<string, string>> | undefined;
  body: JSONObject;
  warnings: ChatWarning[];
}

/** A request that a server refused, without what it refused. */
export interface RelievedRequest {
  request: ChatRequest;
  /** What was taken out. */
  warning: ChatWarning;
}

/** What a normalizer needs from outside. */
export interface NormalizerContext {
  /** What was asked. */
  request: ChatRequest;
  /** Makes ids for tool calls that have none. */
  generateId: () => string;
  /** Turns an error frame into an error. */
  toError: (frame: unknown) => CometAPIError;
  /** Adds to an error of the normalizer's own where the answer came from. */
  locate: (error: CometAPIError) => CometAPIError;
  /** Whether frames are also handed out as they came. */
  includeRaw: boolean;
}

/**
 * How the body of an answer ended: it came in one piece (`whole`), with a `[DONE]` after the last frame
 * (`marked`), or by a connection that was closed or lost (`closed`).
 */
export type BodyEnd = "whole" | "marked" | "closed";

/**
 * Turns the frames of one answer, streamed events or the whole body as one, into `ChatEvent`s.
 *
 * Never throws on what a vendor sends: unknown fields stay in the raw frame, a frame that cannot be
 * understood becomes an error event.
 */
export interface ChatNormalizer {
  /** Takes one frame and adds its events. */
  push(frame: unknown, events: ChatEvent[]): void;
  /** Adds an error; from here on the answer is no success. */
  pushError(error: CometAPIError, events: ChatEvent[]): void;
  /** Adds the error of an answer that was cut off, unless an error has explained its end already. */
  interrupt(error: CometAPIError, events: ChatEvent[]): void;
  /** Whether the answer is known to be whole, by this format's own proof: a finish reason. */
  readonly isFinished: boolean;
  /** Whether the format's own end mark has come, after which nothing follows. */
  readonly isOver: boolean;
  /** Ends the answer: whatever was still open is closed, and its usage and finish events are added. */
  end(end: BodyEnd, events: ChatEvent[]): void;
}
