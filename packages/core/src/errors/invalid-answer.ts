import { CometAPIError } from "./comet-api-error.ts";

/** The error for an answer that is JSON but not what was asked for. It says what is wrong with it. */
export function invalidAnswer(finding: string): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: `CometAPI sent an answer that cannot be used: ${finding}.`,
  });
}

/** The error for an option that cannot be sent. It names the option and says what it must be. */
export function invalidArgument(message: string): CometAPIError {
  return new CometAPIError({ code: "invalid-argument", message });
}
