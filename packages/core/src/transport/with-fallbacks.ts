import { CometAPIError } from "../errors/comet-api-error.ts";

/**
 * Tries models in order until one answers. The next is tried when the error may pass or says that the
 * model is not served; any other error, and the last one, is thrown as it is.
 */
export async function withFallbacks<T>(
  models: readonly [string, ...string[]],
  call: (model: string) => Promise<T>,
  onFallback: (fromModel: string, toModel: string, error: CometAPIError) => void,
): Promise<T> {
  const [model, ...rest] = models;
  try {
    return await call(model);
  } catch (error) {
    const [next, ...others] = rest;
    if (next === undefined || !CometAPIError.isInstance(error) || !mayAnotherModelServe(error)) {
      throw error;
    }
    onFallback(model, next, error);
    return withFallbacks([next, ...others], call, onFallback);
  }
}

function mayAnotherModelServe(error: CometAPIError): boolean {
  return error.isRetryable || error.code === "model-not-found";
}
