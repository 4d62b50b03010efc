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
import { createRedactor, type Redactor } from "../errors/create-redactor.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import { stringifyArgument } from "../errors/stringify-argument.ts";
import type { JSONObject } from "../json.ts";
import type { FallbackQuestion, MeterConfig, MeteredCall } from "../money/meter.ts";
import type { CallMeter } from "../money/call-meter.ts";
import type { ResponseBody } from "./response-body.ts";
import { type ReleaseSlot, Semaphore } from "./semaphore.ts";
import { openResponse, sendRequest } from "./send-request.ts";
import { toFetchResponse } from "./to-fetch-response.ts";
import type { RedirectPolicy, TransportRequest, TransportResponse } from "./transport-request.ts";
import { untilAborted } from "../config/until-aborted.ts";
import { withRetries } from "./with-retries.ts";

/** One call of the service, before its configuration is resolved. */
export interface ServiceRequest {
  method: "GET" | "POST" | "DELETE";
  /** Path below the root of the service, or a function that gives a whole URL. */
  path: string | ((config: ClientConfig) => { url: string; shownURL: string });
  /** Headers of this call. They win over the headers of every call; the user's headers win over them. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** The model that is asked, for error messages. */
  model?: string | undefined;
  /** A JSON value, or a form. */
  body?: JSONObject | FormData | undefined;
  /** Default `application/json`. */
  accept?: string | undefined;
  /** Whether the key is sent in the `authorization` header. Default true. */
  isAuthorized?: boolean | undefined;
  /** Default `refuse`: to follow a redirect would send the key to an unknown server. */
  redirects?: RedirectPolicy | undefined;
  /** Texts, besides the key, that errors and hooks must not show. */
  secrets?: readonly string[] | undefined;
  /** Reserves money for each attempt. */
  callMeter?: CallMeter | undefined;
}

/** How the calls of a client are metered: counted in money. */
export interface Metering {
  /** Makes the meter of a call. Undefined if no setting needs costs. */
  meterCall: (call: MeteredCall, config: MeterConfig) => Promise<CallMeter> | undefined;
  /** Says why a model is too dear to replace another one. Undefined if it is not too dear. */
  findFallbackObstacle: (question: FallbackQuestion) => Promise<string | undefined>;
}

const NO_METERING: Metering = {
  meterCall: () => undefined,
  findFallbackObstacle: () => Promise.resolve(undefined),
};

/** Sends calls of the service: configuration, concurrency, retries and transport in one place. */
export class Dispatcher {
  readonly #settings: ClientSettings;
  /** Undefined without a limit: then there is nothing to wait for. */
  readonly #semaphore: Semaphore | undefined;
  #hasCheckedSettings = false;
  #lastRedactor: { apiKey: string; redact: Redactor } | undefined;

  readonly metering: Metering;

  constructor(settings: ClientSettings, metering: Metering = NO_METERING) {
    this.#settings = settings;
    this.metering = metering;
    this.#semaphore = createSemaphore(settings.maxConcurrency);
  }

  /** Calls the settings' `onFallback` hook. */
  notifyFallback(event: FallbackHookEvent): void {
    this.#settings.onFallback?.(event);
  }

  /**
   * Settings and options of one call, with every default filled in.
   *
   * @throws `CometAPIError` `invalid-argument` for a setting that does not exist or has a wrong value.
   */
  resolveConfig(options: RequestOptions, needs?: CallNeeds): Promise<ClientConfig> {
    const resolve = () => resolveClientConfig(this.#settings, options, needs);
    // Only the first call waits for the check: each wait costs a call a turn.
    return this.#hasCheckedSettings ? resolve() : this.#checkSettings().then(resolve);
  }

  /** Checks the settings. The rules are loaded here, so that a bundle's first chunk is smaller. */
  async #checkSettings(): Promise<void> {
    const [{ checkSettings }, { connectionRules }] = await Promise.all([
      import("../config/check-settings.ts"),
      import("../config/connection-rules.ts"),
    ]);
    checkSettings("CometAPIClient", this.#settings, connectionRules);
    this.#hasCheckedSettings = true;
  }

  /**
   * Sends a request and reads its response. Does both again after an error that a retry may fix.
   *
   * @param read Reads the response. It may return the body unread: the call's slot is free again when the body
   * has ended.
   */
  async dispatch<T>(
    request: ServiceRequest,
    config: ClientConfig,
    read: (response: TransportResponse) => Promise<T>,
  ): Promise<T> {
    const { signal, maxRetries } = config;
    try {
      return await this.#inSlot(signal, (holdWhileOpen) =>
        withRetries((attempt) => this.#attempt(request, config, read, attempt, holdWhileOpen), {
          maxRetries,
          signal,
          onRetry: (retry, delayMs, error) =>
            this.#settings.onRetry?.({ url: error.url ?? "", attempt: retry, delayMs, error }),
        }),
      );
    } catch (error) {
      const { model, body } = request;
      const { apiKeySource, baseURL } = config;
      const sent = isJSON(body) ? body : undefined;
      // Loaded only after a failure, so that a web page loads less at first.
      const { explainError } = await import("./explain-error.ts");
      throw explainError(error, { model, apiKeySource, baseURL, body: sent });
    }
  }

  async #attempt<T>(
    request: ServiceRequest,
    config: ClientConfig,
    read: (response: TransportResponse) => Promise<T>,
    attempt: number,
    holdWhileOpen: (body: ResponseBody) => void,
  ): Promise<T> {
    const { url, shownURL } = resolveURL(request.path, config);
    const redact =
      request.secrets === undefined
        ? this.#redactorFor(config.apiKey)
        : createRedactor([config.apiKey, ...request.secrets]);
    request.callMeter?.reserve();
    let response: TransportResponse | undefined;
    try {
      response = await sendRequest({
        ...this.#transportSettings(config),
        method: request.method,
        url,
        shownURL: redact(shownURL),
        headers: createRequestHeaders({
          own: request.headers,
          apiKey: request.isAuthorized === false ? undefined : config.apiKey,
          userAgent: this.#settings.userAgent,
          // `fetch` sets the type of a form itself: it contains the boundary, which only `fetch` knows.
          contentType: isJSON(request.body) ? "application/json" : undefined,
          accept: request.accept ?? "application/json",
          settings: config.settingsHeaders,
          options: config.optionsHeaders,
        }),
        body: isJSON(request.body) ? stringifyArgument(request.body) : request.body,
        shownBody: isJSON(request.body) ? request.body : undefined,
        redirects: request.redirects,
        attempt,
        redact,
      });
      holdWhileOpen(response.body);
      return await read(response);
    } catch (error) {
      // An answer that could not be read would keep its connection open.
      response?.body.close();
      request.callMeter?.fail(error);
      throw error;
    }
  }

  /**
   * A `fetch` with CometAPI's key, headers, timeouts and hooks, for other packages that speak one of
   * its formats. Returns error responses as they are and never retries.
   *
   * @throws `CometAPIError` `invalid-argument` for an address outside the base URL's origin: the key is sent
   * to no other server.
   */
  async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const given = new Request(input, init);
    // Kept until the end: the signal of a Request follows the caller's signal only while the Request exists.
    const source = input instanceof Request ? input : undefined;
    const config = await this.resolveConfig({ signal: init?.signal ?? source?.signal });
    checkOrigin(given.url, config.baseURL);
    const body =
      given.body === null ? undefined : await untilAborted(given.arrayBuffer(), config.signal);
    return this.#inSlot(config.signal, async (holdWhileOpen) => {
      const redact = this.#redactorFor(config.apiKey);
      const response = await openResponse({
        ...this.#transportSettings(config),
        method: given.method,
        url: given.url,
        shownURL: redact(given.url),
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
        attempt: 0,
        redact,
      });
      holdWhileOpen(response.body);
      void response.body.closed.then(() => source);
      return toFetchResponse(response);
    });
  }

  /**
   * Makes a call when there is a slot for it. The slot is free again when the call and the last body that it
   * opened have ended.
   */
  #inSlot<T>(signal: AbortSignal | undefined, call: CallInSlot<T>): Promise<T> {
    if (this.#semaphore === undefined) return call(() => {});
    return callInSlot(this.#semaphore.acquire(signal), call);
  }

  #transportSettings({ signal, timeoutMs, idleTimeoutMs, fetch }: ClientConfig): TransportSettings {
    return { signal, timeoutMs, idleTimeoutMs, fetch, hooks: this.#settings };
  }

  // Kept between calls: to make one took 10 of the 50 µs that a request costs besides `fetch`, and keys seldom
  // change.
  #redactorFor(apiKey: string): Redactor {
    if (this.#lastRedactor?.apiKey !== apiKey) {
      this.#lastRedactor = { apiKey, redact: createRedactor([apiKey]) };
    }
    return this.#lastRedactor.redact;
  }
}

/** A call that has a slot. It names each body that it opens, which keeps the slot until it has ended. */
type CallInSlot<T> = (holdWhileOpen: (body: ResponseBody) => void) => Promise<T>;

async function callInSlot<T>(slot: Promise<ReleaseSlot>, call: CallInSlot<T>): Promise<T> {
  const release = await slot;
  let lastBody: ResponseBody | undefined;
  try {
    return await call((body) => {
      lastBody = body;
    });
  } finally {
    if (lastBody === undefined) release();
    else void lastBody.closed.then(release);
  }
}

/** The part of a request that depends only on the settings and options. */
type TransportSettings = Pick<
  TransportRequest,
  "signal" | "timeoutMs" | "idleTimeoutMs" | "fetch" | "hooks"
>;

function createSemaphore(maxConcurrency = Infinity): Semaphore | undefined {
  if (maxConcurrency === Infinity) return undefined;
  if (Number.isInteger(maxConcurrency) && maxConcurrency >= 1) return new Semaphore(maxConcurrency);
  throw invalidArgument(
    `\`maxConcurrency\` must be 1 or a whole number above, not ${maxConcurrency}.`,
  );
}

function checkOrigin(url: string, baseURL: string): void {
  const [origin, ownOrigin] = [new URL(url).origin, new URL(baseURL).origin];
  if (origin === ownOrigin) return;
  throw invalidArgument(
    `\`client.fetch\` sends the key to ${ownOrigin} alone, not to ${origin}. ` +
      "Use the `baseURL` of the client, or another `fetch`.",
  );
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
