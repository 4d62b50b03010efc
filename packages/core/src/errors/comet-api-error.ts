import type { JSONObject } from "../json.ts";

/**
 * What went wrong, in one word.
 *
 * | code | from |
 * |---|---|
 * | `missing-api-key` | no key in the settings or the environment |
 * | `base-url` | the base URL is malformed, redirects, answers with HTML, or does not have the path |
 * | `authentication` | 401: the key is unknown, disabled, expired or used up |
 * | `permission` | 403 |
 * | `insufficient-balance` | 402, or a message about balance or quota |
 * | `invalid-request` | 400, 413, 422, and 500 with code `invalid_request` |
 * | `model-not-found` | 404, and 503 with code `model_not_found` |
 * | `context-overflow` | a message about the context window |
 * | `content-filter` | the request was refused for its content |
 * | `rate-limit` | 429 |
 * | `overloaded` | 503, 529 |
 * | `server` | 500, 502, 504, 520 to 524, 530 and other 5xx |
 * | `connection` | the server could not be reached, or hung up before answering |
 * | `timeout` | no response headers in time, silence, an answer that does not end or that nobody reads |
 * | `stream-interrupted` | the answer stopped with neither a finish reason nor an end mark |
 * | `invalid-response` | an answer that cannot be understood |
 * | `invalid-argument` | a setting or option that cannot be used, found before anything was sent |
 * | `budget-exceeded` | the call may cost more than is left of the budget, found before it was sent |
 */
export type CometAPIErrorCode =
  | "missing-api-key"
  | "base-url"
  | "authentication"
  | "permission"
  | "insufficient-balance"
  | "invalid-request"
  | "model-not-found"
  | "context-overflow"
  | "content-filter"
  | "rate-limit"
  | "overloaded"
  | "server"
  | "connection"
  | "timeout"
  | "stream-interrupted"
  | "invalid-response"
  | "invalid-argument"
  | "budget-exceeded";

/** What a {@link CometAPIError} is made of. */
export interface CometAPIErrorFields {
  code: CometAPIErrorCode;
  message: string;
  /** Whether the same request may succeed when sent again. Default false. */
  isRetryable?: boolean | undefined;
  /** HTTP status, when there was a response. For an error within a 200 answer: the status it stands for. */
  status?: number | undefined;
  requestId?: string | undefined;
  /** The vendor's own `code` of the error. */
  vendorCode?: string | undefined;
  /** The vendor's `type` of the error. */
  type?: string | undefined;
  /** The parameter that the vendor names as wrong. */
  param?: string | undefined;
  /** How long the server asked to wait. */
  retryAfterMs?: number | undefined;
  /** Where the request went. */
  url?: string | undefined;
  /** Response headers, names in lower case. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** The part of the response body that was read, as text. */
  body?: string | undefined;
  /** The JSON body that was sent. */
  requestBody?: JSONObject | undefined;
  cause?: unknown;
}

const marker = Symbol.for("cometapi.error");

/**
 * The one error of this package. Branch on `code`; everything else explains it.
 *
 * It never holds the API key: the key is removed from every field before the error is built. `toJSON` and
 * `util.inspect` show only these fields.
 */
export class CometAPIError extends Error {
  override readonly name: string = "CometAPIError";
  readonly code: CometAPIErrorCode;
  /** Whether the same request may succeed when sent again. */
  readonly isRetryable: boolean;
  /**
   * HTTP status, when there was a response. An error within a 200 answer has the status it names, or the
   * one its `code` stands for: `rate-limit` always has 429.
   */
  readonly status: number | undefined;
  /** The id CometAPI gives a request, for its support. */
  readonly requestId: string | undefined;
  /**
   * The vendor's or relay's own `code`, a number as text: `context_length_exceeded`, `1301`. This is
   * what the `openai` package calls `code`.
   */
  readonly vendorCode: string | undefined;
  /** The vendor's or relay's `type`: `invalid_request_error`, `comet_api_error`. */
  readonly type: string | undefined;
  /** The parameter that the vendor names as wrong: `temperature`, `messages.0`. */
  readonly param: string | undefined;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  readonly url: string | undefined;
  /** Response headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** The response body or the frame of the stream as text, at most 16,384 characters of it. */
  readonly body: string | undefined;
  readonly #requestBody: JSONObject | undefined;

  constructor(fields: CometAPIErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.code = fields.code;
    this.isRetryable = fields.isRetryable ?? false;
    this.status = fields.status;
    this.requestId = fields.requestId;
    this.vendorCode = fields.vendorCode;
    this.type = fields.type;
    this.param = fields.param;
    this.retryAfterMs = fields.retryAfterMs;
    this.url = fields.url;
    this.headers = fields.headers;
    this.body = fields.body;
    this.#requestBody = fields.requestBody;
    Object.defineProperty(this, marker, { value: true });
  }

  /**
   * The JSON body that was sent, if the call failed before its answer began. Logs and the error's JSON leave it
   * out, because it holds the conversation.
   */
  get requestBody(): JSONObject | undefined {
    return this.#requestBody;
  }

  /** Whether a value is a CometAPIError, also one made by another copy of this package. */
  static isInstance(value: unknown): value is CometAPIError {
    return typeof value === "object" && value !== null && marker in value;
  }

  /** The fields worth logging. */
  toJSON(): Record<string, unknown> {
    return {
      name: this.name,
      code: this.code,
      message: this.message,
      isRetryable: this.isRetryable,
      status: this.status,
      requestId: this.requestId,
      vendorCode: this.vendorCode,
      type: this.type,
      param: this.param,
      retryAfterMs: this.retryAfterMs,
      url: this.url,
    };
  }
}
