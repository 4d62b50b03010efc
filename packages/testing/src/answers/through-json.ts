/** A value after it was stored as JSON and read again. */
export function throughJSON<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
