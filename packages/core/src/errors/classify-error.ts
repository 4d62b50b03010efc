import type { CometAPIErrorCode } from "./comet-api-error.ts";
import { ERROR_RULES, type ErrorRule } from "./error-rules.ts";
import type { ErrorDescription } from "./normalize-error-body.ts";

/** What an error means. */
export interface ErrorClass {
  code: CometAPIErrorCode;
  isRetryable: boolean;
  /** A sentence that is added to the message, with what the server's words leave out. */
  hint?: string | undefined;
}

/** The class of an error that no row matches. Without a status it came inside a 200 answer. */
const OTHERWISE = {
  clientError: { code: "invalid-request", isRetryable: false },
  serverError: { code: "server", isRetryable: false },
  withoutStatus: { code: "server", isRetryable: true },
} as const;

/** Errors that may pass by themselves, so that a retry may help. */
const RETRYABLE: ReadonlySet<CometAPIErrorCode> = new Set([
  "rate-limit",
  "overloaded",
  "server",
  "timeout",
]);

/** How many characters of a message are compared with the rows. */
const MAX_COMPARED_LENGTH = 8192;

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
    message: (description?.message ?? "").slice(0, MAX_COMPARED_LENGTH),
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

/** The status that a code stands for, for an error inside a 200 answer that names no status. */
export function impliedStatus(code: CometAPIErrorCode): number | undefined {
  return STATUSES[code];
}
