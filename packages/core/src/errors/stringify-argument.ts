import { invalidArgument } from "./invalid-answer.ts";

/**
 * The JSON text of what the caller gave.
 *
 * @throws `CometAPIError` `invalid-argument` where there is none: a value that contains itself, a
 * `BigInt`, or nesting too deep for the runtime.
 */
export function stringifyArgument(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    const [reason = ""] = String(error).split("\n");
    throw invalidArgument(`The request cannot be written as JSON: ${reason}`);
  }
}
