const maximumLength = 4000;

/**
 * The beginning and the end of a long text, where people say what they want. What is looked for by patterns is
 * looked for here only, so that no text, however long or odd, keeps the engine busy.
 */
export function clipText(text: string): string {
  if (text.length <= maximumLength) return text;
  const half = maximumLength / 2;
  return `${text.slice(0, half)}\n${text.slice(-half)}`.toWellFormed();
}
