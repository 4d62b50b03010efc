import { CometAPIError } from "./comet-api-error.ts";

/** Packages wrap what `fetch` threw, but never this deep. The bound also ends a chain that is circular. */
const DEEPEST = 10;

/** The `CometAPIError` that another package's error has as its cause, or that a value is itself. */
export function findCometAPIError(error: unknown): CometAPIError | undefined {
  let cause: unknown = error;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (CometAPIError.isInstance(cause)) return cause;
    if (!(cause instanceof Error)) return undefined;
    cause = cause.cause;
  }
  return undefined;
}
