/** A variable of the environment that is set. */
export interface EnvironmentVariable {
  name: string;
  /** Trimmed, and not blank. */
  value: string;
}

/**
 * The first of these environment variables that holds more than blanks.
 *
 * Reads nothing where there is no `process` (browsers, some edge runtimes).
 */
export function readEnvironment(names: readonly string[]): EnvironmentVariable | undefined {
  const environment = globalThis.process?.env;
  if (environment === undefined) return undefined;
  for (const name of names) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== "") return { name, value };
  }
  return undefined;
}
