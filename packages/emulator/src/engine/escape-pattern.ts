/** The text as a regular expression that matches exactly it. `RegExp.escape` needs a newer Node. */
export function escapePattern(text: string): string {
  // A pattern with the flag `u` refuses `\-` outside of brackets.
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&").replaceAll("-", "\\x2d");
}
