import { CometAPIError } from "./comet-api-error.ts";

/**
 * Whether an error says that the request is wrong, with a message that matches `words`. The status is not
 * always 400 or 422: CometAPI also answers with 500 and a code (its documentation).
 */
export function isRefusal(error: unknown, words: RegExp): error is CometAPIError {
  if (!CometAPIError.isInstance(error)) return false;
  const { status, code, message } = error;
  const isRefused = status === 400 || status === 422 || code === "invalid-request";
  return isRefused && words.test(message);
}
