import { CometAPIError, type CometAPIErrorCode, LIMITS } from "@cometapi/core";
import {
  ContextOverflowError,
  type LangChainErrorCodes,
  ModelAbortError,
  stampRetryable,
} from "@langchain/core/errors";
import type { AIMessageChunk } from "@langchain/core/messages";

/** What LangChain's users and middleware read on an error, besides what `CometAPIError` has. */
export interface LangChainErrorFields {
  /** LangChain's own name for the failure, where it has one. */
  lc_error_code?: LangChainErrorCodes;
  /** What had been answered when the stream failed. */
  partialOutput?: AIMessageChunk;
}

const codes: Partial<Record<CometAPIErrorCode, LangChainErrorCodes>> = {
  "missing-api-key": "MODEL_AUTHENTICATION",
  authentication: "MODEL_AUTHENTICATION",
  permission: "MODEL_AUTHENTICATION",
  "rate-limit": "MODEL_RATE_LIMIT",
  "model-not-found": "MODEL_NOT_FOUND",
  "context-overflow": "CONTEXT_OVERFLOW",
};

/**
 * Makes an error readable for LangChain: a request that was too long becomes LangChain's
 * `ContextOverflowError`, with the `CometAPIError` as its cause; any other `CometAPIError` stays what
 * it is and gains `lc_error_code`, LangChain's retryable mark and `partialOutput`. What is not ours
 * passes untouched.
 */
export function toLangChainError(error: unknown, partialOutput?: AIMessageChunk): unknown {
  if (!CometAPIError.isInstance(error)) return error;
  const lc_error_code = codes[error.code];
  const fields: LangChainErrorFields = {
    ...(lc_error_code !== undefined && { lc_error_code }),
    ...(partialOutput !== undefined && { partialOutput }),
  };
  if (error.code === "context-overflow") {
    return Object.assign(ContextOverflowError.fromError(error), fields);
  }
  return stampRetryable(Object.assign(error, fields), error.isRetryable);
}

/** The caller ended a stream that had begun: LangChain's error for it, with what had been answered. */
export function toModelAbortError(reason: unknown, partialOutput: AIMessageChunk): ModelAbortError {
  const error = new ModelAbortError("The caller aborted the stream.", partialOutput);
  return Object.assign(error, { cause: reason, lc_error_code: "MODEL_ABORTED" as const });
}

/**
 * Decides for LangChain's `caller` whether a failed attempt is made again: as core says, and never
 * anything that core does not know. It throws what must not be retried, and what the server asks to
 * wait for longer than core waits: the `caller` would sleep as long as `retryAfterMs` says.
 *
 * LangChain's own handler gives up on a 429 without `Retry-After`, which is what routers send.
 */
export function throwUnlessRetryable(error: unknown): void {
  if (!CometAPIError.isInstance(error) || !error.isRetryable) throw error;
  if ((error.retryAfterMs ?? 0) > LIMITS.maxRetryDelayMs) throw error;
}
