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
import type { FallbackQuestion, MeteredCall } from "../money/meter.ts";
import type { Tab } from "../money/tab.ts";
import type { ResponseBody } from "./response-body.ts";
import { Semaphore } from "./semaphore.ts";
import { openResponse, sendRequest } from "./send-request.ts";
import { toFetchResponse } from "./to-fetch-response.ts";
import type { RedirectPolicy, TransportRequest, TransportResponse } from "./transport-request.ts";
import { untilAborted } from "../config/until-aborted.ts";
import { withRetries } from "./with-retries.ts";

/** One call of the service, as a call site knows it. */
export interface ServiceRequest {
  method: "GET" | "POST" | "DELETE";
  /** Path below the root of the service, or a function that gives a whole URL. */
  path: string | ((config: ClientConfig) => { url: string; shownURL: string });
  /** Headers of this call, over those of every call and under the user's. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** The model that is asked, for errors. */
  model?: string | undefined;
  /** A JSON value, or a form. */
  body?: JSONObject | FormData | undefined;
  /** Default `application/json`. */
  accept?: string | undefined;
  /** Whether the key is sent in the `authorization` header. Default true. */
  isAuthorized?: boolean | undefined;
  /** Default `refuse`: following would hand the key to whoever is there. */
  redirects?: RedirectPolicy | undefined;
  /** What neither errors nor hooks may show, besides the key. */
  secrets?: readonly string[] | undefined;
  /** Where each attempt sets aside what it may cost. */
  tab?: Tab | undefined;
}

/** What a client knows of money. */
export interface MoneyDesk {
  /** Opens the tab of a call. Undefined where nobody asks for money. */
  openTab: (call: MeteredCall) => Promise<Tab> | undefined;
  /** Says why a model is too dear to be asked in place of another one. Undefined: it is not. */
  findFallbackObstacle: (question: FallbackQuestion) => Promise<string | undefined>;
}

const NO_MONEY: MoneyDesk = {
  openTab: () => undefined,
  findFallbackObstacle: () => Promise.resolve(undefined),
};

/** Sends calls of the service: configuration, concurrency, retries and transport in one place. */
export class Dispatcher {
  readonly #settings: ClientSettings;
  readonly #semaphore: Semaphore;
  #lastRedactor: { apiKey: string; redact: Redactor } | undefined;

  readonly money: MoneyDesk;

  constructor(settings: ClientSettings, money: MoneyDesk = NO_MONEY) {
    this.#settings = settings;
    this.money = money;
    this.#semaphore = new Semaphore(checkConcurrency(settings.maxConcurrency));
  }

  /** Calls the settings' hook for another model that is tried. */
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
   * @param read Reads the response. It may hand the body out: the call's slot is free again when the body
   * has ended.
   */
  async dispatch<T>(
    request: ServiceRequest,
    config: ClientConfig,
    read: (response: TransportResponse) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#dispatch(request, config, read);
    } catch (error) {
      const { model, body } = request;
      const { apiKeySource, baseURL } = config;
      const sent = isJSON(body) ? body : undefined;
      // Not in what a page loads at first: most calls do not fail.
      const { explainError } = await import("./explain-error.ts");
      throw explainError(error, { model, apiKeySource, baseURL, body: sent });
    }
  }

  #dispatch<T>(
    request: ServiceRequest,
    config: ClientConfig,
    read: (response: TransportResponse) => Promise<T>,
  ): Promise<T> {
    return this.#inSlot(config.signal, (holdWhileOpen) =>
      withRetries(
        async (attempt) => {
          const { url, shownURL } = resolveURL(request.path, config);
          const redact =
            request.secrets === undefined
              ? this.#redactorFor(config.apiKey)
              : createRedactor([config.apiKey, ...request.secrets]);
          request.tab?.reserve();
          try {
            const response = await sendRequest({
              ...this.#transportSettings(config),
              method: request.method,
              url,
              shownURL: redact(shownURL),
              headers: createRequestHeaders({
                own: request.headers,
                apiKey: request.isAuthorized === false ? undefined : config.apiKey,
                userAgent: this.#settings.userAgent,
                // A form's type carries its boundary, which only `fetch` knows.
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
            return await readOrClose(response, read);
          } catch (error) {
            request.tab?.fail(error);
            throw error;
          }
        },
        {
          maxRetries: config.maxRetries,
          signal: config.signal,
          onRetry: (attempt, delayMs, error) =>
            this.#settings.onRetry?.({ url: error.url ?? "", attempt, delayMs, error }),
        },
      ),
    );
  }

  /**
   * A `fetch` with CometAPI's key, headers, timeouts and hooks, for other packages that speak one of
   * its formats. Hands error responses out as they are and never retries.
   *
   * @throws `CometAPIError` `invalid-argument` for an address that is not of the base URL's origin:
   * the key goes nowhere else.
   */
  async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const given = new Request(input, init);
    // Kept to the end: the signal of a Request follows the caller's only as long as the Request lives.
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
   * Makes a call when there is a slot for it. The slot is free again when the call has ended, and with it
   * the last body that it named.
   */
  async #inSlot<T>(
    signal: AbortSignal | undefined,
    call: (holdWhileOpen: (body: ResponseBody) => void) => Promise<T>,
  ): Promise<T> {
    const release = await this.#semaphore.acquire(signal);
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

  #transportSettings({ signal, timeoutMs, idleTimeoutMs, fetch }: ClientConfig): TransportSettings {
    return { signal, timeoutMs, idleTimeoutMs, fetch, hooks: this.#settings };
  }

  // Making one took 10 of the 50 µs that a request costs besides `fetch`, and keys seldom change.
  #redactorFor(apiKey: string): Redactor {
    if (this.#lastRedactor?.apiKey !== apiKey) {
      this.#lastRedactor = { apiKey, redact: createRedactor([apiKey]) };
    }
    return this.#lastRedactor.redact;
  }
}

/** What of a request follows from the settings and options alone. */
type TransportSettings = Pick<
  TransportRequest,
  "signal" | "timeoutMs" | "idleTimeoutMs" | "fetch" | "hooks"
>;

/** Reads a response; one that cannot be read is given up, so that its connection does not stay. */
async function readOrClose<T>(
  response: TransportResponse,
  read: (response: TransportResponse) => Promise<T>,
): Promise<T> {
  try {
    return await read(response);
  } catch (error) {
    response.body.close();
    throw error;
  }
}

function checkConcurrency(maxConcurrency = Infinity): number {
  if (maxConcurrency === Infinity || (Number.isInteger(maxConcurrency) && maxConcurrency >= 1)) {
    return maxConcurrency;
  }
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
