import type { ReceivedResponse } from "../chat/chat-answer.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { copyError } from "../errors/copy-error.ts";
import { normalizeErrorBody } from "../errors/normalize-error-body.ts";
import { toCometAPIError } from "../errors/to-comet-api-error.ts";
import { isObject } from "../json-access.ts";
import type { Dispatcher, ResponseContext, ServiceRequest } from "./dispatcher.ts";
import { LIMITS, type ReadLimits } from "./limits.ts";
import { parseJSONBody } from "./parse-json-body.ts";
import type { TransportResponse } from "./send-request.ts";

/** A call that is answered with JSON. */
export interface JSONCall<T> {
  request: ServiceRequest;
  /** Makes the value out of the parsed body; throws a CometAPIError for one that cannot be used. */
  normalize: (body: unknown) => T;
  /**
   * Whether a body is what was asked for. One that is not is searched for an error, which some
   * gateways send with status 200. Default: whether it has a `data` list.
   */
  isAnswer?: ((body: Readonly<Record<string, unknown>>) => boolean) | undefined;
  /** Default: those of an answer. */
  limits?: ReadLimits | undefined;
}

/** What came back, and from where. */
export interface JSONAnswer<T> {
  value: T;
  response: ReceivedResponse;
}

/**
 * Sends a call and reads its answer.
 *
 * @throws {@link CometAPIError} whatever goes wrong; it names status, request id and address.
 */
export function callForJSON<T>(
  dispatcher: Dispatcher,
  config: ClientConfig,
  { request, normalize, isAnswer = hasData, limits = LIMITS.answer }: JSONCall<T>,
): Promise<JSONAnswer<T>> {
  return dispatcher.dispatch(request, config, async (response, context) => {
    const text = await response.body.readText(limits);
    const body = parseJSONBody(text, response, context);
    const isSuccess = isObject(body) && body["success"] !== false && isAnswer(body);
    if (!isSuccess) throwIfError(body, text, response, context);
    return {
      value: readAnswer(() => normalize(body), body, text, response, context),
      response: toReceivedResponse(response),
    };
  });
}

/** What a caller is told about a response. */
export function toReceivedResponse(response: TransportResponse): ReceivedResponse {
  const { status, headers, requestId } = response;
  return { status, headers, requestId };
}

/** Throws the error that a body with status 200 carries, when it carries one. */
export function throwIfError(
  body: unknown,
  text: string,
  { status, headers }: TransportResponse,
  { url, redact }: ResponseContext,
): void {
  if (normalizeErrorBody(body) === undefined) return;
  throw toCometAPIError({ status, headers, body: text, url, redact });
}

/**
 * Runs the pure function that makes a value out of an answer. Where it cannot, the answer's own words for
 * what went wrong are thrown, and its error with where the answer came from only where there are none.
 */
export function readAnswer<T>(
  normalize: () => T,
  body: unknown,
  text: string,
  response: TransportResponse,
  context: ResponseContext,
): T {
  try {
    return normalize();
  } catch (error) {
    throwIfError(body, text, response, context);
    if (!CometAPIError.isInstance(error)) throw error;
    throw response.locate(copyError(error, { body: text }));
  }
}

function hasData(body: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(body["data"]);
}
