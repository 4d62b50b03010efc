import type { FallbackHookEvent, SkippedModel } from "../config/client-hooks.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { copyError } from "../errors/copy-error.ts";

/** A call that several models may serve. */
export interface FallbackCall<T> {
  /** The requested model, then those that may answer in its place. */
  models: readonly [string, ...string[]];
  call: (model: string) => Promise<T>;
  /** Says why a model must not replace the requested one. Undefined if it may. */
  findObstacle: (model: string) => Promise<string | undefined>;
  onFallback: (event: FallbackHookEvent) => void;
}

/**
 * Tries models in order until one answers. After an error that may pass, or that says the model is not served,
 * the next model without an obstacle is tried. Any other error, and the last one, is thrown; its message also
 * says why other models were not asked.
 */
export async function withFallbacks<T>(fallbackCall: FallbackCall<T>): Promise<T> {
  const { models, call, findObstacle, onFallback } = fallbackCall;
  const [requested, ...others] = models;
  const allSkipped: SkippedModel[] = [];
  let model = requested;
  for (;;) {
    try {
      return await call(model);
    } catch (error) {
      if (!CometAPIError.isInstance(error) || !mayAnotherModelServe(error)) throw error;
      const skipped: SkippedModel[] = [];
      const next = await takeNext(others, skipped, findObstacle);
      allSkipped.push(...skipped);
      if (next === undefined) throw withSkipped(error, allSkipped);
      onFallback({ fromModel: model, toModel: next, error, skipped });
      model = next;
    }
  }
}

function mayAnotherModelServe(error: CometAPIError): boolean {
  return error.isRetryable || error.code === "model-not-found";
}

async function takeNext(
  models: string[],
  skipped: SkippedModel[],
  findObstacle: FallbackCall<unknown>["findObstacle"],
): Promise<string | undefined> {
  for (;;) {
    const model = models.shift();
    const reason = model === undefined ? undefined : await findObstacle(model);
    if (model === undefined || reason === undefined) return model;
    skipped.push({ model, reason });
  }
}

function withSkipped(error: CometAPIError, skipped: readonly SkippedModel[]): CometAPIError {
  const notes = skipped.map(({ model, reason }) => ` ${model} was not asked: ${reason}.`);
  return notes.length === 0 ? error : copyError(error, { message: error.message + notes.join("") });
}
