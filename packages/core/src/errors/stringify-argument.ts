import { toWellFormed } from "../to-well-formed.ts";
import { invalidArgument } from "./invalid-answer.ts";

/** `JSON.stringify` writes half of a surrogate pair so. Other text seldom contains this. */
const HALF = "\\ud";

/**
 * The JSON text of what the caller gave. Every half of a surrogate pair, as in a text that was cut within an
 * emoji, becomes U+FFFD: servers refuse a request with such a half, or misread it.
 *
 * @throws `CometAPIError` `invalid-argument` for a value that cannot be JSON: it contains itself or a
 * `BigInt`, or is nested too deep for the runtime.
 */
export function stringifyArgument(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    return text.includes(HALF) ? JSON.stringify(toWellFormed(value)) : text;
  } catch (error) {
    const [reason = ""] = String(error).split("\n");
    throw invalidArgument(`The request cannot be written as JSON: ${reason}`);
  }
}
