import { CometAPIError } from "../../../errors/comet-api-error.ts";

/** The error of a frame that is not an object. */
export function malformedFrame(frame: unknown): CometAPIError {
  const kind = Array.isArray(frame) ? "a list" : frame === null ? "null" : typeof frame;
  return badAnswer(`CometAPI sent a frame that is not an object but ${kind}.`);
}

/** The error of an answer without content. */
export function emptyAnswer(): CometAPIError {
  return badAnswer("CometAPI sent an answer without any content.");
}

/** The error of an answer that cannot be used. Another try may bring a better one. */
export function badAnswer(message: string): CometAPIError {
  return new CometAPIError({ code: "invalid-response", message, isRetryable: true });
}

/** The error of an answer that is followed by another one, because a relay has retried. */
export function secondAnswer(): CometAPIError {
  return new CometAPIError({
    code: "stream-interrupted",
    message:
      "The answer was cut off before its end: the service began another answer in the same stream.",
    isRetryable: true,
  });
}
