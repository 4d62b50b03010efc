/**
 * How long a server asks to wait, in milliseconds: from `retry-after-ms`, or `retry-after` in seconds
 * or as a date. Undefined when it does not say, or says it unintelligibly.
 */
export function parseRetryAfter(
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): number | undefined {
  const milliseconds = parseNumber(headers["retry-after-ms"]);
  if (milliseconds !== undefined) return milliseconds;
  const value = headers["retry-after"];
  if (value === undefined) return undefined;
  const seconds = parseNumber(value);
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

/** How long Google's error details ask to wait (`google.rpc.RetryInfo`), in milliseconds. */
export function parseRetryDelay(body: string): number | undefined {
  const seconds = parseNumber(/"retryDelay":\s*"([\d.]+)s"/.exec(body)?.[1]);
  return seconds === undefined ? undefined : seconds * 1000;
}

function parseNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*\d+(?:\.\d+)?\s*$/.test(text)) return undefined;
  return Number(text);
}
