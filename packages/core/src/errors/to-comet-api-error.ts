import { parseJSON } from "../json-access.ts";
import { CometAPIError } from "./comet-api-error.ts";
import { redactHeaders, redactKeyLike, type Redactor } from "./create-redactor.ts";
import { classifyError } from "./error-rules.ts";
import { normalizeErrorBody } from "./normalize-error-body.ts";
import { parseRequestId } from "./parse-request-id.ts";
import { parseRetryAfter, parseRetryDelay } from "./parse-retry-after.ts";

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

/** What a body may add to an error; the rest is noise. */
const LONGEST_BODY = 16_384;

/**
 * Turns an error response into the one error of this package: classified, with the vendor's message,
 * the request id and the wait it asks for, and without the key in any field.
 */
export function toCometAPIError(source: ErrorSource): CometAPIError {
  const redact = source.redact ?? redactKeyLike;
  const isInsideAnswer = source.status < 400;
  const body = parseJSON(source.body.replace(/^\uFEFF/, ""));
  const description = normalizeErrorBody(body, isInsideAnswer);
  const status = isInsideAnswer ? description?.status : source.status;
  const headers = redactHeaders(source.headers, redact);
  const message = description?.message ?? plainText(source.body);
  const requestId = parseRequestId(headers, message);
  const retryAfterMs =
    parseRetryAfter(headers, Date.now()) ?? parseRetryDelay(source.body.slice(0, LONGEST_BODY));
  return new CometAPIError({
    ...classifyError(status, description, retryAfterMs),
    message: redact(sentence(message, status ?? source.status, requestId)),
    status: status ?? source.status,
    requestId: requestId === undefined ? undefined : redact(requestId),
    retryAfterMs,
    url: source.url === undefined ? undefined : redact(source.url),
    headers,
    body: redact(source.body.slice(0, LONGEST_BODY)),
  });
}

function sentence(
  message: string | undefined,
  status: number,
  requestId: string | undefined,
): string {
  const text = message ?? `CometAPI answered with status ${status} and no message`;
  return requestId === undefined || text.includes(requestId)
    ? text
    : `${text} (request id: ${requestId})`;
}

/** A short body that is neither JSON nor HTML is the message itself. */
function plainText(body: string): string | undefined {
  const text = body.trim();
  if (text === "" || text.startsWith("{") || text.startsWith("[")) return undefined;
  if (text.startsWith("<")) {
    const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
    return title === undefined || title === "" ? undefined : title;
  }
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
