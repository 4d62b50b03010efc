import { toWellFormed } from "../to-well-formed.ts";
import { invalidArgument } from "./invalid-answer.ts";

/** How `JSON.stringify` writes half of a surrogate pair, and seldom anything else. */
const HALF = "\\ud";

/**
 * The JSON text of what the caller gave, with U+FFFD for every half of a surrogate pair, as a text has that
 * was cut within an emoji: servers refuse the whole request for one, or make nonsense of it.
 *
 * @throws `CometAPIError` `invalid-argument` where there is none: a value that contains itself, a
 * `BigInt`, or nesting too deep for the runtime.
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
