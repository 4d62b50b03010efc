const maximumLength = 4000;

/**
 * The beginning and the end of a long text, where people say what they want. Regular expressions are run on this part
 * only, so that a long or odd text does not take long.
 */
export function clipText(text: string): string {
  if (text.length <= maximumLength) return text;
  const half = maximumLength / 2;
  return `${text.slice(0, half)}\n${text.slice(-half)}`.toWellFormed();
}
