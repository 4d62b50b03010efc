import { CometAPIError, type CometAPIErrorCode } from "@cometapi/core";

/** What the person can do, for errors whose message does not say so. */
const advice: Partial<Record<CometAPIErrorCode, string>> = {
  authentication: "Check the key; keys are made at https://www.cometapi.com/console/token",
  "model-not-found": "Choose another model with --model.",
};

/**
 * Describes a failure in one sentence, with status and request id if there are any, and with what to do.
 * Frameworks wrap errors, so core's own is searched for within them.
 */
export function describeFailure(failure: unknown): string {
  const error = findServiceFailure(failure);
  if (error === undefined) return failure instanceof Error ? failure.message : String(failure);
  const status = error.status === undefined ? "" : `status ${error.status}: `;
  // Most messages of CometAPI already contain the request id.
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

/** Whether this is a `CometAPIError` or its JSON. The AI SDK keeps only the JSON of an error within a stream. */
function isServiceFailure(value: object): value is ServiceFailure {
  return CometAPIError.isInstance(value) || Reflect.get(value, "name") === "CometAPIError";
}
