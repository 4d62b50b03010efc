import type { ReceivedResponse } from "../chat/chat-answer.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { copyError } from "../errors/copy-error.ts";
import { normalizeErrorBody } from "../errors/normalize-error-body.ts";
import { toCometAPIError } from "../errors/to-comet-api-error.ts";
import { isObject } from "../json-access.ts";
import type { Dispatcher, ServiceRequest } from "./dispatcher.ts";
import { LIMITS, type ReadLimits } from "./limits.ts";
import { parseJSONBody } from "./parse-json-body.ts";
import type { TransportResponse } from "./transport-request.ts";

/** A call that is answered with JSON. */
export interface JSONCall<T> {
  request: ServiceRequest;
  /** Makes the value out of the parsed body; throws a CometAPIError for one that cannot be used. */
  normalize: (body: unknown) => T;
  /**
   * Whether a body is what was asked for. Any other body is searched for an error, because some relays send
   * errors with status 200. Default: whether it has a `data` list.
   */
  isAnswer?: ((body: Readonly<Record<string, unknown>>) => boolean) | undefined;
  /** Default: those of an answer. */
  limits?: ReadLimits | undefined;
}

/** The value of an answer, and the response it came in. */
export interface JSONAnswer<T> {
  value: T;
  response: ReceivedResponse;
}

/**
 * Sends a call and reads its answer.
 *
 * @throws {@link CometAPIError} for every failure; it names status, request id and address.
 */
export function callForJSON<T>(
  dispatcher: Dispatcher,
  config: ClientConfig,
  { request, normalize, isAnswer = hasData, limits = LIMITS.answer }: JSONCall<T>,
): Promise<JSONAnswer<T>> {
  return dispatcher.dispatch(request, config, async (response) => {
    const text = await response.body.readText(limits);
    const body = parseJSONBody(text, response);
    const isSuccess = isObject(body) && body["success"] !== false && isAnswer(body);
    if (!isSuccess) throwIfError(body, text, response);
    return {
      value: normalizeAnswer(normalize, body, text, response),
      response: response.received,
    };
  });
}

/** Throws the error in a body with status 200, if it holds one. */
export function throwIfError(
  body: unknown,
  text: string,
  { received, url, redact }: TransportResponse,
): void {
  if (normalizeErrorBody(body) === undefined) return;
  throw toCometAPIError({ ...received, body: text, url, redact });
}

/**
 * Makes a value out of an answer. If `normalize` throws, the error that the answer itself reports is thrown.
 * If the answer reports none, the error of `normalize` is thrown, with the origin of the answer added.
 */
export function normalizeAnswer<B, T>(
  normalize: (body: B) => T,
  body: B,
  text: string,
  response: TransportResponse,
): T {
  try {
    return normalize(body);
  } catch (error) {
    throwIfError(body, text, response);
    if (!CometAPIError.isInstance(error)) throw error;
    throw response.locate(copyError(error, { body: text }));
  }
}

function hasData(body: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(body["data"]);
}
