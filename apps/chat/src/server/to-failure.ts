import { findCometAPIError } from "@cometapi/core";
import { LoadAPIKeyError, RetryError } from "ai";
import type { Failure } from "../shared/failure.ts";

/** What the person can do about an error, by the code of the `CometAPIError`. */
const advice: Readonly<Record<string, string>> = {
  authentication:
    "Check COMETAPI_KEY and start the chat again. Keys are made at https://www.cometapi.com/console/token",
  permission: "The key may not use this model: choose another one, or use another key.",
  "insufficient-balance": "Top up the account at https://www.cometapi.com, then retry.",
  "model-not-found": "Choose another model, then retry.",
  "invalid-request":
    "The message says what the model does not take. Change it, or choose another model.",
  "context-overflow": "Begin a new conversation, or choose a model with a larger context.",
  "content-filter": "Say it in other words, or choose another model.",
  "rate-limit": "Wait a moment, then retry.",
  overloaded: "Retry in a moment, or choose another model.",
  server: "Retry in a moment, or choose another model.",
  connection: "Check the network, then retry.",
  timeout: "Retry, or choose a faster model.",
  "stream-interrupted": "The answer is not whole. Retry.",
  "invalid-response": "Retry. If it comes again, choose another API or model.",
  "base-url": "Check COMETAPI_BASE_URL and start the chat again.",
  "budget-exceeded": "Raise the budget of this conversation, or choose a cheaper model.",
};

/** The content of the card that the page shows for an error. A CometAPIError never contains the key. */
export function toFailure(error: unknown): Failure {
  const { code, message, status, requestId } = findServiceError(error);
  return { code, message, status, requestId, advice: advice[code] };
}

/** Finds core's error within those that the AI SDK wraps around it: of a retry, a call or a stream. */
function findServiceError(error: unknown): Failure {
  if (RetryError.isInstance(error)) return findServiceError(error.lastError);
  if (LoadAPIKeyError.isInstance(error)) return { code: "authentication", message: error.message };
  const found = findCometAPIError(error);
  if (found !== undefined) return found;
  const data: unknown = Reflect.get(Object(error), "data");
  if (isFailure(data)) return data;
  const message: unknown = Reflect.get(Object(error), "message");
  return { code: "unknown", message: typeof message === "string" ? message : String(error) };
}

/** Whether this is the JSON of a `CometAPIError`. The AI SDK keeps only that of an error within a stream. */
function isFailure(data: unknown): data is Failure {
  return (
    typeof data === "object" &&
    data !== null &&
    ["code", "message"].every((name) => typeof Reflect.get(data, name) === "string")
  );
}
