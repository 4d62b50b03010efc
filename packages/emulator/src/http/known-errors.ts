import { APIError } from "./api-error.ts";

/** 401: no key, or one the service does not know. */
export function invalidTokenError(): APIError {
  return new APIError("Invalid token", { status: 401 });
}

/** 400: the body names no model. */
export function missingModelError(): APIError {
  return new APIError("model name is required", { status: 400 });
}

/** 500 with `invalid_request`: a required field is missing. The status is misleading: a retry can only fail again. */
export function missingFieldError(field: string): APIError {
  return new APIError(`field ${field} is required`, {
    status: 500,
    code: "invalid_request",
    param: "",
  });
}

/**
 * 503 with `model_not_found`: the model id is wrong. The status is misleading: a retry can only fail again. The message
 * goes on with the setting that makes the emulator accept unknown models.
 */
export function unknownModelError(modelId: string): APIError {
  return new APIError(
    `no available channel for group default and model ${modelId} (distributor); the emulator takes models that it does not list with anyModel: true (--any-model)`,
    { status: 503, code: "model_not_found" },
  );
}

/** 400: the body does not follow the published format. */
export function invalidRequestError(
  message: string,
  param?: string,
  code: string | null = null,
): APIError {
  return new APIError(message, {
    status: 400,
    type: "invalid_request_error",
    code,
    param: param ?? null,
  });
}

/** 404: the thing that was asked for does not exist. */
export function notFoundError(message: string, code: string): APIError {
  return new APIError(message, { status: 404, code });
}

/** 400: an id that the service knows by name and does not serve. */
export function unpricedModelError(modelId: string): APIError {
  return new APIError(
    `model ${modelId} has not been priced by the administrator yet, please contact the administrator`,
    { status: 400 },
  );
}

/** 500 with `convert_request_failed`: the relay does not serve this vendor's models in this format. A retry can only fail again. */
export function notServedError(isXAI: boolean): APIError {
  return new APIError(isXAI ? "not available" : "not implemented", {
    status: 500,
    code: "convert_request_failed",
    param: "",
  });
}

/** 404: OpenAI's Pro models speak Responses only. */
export function responsesOnlyError(): APIError {
  return new APIError(
    "This model is only supported in v1/responses and not in v1/chat/completions.",
    {
      status: 404,
      type: "invalid_request_error",
      code: null,
      param: "model",
    },
  );
}
