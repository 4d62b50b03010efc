import type { CometAPIErrorCode } from "./comet-api-error.ts";
import { ERROR_RULES, type ErrorRule } from "./error-rules.ts";
import type { ErrorDescription } from "./normalize-error-body.ts";

/** What an error means. */
export interface ErrorClass {
  code: CometAPIErrorCode;
  isRetryable: boolean;
  /** What the server's words leave out, in a sentence for the message. */
  hint?: string | undefined;
}

/** What an error that no row describes means: without a status it came inside a 200 answer. */
const OTHERWISE = {
  clientError: { code: "invalid-request", isRetryable: false },
  serverError: { code: "server", isRetryable: false },
  withoutStatus: { code: "server", isRetryable: true },
} as const;

/** What passes by itself. */
const RETRYABLE: ReadonlySet<CometAPIErrorCode> = new Set([
  "rate-limit",
  "overloaded",
  "server",
  "timeout",
]);

/** How much of a message the rows are compared with. */
const LONGEST_COMPARED = 8192;

/**
 * Classifies an error by status and description, and by whether the response says how long to wait.
 *
 * @param status Undefined inside a 200 answer.
 */
export function classifyError(
  status: number | undefined,
  description: ErrorDescription | undefined,
  retryAfterMs?: number,
): ErrorClass {
  const facts = {
    status,
    names: [description?.code ?? "", description?.type ?? ""],
    message: (description?.message ?? "").slice(0, LONGEST_COMPARED),
    hasRetryAfter: retryAfterMs !== undefined,
  };
  const rule = ERROR_RULES.find(({ when }) => isMatch(when, facts));
  if (rule !== undefined) {
    return { code: rule.code, isRetryable: RETRYABLE.has(rule.code), hint: rule.hint };
  }
  if (status === undefined) return OTHERWISE.withoutStatus;
  return status < 500 ? OTHERWISE.clientError : OTHERWISE.serverError;
}

interface ErrorFacts {
  status: number | undefined;
  names: readonly string[];
  message: string;
  hasRetryAfter: boolean;
}

function isMatch(
  when: ErrorRule["when"],
  { status, names, message, hasRetryAfter }: ErrorFacts,
): boolean {
  const { name: namePattern } = when;
  return (
    (when.status === undefined || (status !== undefined && when.status.includes(status))) &&
    (when.hasRetryAfter === undefined || hasRetryAfter) &&
    (namePattern === undefined || names.some((name) => namePattern.test(name))) &&
    (when.message === undefined || when.message.test(message))
  );
}

/** The status that HTTP has for each kind of error. */
const STATUSES: Partial<Record<CometAPIErrorCode, number>> = {
  authentication: 401,
  "insufficient-balance": 402,
  permission: 403,
  "model-not-found": 404,
  "invalid-request": 400,
  "context-overflow": 400,
  "content-filter": 400,
  timeout: 408,
  "rate-limit": 429,
  overloaded: 503,
  server: 500,
};

/** The status of an error that came inside a 200 answer and names none: the one its code means. */
export function impliedStatus(code: CometAPIErrorCode): number | undefined {
  return STATUSES[code];
}
