/**
 * The first of these environment variables that holds more than blanks, trimmed.
 *
 * Reads nothing where there is no `process` (browsers, some edge runtimes).
 */
export function readEnvironment(names: readonly string[]): string | undefined {
  const environment = globalThis.process?.env;
  if (environment === undefined) return undefined;
  for (const name of names) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}
