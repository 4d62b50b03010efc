import { CometAPIError } from "./comet-api-error.ts";

/**
 * Whether a server found a request wrong, in words that match. Not only with status 400 or 422:
 * CometAPI also says so with 500 and a code (its documentation).
 */
export function isRefusal(error: unknown, words: RegExp): error is CometAPIError {
  if (!CometAPIError.isInstance(error)) return false;
  const { status, code, message } = error;
  const isRefused = status === 400 || status === 422 || code === "invalid-request";
  return isRefused && words.test(message);
}
