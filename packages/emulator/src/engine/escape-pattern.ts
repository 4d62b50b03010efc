/** The text as a regular expression that matches exactly it. `RegExp.escape` needs a newer Node. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");
}
