import { API_KEY_PAGE } from "../config/resolve-api-key.ts";
import type { JSONObject } from "../json.ts";
import { findNearestModels } from "../models/find-nearest-models.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { copyError } from "../errors/copy-error.ts";

/** What is known of the call that failed. */
export interface FailedCall {
  /** The model that was asked, where the call names one. */
  model: string | undefined;
  /** Where the key was found. Undefined when none was sent. */
  apiKeySource: string | undefined;
  /** Root of the service. */
  baseURL: string;
  /** The body, where it is JSON. */
  body: JSONObject | undefined;
}

/**
 * Adds to the error of a call what the server cannot know: known ids close to that of an unknown model, where a
 * refused key came from, and the body that was sent. Anything but a `CometAPIError`, such as the reason of the
 * caller's abort, is returned as it is.
 */
export function explainError(error: unknown, call: FailedCall): unknown {
  if (!CometAPIError.isInstance(error)) return error;
  const advice = findAdvice(error, call);
  return copyError(error, {
    // An error without an address came before anything was sent.
    requestBody: error.url === undefined ? undefined : call.body,
    ...(advice !== undefined && {
      message: `${error.message.replace(/([^.!?。])$/, "$1.")} ${advice}`,
    }),
  });
}

function findAdvice(
  { code }: CometAPIError,
  { model, apiKeySource, baseURL }: FailedCall,
): string | undefined {
  if (code === "authentication" && apiKeySource !== undefined) {
    return `The key came from \`${apiKeySource}\`. Keys are made at ${API_KEY_PAGE}.`;
  }
  if (code !== "model-not-found" || model === undefined) return undefined;
  const nearest = findNearestModels(model);
  return `${suggest(model, nearest)}All ids: ${baseURL}/api/models.`;
}

function suggest(model: string, nearest: readonly string[]): string {
  if (nearest.length === 0) return "";
  if (nearest.includes(model)) return "It may be retired, or not open to this key. ";
  return `Did you mean ${nearest.map((id) => `"${id}"`).join(" or ")}? `;
}
