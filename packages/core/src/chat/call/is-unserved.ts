import { CometAPIError } from "../../errors/comet-api-error.ts";

/**
 * Whether an error says that the server does not serve the model by this API: new-api answers 500
 * `convert_request_failed` where a channel cannot take the format, and 503 `model_not_found` where no
 * channel is left. On Messages only the words of the message show it, because Anthropic's errors have no
 * field for the relay's code. Other servers do not know the path.
 */
export function isUnserved(error: unknown): boolean {
  if (!CometAPIError.isInstance(error)) return false;
  return (
    error.code === "model-not-found" ||
    error.status === 404 ||
    error.status === 405 ||
    (error.status === 500 && isConversionFailure(error))
  );
}

function isConversionFailure({ code, message }: CometAPIError): boolean {
  return (
    code === "invalid-request" &&
    /not implemented|not available|convert_request_failed/i.test(message)
  );
}
