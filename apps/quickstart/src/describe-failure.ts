import { CometAPIError, type CometAPIErrorCode } from "@cometapi/core";

/** What the person can do about it, where that is not said already. */
const advice: Partial<Record<CometAPIErrorCode, string>> = {
  authentication: "Check the key; keys are made at https://www.cometapi.com/console/token",
  "model-not-found": "Choose another model with --model.",
};

/**
 * A failure in one clear sentence, with the status and the request id when there are any, and what to
 * do. Frameworks wrap errors; what core said is found at the bottom.
 */
export function describeFailure(failure: unknown): string {
  const error = findCometAPIError(failure);
  if (error === undefined) return failure instanceof Error ? failure.message : String(failure);
  const status = error.status === undefined ? "" : `status ${error.status}: `;
  // Most of CometAPI's messages name the request themselves.
  const isNamed = error.requestId === undefined || error.message.includes(error.requestId);
  const request = isNamed ? "" : ` (request id: ${error.requestId})`;
  const sentence = `${status}${error.message}${request}`;
  const next = advice[error.code];
  return next === undefined ? sentence : `${sentence.replace(/\.$/, "")}. ${next}`;
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
