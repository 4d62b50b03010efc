import type { CometAPIError } from "../errors/comet-api-error.ts";

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
}

export interface RequestHookEvent {
  method: string;
  url: string;
  /** 0 for the first attempt. */
  attempt: number;
  /** Request headers without the ones that carry the key. */
  headers: Record<string, string>;
  /** The JSON body, undefined for multipart and GET requests. */
  body: unknown;
}

export interface ResponseHookEvent {
  method: string;
  url: string;
  attempt: number;
  status: number;
  requestId: string | undefined;
  headers: Record<string, string>;
  /** From sending the request to its response headers, in milliseconds. */
  durationMs: number;
}

export interface RetryHookEvent {
  url: string;
  /** The attempt that comes next; 1 for the first retry. */
  attempt: number;
  delayMs: number;
  error: CometAPIError;
}

export interface FallbackHookEvent {
  fromModel: string;
  toModel: string;
  error: CometAPIError;
}
