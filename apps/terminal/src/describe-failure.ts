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
  const error = findServiceFailure(failure);
  if (error === undefined) return failure instanceof Error ? failure.message : String(failure);
  const status = error.status === undefined ? "" : `status ${error.status}: `;
  // Most of CometAPI's messages name the request themselves.
  const isNamed = error.requestId === undefined || error.message.includes(error.requestId);
  const request = isNamed ? "" : ` (request id: ${error.requestId})`;
  const sentence = `${status}${error.message}${request}`;
  const next = advice[error.code];
  return next === undefined ? sentence : `${sentence.replace(/\.$/, "")}. ${next}`;
}

type ServiceFailure = Pick<CometAPIError, "code" | "message" | "status" | "requestId">;

function findServiceFailure(value: unknown, depth = 0): ServiceFailure | undefined {
  if (typeof value !== "object" || value === null || depth > 5) return undefined;
  if (isServiceFailure(value)) return value;
  for (const name of ["cause", "lastError", "data"]) {
    const found = findServiceFailure(Reflect.get(value, name), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A `CometAPIError`, or its JSON: all that the AI SDK keeps of one that came within a stream. */
function isServiceFailure(value: object): value is ServiceFailure {
  return CometAPIError.isInstance(value) || Reflect.get(value, "name") === "CometAPIError";
}
