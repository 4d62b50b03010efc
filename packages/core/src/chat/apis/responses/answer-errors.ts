import { CometAPIError } from "../../../errors/comet-api-error.ts";

/** The server speaks another API. */
export function otherAPI(): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: 'The server answered in the form of Chat Completions. Use `api: "chat"` with it.',
  });
}

/** An answer that failed without a reason. */
export function unexplained(status: string): CometAPIError {
  return new CometAPIError({
    code: "server",
    message: `The answer ended with the status "${status}" and no reason.`,
    isRetryable: true,
  });
}
