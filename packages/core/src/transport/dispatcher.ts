import type { LimitFunction } from "p-limit";
import type { FallbackHookEvent } from "../config/client-hooks.ts";
import type { ClientSettings, RequestOptions } from "../config/client-settings.ts";
import {
  createKeyHeaders,
  createRequestHeaders,
  headersWithoutKey,
} from "../config/create-request-headers.ts";
import {
  type CallNeeds,
  type ClientConfig,
  resolveClientConfig,
} from "../config/resolve-client-config.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { createRedactor, type Redactor } from "../errors/create-redactor.ts";
import type { JSONObject } from "../json.ts";
import { acquireSlot } from "./acquire-slot.ts";
import { openResponse, sendRequest, type TransportResponse } from "./send-request.ts";
import { toFetchResponse } from "./to-fetch-response.ts";
import { withRetries } from "./with-retries.ts";

/** One call of the service, as a call site knows it. */
export interface ServiceRequest {
  method: "GET" | "POST" | "DELETE";
  /** Path below the root of the service, or what makes a whole URL out of the configuration. */
  path: string | ((config: ClientConfig) => { url: string; shownURL: string });
  /** Headers of this call, over those of every call and under the user's. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** A JSON value, or a form. */
  body?: JSONObject | FormData | undefined;
  /** Default `application/json`. */
  accept?: string | undefined;
  /** Whether the key is sent in the `authorization` header. Default true. */
  isAuthorized?: boolean | undefined;
  /** Whether redirects are followed. Default false. */
  followsRedirects?: boolean | undefined;
  /** What neither errors nor hooks may show, besides the key. */
  secrets?: readonly string[] | undefined;
}

/** What a reader of a response may need besides the response. */
export interface ResponseContext {
  /** Address of the request, fit to be shown. */
  url: string;
  redact: Redactor;
}

/** Makes the response another package is given out of the one that came. */
export type FetchReader = (
  response: TransportResponse,
  context: ResponseContext,
) => Promise<Response>;

/** Sends calls of the service: configuration, concurrency, retries and transport in one place. */
export class Dispatcher {
  readonly #settings: ClientSettings;
  readonly #limit: Promise<LimitFunction> | undefined;
  #lastRedactor: { apiKey: string; redact: Redactor } | undefined;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
    this.#limit = createLimit(settings.maxConcurrency);
  }

  /** Tells the settings' hook that another model is tried. */
  notifyFallback(event: FallbackHookEvent): void {
    this.#settings.onFallback?.(event);
  }

  /** Settings and options of one call, with every default filled in. */
  resolveConfig(options: RequestOptions, needs?: CallNeeds): Promise<ClientConfig> {
    return resolveClientConfig(this.#settings, options, needs);
  }

  /**
   * Sends a request, reads its response, and does both again while the error says that this may help.
   *
   * @param read Reads the response. It may hand the body out; the call's place among the concurrent
   * ones is free again when the body has ended.
   */
  async dispatch<T>(
    request: ServiceRequest,
    config: ClientConfig,
    read: (response: TransportResponse, context: ResponseContext) => Promise<T>,
  ): Promise<T> {
    const release = await acquireSlot(this.#limit, config.signal);
    let closed = Promise.resolve();
    try {
      return await withRetries(
        async (attempt) => {
          const { url, shownURL } = resolveURL(request.path, config);
          const redact =
            request.secrets === undefined
              ? this.#redactorFor(config.apiKey)
              : createRedactor([config.apiKey, ...request.secrets]);
          const headers = createRequestHeaders({
            own: request.headers,
            apiKey: request.isAuthorized === false ? undefined : config.apiKey,
            userAgent: this.#settings.userAgent,
            // A form's type carries its boundary, which only `fetch` knows.
            contentType: isJSON(request.body) ? "application/json" : undefined,
            accept: request.accept ?? "application/json",
            settings: config.settingsHeaders,
            options: config.optionsHeaders,
          });
          const response = await sendRequest({
            method: request.method,
            url,
            shownURL,
            headers,
            body: isJSON(request.body) ? JSON.stringify(request.body) : request.body,
            shownBody: isJSON(request.body) ? request.body : undefined,
            followsRedirects: request.followsRedirects,
            signal: config.signal,
            timeoutMs: config.timeoutMs,
            idleTimeoutMs: config.idleTimeoutMs,
            attempt,
            fetch: config.fetch,
            hooks: this.#settings,
            redact,
          });
          closed = response.body.closed;
          return read(response, { url: redact(shownURL), redact });
        },
        {
          maxRetries: config.maxRetries,
          signal: config.signal,
          onRetry: (attempt, delayMs, error) =>
            this.#settings.onRetry?.({ url: error.url ?? "", attempt, delayMs, error }),
        },
      );
    } finally {
      void closed.then(release);
    }
  }

  /**
   * A `fetch` with CometAPI's key, headers, timeouts and hooks, for other packages that speak one of
   * its formats. Hands error responses out as they are and never retries.
   *
   * @param read Makes the response out of what came. With it, error responses are thrown instead.
   */
  async fetch(
    input: string | URL | Request,
    init?: RequestInit,
    read?: FetchReader,
  ): Promise<Response> {
    const given = new Request(input, init);
    // Held to the end: the signal of a Request follows the caller's only as long as the Request lives.
    const source = input instanceof Request ? input : undefined;
    const config = await this.resolveConfig({ signal: init?.signal ?? source?.signal });
    const body = given.body === null ? undefined : await given.arrayBuffer();
    const release = await acquireSlot(this.#limit, config.signal);
    let closed = Promise.resolve();
    try {
      const redact = this.#redactorFor(config.apiKey);
      const send = read === undefined ? openResponse : sendRequest;
      const response = await send({
        method: given.method,
        url: given.url,
        headers: {
          ...createRequestHeaders({
            apiKey: config.apiKey,
            userAgent: this.#settings.userAgent,
            contentType: undefined,
            accept: undefined,
            settings: config.settingsHeaders,
            options: headersWithoutKey(given.headers),
          }),
          ...createKeyHeaders(given.url, config.apiKey),
        },
        body,
        shownBody: undefined,
        signal: config.signal,
        timeoutMs: config.timeoutMs,
        idleTimeoutMs: config.idleTimeoutMs,
        attempt: 0,
        fetch: config.fetch,
        hooks: this.#settings,
        redact,
      });
      closed = response.body.closed;
      if (read === undefined) return toFetchResponse(response);
      return await read(response, { url: redact(given.url), redact });
    } finally {
      void closed.then(release).then(() => source);
    }
  }

  // Making one took 10 of the 50 µs that a request costs besides `fetch`, and keys seldom change.
  #redactorFor(apiKey: string): Redactor {
    if (this.#lastRedactor?.apiKey !== apiKey) {
      this.#lastRedactor = { apiKey, redact: createRedactor([apiKey]) };
    }
    return this.#lastRedactor.redact;
  }
}

function createLimit(maxConcurrency: number | undefined): Promise<LimitFunction> | undefined {
  if (maxConcurrency === undefined || maxConcurrency === Infinity) return undefined;
  if (!Number.isInteger(maxConcurrency) || maxConcurrency < 1) {
    throw new CometAPIError({
      code: "invalid-argument",
      message: `\`maxConcurrency\` must be 1 or a whole number above, not ${maxConcurrency}.`,
    });
  }
  // Not in the bundle of those who set no limit.
  return import("p-limit").then(({ default: pLimit }) => pLimit(maxConcurrency));
}

function resolveURL(
  path: ServiceRequest["path"],
  config: ClientConfig,
): { url: string; shownURL: string } {
  if (typeof path === "function") return path(config);
  const url = config.baseURL + path;
  return { url, shownURL: url };
}

function isJSON(body: JSONObject | FormData | undefined): body is JSONObject {
  return body !== undefined && !(body instanceof FormData);
}
