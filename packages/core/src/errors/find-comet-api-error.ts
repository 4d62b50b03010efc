import { CometAPIError } from "./comet-api-error.ts";

/** Packages wrap what `fetch` threw, but never this deep. The bound also ends a circular chain of causes. */
const DEEPEST = 10;

/** The value itself if it is a `CometAPIError`, otherwise the one in the chain of its causes. */
export function findCometAPIError(error: unknown): CometAPIError | undefined {
  let cause: unknown = error;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (CometAPIError.isInstance(cause)) return cause;
    if (!(cause instanceof Error)) return undefined;
    cause = cause.cause;
  }
  return undefined;
}
