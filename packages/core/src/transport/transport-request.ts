import type { ReceivedResponse } from "../chat/chat-answer.ts";
import type { ClientHooks } from "../config/client-hooks.ts";
import type { FetchFunction } from "../config/client-settings.ts";
import type { CometAPIError } from "../errors/comet-api-error.ts";
import type { Redactor } from "../errors/create-redactor.ts";
import type { ResponseBody } from "./response-body.ts";

/**
 * What happens to a redirect: `refuse` makes it an error, `return` returns it as a response, and `follow` lets
 * the platform follow it.
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

/** A successful response. Its body is not read yet. */
export interface TransportResponse {
  received: ReceivedResponse;
  /** The address that was asked, without the key. */
  url: string;
  body: ResponseBody;
  /** Adds the origin of the body to an error about it, and removes the key. */
  locate: (error: CometAPIError) => CometAPIError;
  redact: Redactor;
}
