/**
 * How long a server asks to wait, in milliseconds: from `retry-after-ms`, or `retry-after` in seconds or
 * as a date. Undefined when the header is missing or cannot be read. Also undefined for 0: an overloaded
 * server that says 0 would be asked again in a tight loop.
 */
export function parseRetryAfter(
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): number | undefined {
  const milliseconds = parseNumber(headers["retry-after-ms"]);
  if (milliseconds !== undefined) return milliseconds;
  const value = headers["retry-after"];
  const seconds = parseNumber(value);
  if (seconds !== undefined) return seconds * 1000;
  const date = value !== undefined && HTTP_DATE.test(value) ? Date.parse(value) : Number.NaN;
  return date > nowMs ? date - nowMs : undefined;
}

/** A date contains the name of a month. Without this check `Date.parse` reads "-1" and "5, 5" as days of 2001. */
const HTTP_DATE = /[a-z]{3}/i;

/** How long Google's error details ask to wait (`google.rpc.RetryInfo`), in milliseconds. */
export function parseRetryDelay(body: string): number | undefined {
  const seconds = parseNumber(/"retryDelay":\s*"([\d.]+)s"/.exec(body)?.[1]);
  return seconds === undefined ? undefined : seconds * 1000;
}

/** A number above 0. `fetch` joins headers of the same name by commas: the first of them counts. */
function parseNumber(text: string | undefined): number | undefined {
  const first = text?.split(",", 1)[0]?.trim() ?? "";
  const number = /^\d+(?:\.\d+)?$/.test(first) ? Number(first) : 0;
  return number > 0 ? number : undefined;
}
