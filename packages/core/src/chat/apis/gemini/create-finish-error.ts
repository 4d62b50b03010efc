import { CometAPIError } from "../../../errors/comet-api-error.ts";

/**
 * The error of an answer that the model could not finish, e.g. because its function call could not be
 * read. The model answers otherwise when it is asked again.
 */
export function createFinishError(
  rawReason: string | undefined,
  finishMessage: string | undefined,
): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: `The model broke its answer off with ${rawReason}.${finishMessage === undefined ? "" : ` ${finishMessage}`}`,
    isRetryable: true,
  });
}
