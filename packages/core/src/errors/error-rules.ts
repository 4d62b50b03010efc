import type { CometAPIErrorCode } from "./comet-api-error.ts";
import type { ErrorDescription } from "./normalize-error-body.ts";

/** One row of {@link ERROR_RULES}. Every member of `when` must match. */
export interface ErrorRule {
  code: CometAPIErrorCode;
  isRetryable: boolean;
  when: {
    status?: readonly number[];
    /** Matched against the body's `code`. */
    errorCode?: RegExp;
    /** Matched against the body's `type`. */
    type?: RegExp;
    message?: RegExp;
    /** The response says how long to wait. */
    hasRetryAfter?: true;
  };
}

/**
 * The sentences of OpenAI, Anthropic, Bedrock, xAI, Google and DeepSeek for an input over the window.
 */
const CONTEXT_COMPLAINT =
  /maximum context length|context (?:window|length)[^.]*(?:exceed|limit|small)|exceeds? (?:the )?(?:model's )?(?:maximum )?context|prompt is too long|input is too long|too many (?:input )?tokens|maximum prompt length|input token count[^.]*exceeds|reduce the length of the (?:messages|input|prompt)/i;

/**
 * What an error means and whether sending the request again can help. The first row that matches
 * decides, so the two statuses with which CometAPI answers a wrong request stand before the general
 * rule for that status. Above each row stands why it is so and where it was seen; as a comment, because
 * nobody reads it at run time and everybody would have to load it.
 */
export const ERROR_RULES: readonly ErrorRule[] = [
  {
    // CometAPI answers an unknown model id with 503 and this code (observed 2026-06).
    code: "model-not-found",
    isRetryable: false,
    when: { errorCode: /^(?:model_not_found|model_not_exist|model_not_supported)$/i },
  },
  {
    // The gateway's words for a model it has no channel or price for (observed 2026-02 and
    // 2026-08).
    code: "model-not-found",
    isRetryable: false,
    when: {
      message:
        /no available channel|has not been priced|model [^.]*(?:does not exist|not found|not supported)|unsupported model|not supported model/i,
    },
  },
  {
    // new-api sends the first and third with 403; OpenAI sends the second with 429.
    code: "insufficient-balance",
    isRetryable: false,
    when: {
      errorCode:
        /^(?:insufficient_user_quota|insufficient_quota|pre_consume_token_quota_failed|insufficient_balance|billing_hard_limit_reached)$/i,
    },
  },
  {
    // Google says "exceeded your current quota" also of requests per minute, and then when to come back.
    code: "rate-limit",
    isRetryable: true,
    when: { message: /exceeded your current quota[^]*(?:per ?minute|retry in)/i },
  },
  {
    // The same without a word of it in the message.
    code: "rate-limit",
    isRetryable: true,
    when: { errorCode: /^resource_exhausted$/i, hasRetryAfter: true },
  },
  {
    // Upstream vendors' messages for an empty account, passed on by gateways.
    code: "insufficient-balance",
    isRetryable: false,
    when: {
      message:
        /insufficient (?:user )?(?:quota|balance|credits?|funds)|exceeded your current quota|credit balance is too low|额度不足|余额不足/i,
    },
  },
  {
    // OpenAI's code.
    code: "context-overflow",
    isRetryable: false,
    when: { errorCode: /^(?:context_length_exceeded|string_above_max_length)$/i },
  },
  {
    // Bedrock's ThrottlingException: "Too many tokens, please wait before trying again."
    code: "rate-limit",
    isRetryable: true,
    when: { message: /please wait before trying again|throttl(?:ed|ing)/i },
  },
  {
    // With this status it is tokens per minute that are too many.
    code: "rate-limit",
    isRetryable: true,
    when: { status: [429], message: CONTEXT_COMPLAINT },
  },
  {
    code: "context-overflow",
    isRetryable: false,
    when: { message: CONTEXT_COMPLAINT },
  },
  {
    // new-api sends sensitive_words_detected with 500; the others are upstream codes.
    code: "content-filter",
    isRetryable: false,
    when: {
      errorCode:
        /^(?:content_policy_violation|content_filter|sensitive_words_detected|prompt_blocked|data_inspection_failed|moderation_blocked)$/i,
    },
  },
  {
    // CometAPI answers a missing field with 500 and invalid_request (documentation).
    code: "invalid-request",
    isRetryable: false,
    when: {
      errorCode:
        /^(?:invalid_request|invalid_request_error|missing_required_parameter|convert_request_failed|invalid_parameter_error|unsupported_parameter|unsupported_value|bad_request_body)$/i,
    },
  },
  {
    // The same mistake without a code (observed 2026-06).
    code: "invalid-request",
    isRetryable: false,
    when: { status: [500, 503], message: /^field \w+ is required|model name is required/i },
  },
  {
    // Wrong or missing key.
    code: "authentication",
    isRetryable: false,
    when: { status: [401] },
  },
  {
    // Payment required.
    code: "insufficient-balance",
    isRetryable: false,
    when: { status: [402] },
  },
  {
    // The key may not use this model, address or account (documentation).
    code: "permission",
    isRetryable: false,
    when: { status: [403] },
  },
  {
    // Unknown model or endpoint.
    code: "model-not-found",
    isRetryable: false,
    when: { status: [404] },
  },
  {
    // The request itself is wrong and stays so.
    code: "invalid-request",
    isRetryable: false,
    when: { status: [400, 405, 406, 410, 411, 413, 414, 415, 416, 422, 431] },
  },
  {
    // Rate limit or passing saturation (documentation).
    code: "rate-limit",
    isRetryable: true,
    when: { status: [429] },
  },
  {
    // The server gave up waiting for the request.
    code: "timeout",
    isRetryable: true,
    when: { status: [408] },
  },
  {
    // No capacity at the moment.
    code: "overloaded",
    isRetryable: true,
    when: { status: [503, 529] },
  },
  {
    // Platform, vendor or Cloudflare failure that may pass (documentation).
    code: "server",
    isRetryable: true,
    when: { status: [409, 500, 502, 504, 524] },
  },
  {
    // Anthropic's type, for errors inside a 200 stream, which have no status of their own.
    code: "authentication",
    isRetryable: false,
    when: { type: /^authentication_error$/i },
  },
  {
    // Anthropic's type.
    code: "permission",
    isRetryable: false,
    when: { type: /^permission_error$/i },
  },
  {
    // OpenAI's and Anthropic's type.
    code: "invalid-request",
    isRetryable: false,
    when: { type: /^invalid_request_error$/i },
  },
  {
    // OpenAI's and Anthropic's type.
    code: "rate-limit",
    isRetryable: true,
    when: { type: /rate_limit|too_many_requests/i },
  },
  {
    // OpenAI's and Google's code.
    code: "rate-limit",
    isRetryable: true,
    when: { errorCode: /rate_limit|too_many_requests|resource_exhausted/i },
  },
  {
    // Anthropic's type.
    code: "overloaded",
    isRetryable: true,
    when: { type: /overloaded/i },
  },
  {
    // Anthropic's and Google's code.
    code: "overloaded",
    isRetryable: true,
    when: { errorCode: /overloaded|unavailable/i },
  },
];

/** What an error that no row describes means: without a status it came inside a 200 answer. */
const OTHERWISE = {
  clientError: { code: "invalid-request", isRetryable: false },
  serverError: { code: "server", isRetryable: false },
  withoutStatus: { code: "server", isRetryable: true },
} as const;

/**
 * Classifies an error by status and description, and by whether the response says how long to wait.
 * `status` is undefined inside a 200 answer.
 */
export function classifyError(
  status: number | undefined,
  description: ErrorDescription | undefined,
  retryAfterMs?: number,
): { code: CometAPIErrorCode; isRetryable: boolean } {
  const rule = ERROR_RULES.find(({ when }) => isMatch(when, status, description, retryAfterMs));
  if (rule !== undefined) return { code: rule.code, isRetryable: rule.isRetryable };
  if (status === undefined) return OTHERWISE.withoutStatus;
  return status < 500 ? OTHERWISE.clientError : OTHERWISE.serverError;
}

function isMatch(
  when: ErrorRule["when"],
  status: number | undefined,
  description: ErrorDescription | undefined,
  retryAfterMs: number | undefined,
): boolean {
  return (
    (when.status === undefined || (status !== undefined && when.status.includes(status))) &&
    (when.hasRetryAfter === undefined || retryAfterMs !== undefined) &&
    (when.errorCode === undefined || when.errorCode.test(description?.code ?? "")) &&
    (when.type === undefined || when.type.test(description?.type ?? "")) &&
    (when.message === undefined || when.message.test(description?.message ?? ""))
  );
}
