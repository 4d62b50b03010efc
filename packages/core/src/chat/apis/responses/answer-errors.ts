import { CometAPIError } from "../../../errors/comet-api-error.ts";

/** An event that is no object. */
export function malformedEvent(frame: unknown): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: `CometAPI sent an event that is no object but ${frame === null ? "null" : typeof frame}.`,
    isRetryable: true,
  });
}

/** The server speaks another API. */
export function otherAPI(): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: 'The server answered in the form of Chat Completions. Use `api: "chat"` with it.',
  });
}

/** One answer broke off, and another one follows it. */
export function secondAnswer(): CometAPIError {
  return new CometAPIError({
    code: "stream-interrupted",
    message: "The answer broke off, and the server began another one in the same stream.",
    isRetryable: true,
  });
}

/** An answer that failed without a reason. */
export function unexplained(status: string): CometAPIError {
  return new CometAPIError({
    code: "server",
    message: `The answer ended with the status "${status}" and no reason.`,
    isRetryable: true,
  });
}
