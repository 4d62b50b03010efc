import { CometAPIError } from "../errors/comet-api-error.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import type { TransportRequest } from "./transport-request.ts";

/** A way to end a request, even if a custom `fetch` does not listen to its signal. */
export class Ending {
  readonly #controller = new AbortController();
  /** What an abort does besides ending the request. */
  onAbort: (reason: unknown) => void = () => {};

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
    this.onAbort(reason);
  }

  /** What the call resolves with. Rejects with the reason of an abort, even if the call goes on. */
  // Without `Promise.race` and without a listener of the signal: both are made for every request.
  race<T>(call: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.onAbort = reject;
      call().then(resolve, reject);
    });
  }
}

/**
 * Sends a request and waits for its response headers, at most until the timeout. The body is not read yet.
 *
 * @throws {@link CometAPIError} `timeout` or what `toConnectionError` makes of the failure; the
 * caller's abort reason as it is.
 */
export async function fetchResponse(request: TransportRequest, ending: Ending): Promise<Response> {
  const { method, shownURL, headers, body, signal, timeoutMs, redact } = request;
  let isTimedOut = false;
  const timer = setTimeout(() => {
    isTimedOut = true;
    ending.abort(new Error("timeout"));
  }, timeoutMs);
  let response: Promise<Response> | undefined;
  try {
    const redirect = request.redirects === "follow" ? "follow" : "manual";
    const init: RequestInit = { method, headers, redirect, signal: ending.signal };
    if (body !== undefined) init.body = body;
    const received = ending.race(() => (response = request.fetch(request.url, init)));
    return withReadableBody(await received);
  } catch (error) {
    if (signal?.aborted !== true && !isTimedOut) {
      if (CometAPIError.isInstance(error)) throw error;
      const { toConnectionError } = await import("./to-connection-error.ts");
      throw toConnectionError(error, { url: shownURL, headers, redact });
    }
    void response?.then(giveUp, () => {});
    if (signal?.aborted === true) throw signal.reason;
    throw new CometAPIError({
      code: "timeout",
      message: `CometAPI sent no response within ${timeoutMs} ms (\`timeout\`).`,
      isRetryable: true,
      url: shownURL,
    });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The same response, if its body can be read.
 *
 * @throws {@link CometAPIError} `invalid-argument` when a custom `fetch` has read the body already, or gave
 * a body of another kind than the platform's, as node-fetch does.
 */
function withReadableBody(response: Response): Response {
  const { body } = response;
  if (body === null || ("getReader" in body && !body.locked)) return response;
  throw invalidArgument(
    "`fetch` gave a response whose body cannot be read: it must be a web stream that nobody has read from.",
  );
}

/** Closes the connection of a response that came although its request had been ended. */
function giveUp(response: Response): void {
  void response.body?.cancel().catch(() => {});
}
