import { parseJSON } from "../json-access.ts";
import { classifyError, impliedStatus } from "./classify-error.ts";
import { CometAPIError } from "./comet-api-error.ts";
import { redactBody, redactHeaders, redactKeyLike, type Redactor } from "./create-redactor.ts";
import { type ErrorDescription, isBlank, normalizeErrorBody } from "./normalize-error-body.ts";
import { parseRequestId } from "./parse-request-id.ts";
import { parseRetryAfter, parseRetryDelay } from "./parse-retry-after.ts";
import { readErrorText } from "./read-error-text.ts";

/** A response, or a frame of a 200 stream, that carries an error. */
export interface ErrorSource {
  /** HTTP status of the response. */
  status: number;
  /** Response headers, names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The body as text. */
  body: string;
  url?: string | undefined;
  /** Removes the key. Default: removes whatever looks like one. */
  redact?: Redactor | undefined;
}

/** How many characters of a body are searched for the wait it asks for. */
const MAX_SEARCHED_LENGTH = 16_384;

/** The longest message, in characters. */
const MAX_MESSAGE_LENGTH = 2000;

/** How many characters of a body without a message are quoted. */
const MAX_QUOTE_LENGTH = 500;

/**
 * Turns an error response into a `CometAPIError` with its code, the vendor's message and details, the request
 * id and the wait that the response asks for. The key is in none of its fields. A body of unknown shape is
 * quoted in the message.
 */
export function toCometAPIError(source: ErrorSource): CometAPIError {
  const redact = source.redact ?? redactKeyLike;
  const isInsideAnswer = source.status < 400;
  const text = source.body.replace(/^\uFEFF/, "");
  const description = readDescription(text, isInsideAnswer);
  const headers = redactHeaders(source.headers, redact);
  const retryAfterMs =
    parseRetryAfter(headers, Date.now()) ?? parseRetryDelay(text.slice(0, MAX_SEARCHED_LENGTH));
  const statedStatus = isInsideAnswer ? description?.status : source.status;
  const { code, isRetryable, hint } = classifyError(statedStatus, description, retryAfterMs);
  const status = statedStatus ?? impliedStatus(code) ?? source.status;
  const message = description?.message ?? describeUnknown(text, source.status);
  const requestId = parseRequestId(headers, message, text);
  return new CometAPIError({
    code,
    isRetryable,
    message: shorten(redact(sentence(message, requestId, hint)), MAX_MESSAGE_LENGTH),
    status,
    requestId: redactKnown(requestId, redact),
    retryAfterMs,
    vendorCode: redactKnown(description?.code, redact),
    type: redactKnown(description?.type, redact),
    param: redactKnown(description?.param, redact),
    url: redactKnown(source.url, redact),
    headers,
    body: redactBody(text, redact),
  });
}

/** Reads a body. If it is not JSON, it may be a web page, plain text, or a frame of a stream that holds JSON. */
function readDescription(text: string, isInsideAnswer: boolean): ErrorDescription | undefined {
  const body = parseJSON(text);
  if (body !== undefined) return normalizeErrorBody(body, { canBeAnswer: isInsideAnswer });
  const message = readErrorText(text);
  return message === undefined || isOfJSON(message)
    ? undefined
    : normalizeErrorBody(message.replace(/^(?:event:[^\n]*\n)?data:\s*/, ""), {
        canBeAnswer: false,
      });
}

/** Whether a text that cannot be parsed was meant to be JSON. Usually it was cut. */
function isOfJSON(text: string): boolean {
  return text.startsWith("{") || text.startsWith("[");
}

/** The message for an error in which no message was found: it quotes the body. */
function describeUnknown(text: string, status: number): string {
  const isEmpty =
    text.trim() === "" || isBlank(parseJSON(text) ?? text) || readErrorText(text) === undefined;
  const said = isEmpty ? " and no message" : `: ${shorten(text.trim(), MAX_QUOTE_LENGTH)}`;
  return `CometAPI answered with status ${status}${said}`;
}

function sentence(
  message: string,
  requestId: string | undefined,
  hint: string | undefined,
): string {
  const isIdShown = requestId === undefined || message.includes(requestId);
  const identified = isIdShown ? message : `${message} (request id: ${requestId})`;
  return hint === undefined ? identified : `${identified.replace(/([^.!?。])$/, "$1.")} ${hint}`;
}

function redactKnown(text: string | undefined, redact: Redactor): string | undefined {
  return text === undefined ? undefined : redact(text);
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
