import { CometAPIError, type CometAPIErrorCode, LIMITS } from "@cometapi/core";
import {
  ContextOverflowError,
  type LangChainErrorCodes,
  ModelAbortError,
  stampRetryable,
} from "@langchain/core/errors";
import type { AIMessageChunk } from "@langchain/core/messages";

/** What LangChain's middleware reads on an error, besides the fields of `CometAPIError`. */
export interface LangChainErrorFields {
  /** LangChain's name for the failure, where it has one. */
  lc_error_code?: LangChainErrorCodes;
  /** The answer so far, where a stream failed. */
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
 * An error in LangChain's terms. A conversation that is too long becomes LangChain's `ContextOverflowError`,
 * with the `CometAPIError` as its cause. Any other `CometAPIError` stays what it is and gains
 * `lc_error_code`, LangChain's mark for retries and `partialOutput`. Other errors are returned as they are.
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

/** LangChain's error for a stream that its caller aborted, with the answer so far. */
export function toModelAbortError(reason: unknown, partialOutput: AIMessageChunk): ModelAbortError {
  const error = new ModelAbortError("The caller aborted the stream.", partialOutput);
  return Object.assign(error, { cause: reason, lc_error_code: "MODEL_ABORTED" as const });
}

/**
 * Decides for LangChain's `caller` whether a failed attempt is made again: it throws the error of one that is
 * not. Core decides what is retryable. If the server asks for a longer wait than core allows, the error is
 * thrown too, because the `caller` would wait for all of `retryAfterMs`.
 *
 * LangChain's own handler gives up on a 429 without `Retry-After`, which relays often send.
 */
export function throwUnlessRetryable(error: unknown): void {
  if (!CometAPIError.isInstance(error) || !error.isRetryable) throw error;
  if ((error.retryAfterMs ?? 0) > LIMITS.maxRetryDelayMs) throw error;
}
