import type { CometAPIError } from "../../errors/comet-api-error.ts";
import type { JSONObject } from "../../json.ts";
import type { ModelTraits } from "../../models/model-traits.ts";
import type { ChatEvent } from "../chat-event.ts";
import type { AssistantPart, ChatRequest, ChatWarning } from "../chat-request.ts";

/**
 * One of the four text APIs: how a request becomes its body, and how its frames become events.
 *
 * The code that uses an API does not depend on which one it is. The API itself knows nothing of HTTP.
 */
export interface ChatApi {
  /**
   * The request in the API's form, fitted to the model's traits: what the API or the model refuses is left out
   * or changed, and every such change is reported.
   *
   * @param request With the model id as it is sent, and with `adoptParts` applied. The caller merges `extraBody`.
   */
  convertRequest(request: ChatRequest, traits: ModelTraits, isStream: boolean): ConvertedRequest;
  /**
   * Parts of an earlier answer that the AI SDK's package for this API wrote, in the form of this client: the options
   * that have to go back become echoes.
   */
  adoptParts?: (parts: readonly AssistantPart[]) => AssistantPart[];
  /** Optional parts that some servers refuse. A refused request is sent again without the part. */
  refusableParts?: readonly RefusablePart[];
  /** Makes a normalizer, which reads one answer. */
  createNormalizer(context: NormalizerContext): ChatNormalizer;
}

/** A request in the API's form, and what had to be changed for it. */
export interface ConvertedRequest {
  /** Path below the root of the service. */
  path: string;
  /** Headers of this API, besides those of every request. */
  headers?: Readonly<Record<string, string>> | undefined;
  body: JSONObject;
  warnings: ChatWarning[];
}

/** An optional part of a request that some servers refuse. */
export interface RefusablePart {
  /** The words of the error that refuses it. */
  refusal: RegExp;
  /**
   * The name by which the refusal is remembered, unique in the API. Given if the server refuses the part in every
   * request to the model, not because of what this one has in it: later requests are sent without it.
   */
  rememberAs?: string;
  /**
   * Whether a body has the part, where the request alone does not show it. A remembered refusal counts only for these:
   * other requests stay as they are.
   */
  isIn?: (body: JSONObject) => boolean;
  /** The request without the part. Undefined if it does not have the part, or makes no sense without it. */
  remove: (request: ChatRequest) => ReducedRequest | undefined;
}

/** A request without a part that the server refuses. */
export interface ReducedRequest {
  request: ChatRequest;
  /** What was taken out. */
  warning: ChatWarning;
}

/** What a normalizer gets from its caller. */
export interface NormalizerContext {
  /** What was asked. */
  request: ChatRequest;
  /** The traits by which the request was converted. */
  traits: ModelTraits;
  /** Makes ids for tool calls that have none. */
  generateId: () => string;
  /** Turns an error frame into an error. */
  toError: (frame: unknown) => CometAPIError;
  /** Adds the origin of the answer to an error that the normalizer made itself. */
  locate: (error: CometAPIError) => CometAPIError;
  /** Whether each frame is also passed on as a `raw` event. */
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
  /** Adds an error. The answer is then not a success. */
  pushError(error: CometAPIError, events: ChatEvent[]): void;
  /** Adds the error of an answer that was cut off, unless an error has explained its end already. */
  interrupt(error: CometAPIError, events: ChatEvent[]): void;
  /** Whether the answer is known to be whole, because a finish reason has come. */
  readonly isFinished: boolean;
  /** Whether nothing that follows belongs to this answer: the API's own end mark has come, or another answer has begun. */
  readonly isOver: boolean;
  /** Ends the answer: whatever was still open is closed, and its usage and finish events are added. */
  end(end: BodyEnd, events: ChatEvent[]): void;
}
