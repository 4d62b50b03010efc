import { CometAPIError } from "@cometapi/core";

/** Packages wrap what `fetch` threw, at most this often. */
const DEEPEST = 5;

/** The `CometAPIError` behind an error of another package. */
export function findCometAPIError(error: unknown): CometAPIError | undefined {
  let cause: unknown = error;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (CometAPIError.isInstance(cause)) return cause;
    if (!(cause instanceof Error)) return undefined;
    cause = cause.cause;
  }
  return undefined;
}
