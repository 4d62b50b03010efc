import type { ClientHooks } from "../config/client-hooks.ts";
import type { FetchFunction } from "../config/client-settings.ts";
import type { CometAPIError } from "../errors/comet-api-error.ts";
import type { Redactor } from "../errors/create-redactor.ts";
import type { ResponseBody } from "./response-body.ts";

/**
 * What happens to a redirect: it is an error, it is returned as the response that it is, or the platform
 * follows it.
 */
export type RedirectPolicy = "refuse" | "return" | "follow";

/** One HTTP request, with everything it needs already resolved. */
export interface TransportRequest {
  method: string;
  url: string;
  /** The address as hooks and errors may show it: without the key. */
  shownURL: string;
  headers: Record<string, string>;
  body: BodyInit | undefined;
  /** Default `refuse`. */
  redirects?: RedirectPolicy | undefined;
  /** The body to show to hooks: the JSON value, undefined for anything else. */
  shownBody: unknown;
  signal: AbortSignal | undefined;
  timeoutMs: number;
  idleTimeoutMs: number;
  attempt: number;
  fetch: FetchFunction;
  hooks: ClientHooks;
  redact: Redactor;
}

/** A successful response whose body is still to be read. */
export interface TransportResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  requestId: string | undefined;
  /** The address that was asked, without the key. */
  url: string;
  body: ResponseBody;
  /** Adds to an error about the body where it came from, and removes the key. */
  locate: (error: CometAPIError) => CometAPIError;
  redact: Redactor;
}
