import { CometAPIError } from "@cometapi/core";

/**
 * A failure in one clear sentence, with the status and the request id when there are any. Frameworks
 * wrap errors; what core said is found at the bottom.
 */
export function describeFailure(failure: unknown): string {
  const error = findCometAPIError(failure);
  if (error === undefined) return failure instanceof Error ? failure.message : String(failure);
  const details = [
    error.status === undefined ? [] : [`status ${error.status}`],
    // Most of CometAPI's messages name it themselves.
    error.requestId === undefined || error.message.includes(error.requestId)
      ? []
      : [`request id ${error.requestId}`],
  ].flat();
  return details.length === 0 ? error.message : `${error.message} (${details.join(", ")})`;
}

function findCometAPIError(value: unknown, depth = 0): CometAPIError | undefined {
  if (CometAPIError.isInstance(value)) return value;
  if (typeof value !== "object" || value === null || depth > 5) return undefined;
  for (const name of ["cause", "lastError"]) {
    const found = findCometAPIError(Reflect.get(value, name), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
