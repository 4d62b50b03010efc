import type { CometAPIError } from "../errors/comet-api-error.ts";
import type { UsageRecord } from "../money/usage-record.ts";

/** Called around each request, for logging and tracing. None of them ever sees the key. */
export interface ClientHooks {
  /** Before a request is sent, once for each attempt. */
  onRequest?: ((event: RequestHookEvent) => void) | undefined;
  /** After response headers arrived, whatever the status. */
  onResponse?: ((event: ResponseHookEvent) => void) | undefined;
  /** Before the wait that precedes another attempt. */
  onRetry?: ((event: RetryHookEvent) => void) | undefined;
  /** Before the next model of `fallbackModels` is tried. */
  onFallback?: ((event: FallbackHookEvent) => void) | undefined;
  /**
   * After each answer, with what is known of its usage and cost; also after one that broke off or was not read
   * to its end. Costs are estimated only with `includeCost` or a budget. An error thrown here fails the call.
   */
  onUsage?: ((record: UsageRecord) => void) | undefined;
}

/** A request that is about to be sent. */
export interface RequestHookEvent {
  /** HTTP method. */
  method: string;
  /** Where it goes, without the key that the balance's address carries. */
  url: string;
  /** 0 for the first attempt. */
  attempt: number;
  /** Request headers without the ones that carry the key. */
  headers: Record<string, string>;
  /** The JSON body. Undefined for multipart and GET requests and for those of `client.fetch`. */
  body: unknown;
}

/** Response headers have arrived. The body is not read yet: it may hold an error, or reading it may fail. */
export interface ResponseHookEvent {
  /** HTTP method of the request. */
  method: string;
  /** As in the request's event. */
  url: string;
  /** As in the request's event. */
  attempt: number;
  /** HTTP status, of errors too. */
  status: number;
  /** The id CometAPI gives a request, for its support. Undefined when the headers have none. */
  requestId: string | undefined;
  /** Response headers, names in lower case. */
  headers: Record<string, string>;
  /** From sending the request to its response headers, in milliseconds. */
  durationMs: number;
}

/** A failed attempt that will be repeated. */
export interface RetryHookEvent {
  /** Where the failed attempt went. */
  url: string;
  /** The attempt that comes next; 1 for the first retry. */
  attempt: number;
  /** The wait before it, in milliseconds: what the server asked for, otherwise a growing random time. */
  delayMs: number;
  /** Why the attempt before failed. */
  error: CometAPIError;
}

/** A model that could not serve a chat request, and the one that is tried in its place. */
export interface FallbackHookEvent {
  /** Model id that failed, retries included. */
  fromModel: string;
  /** Model id that is asked now. */
  toModel: string;
  /** Why `fromModel` failed. */
  error: CometAPIError;
  /** Models between the two that were not asked. Empty without `maxFallbackPriceRatio`. */
  skipped: SkippedModel[];
}

/** A fallback model that was not asked. */
export interface SkippedModel {
  model: string;
  /** Why not, without a full stop: `it costs 4 USD for a million input tokens, and at most 2 are allowed`. */
  reason: string;
}
