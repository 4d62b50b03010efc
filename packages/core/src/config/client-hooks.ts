import type { CometAPIError } from "../errors/comet-api-error.ts";
import type { UsageRecord } from "../money/usage-record.ts";

/** Called around each request, for logging and tracing. None of them ever sees the key. */
export interface ClientHooks {
  /** Before a request is sent, each attempt once. */
  onRequest?: ((event: RequestHookEvent) => void) | undefined;
  /** After response headers arrived, whatever the status. */
  onResponse?: ((event: ResponseHookEvent) => void) | undefined;
  /** Before the wait that precedes another attempt. */
  onRetry?: ((event: RetryHookEvent) => void) | undefined;
  /** Before the next model of `fallbackModels` is tried. */
  onFallback?: ((event: FallbackHookEvent) => void) | undefined;
  /**
   * After each answer, also one that broke off or was left, with what is known of its usage and cost. Costs
   * are estimated with `includeCost` or a budget only. What it throws, the call throws.
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

/** Response headers that came. The body is not read yet and may still hold or become an error. */
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

/** A failure that another attempt may mend. */
export interface RetryHookEvent {
  /** Where the failed attempt went. */
  url: string;
  /** The attempt that comes next; 1 for the first retry. */
  attempt: number;
  /** How long it waits, in milliseconds: what the server asked for, else a growing random time. */
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
  /** Why the one before failed. */
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
