import { CometAPIError } from "../errors/comet-api-error.ts";
import type { Resolvable } from "./client-settings.ts";
import { untilAborted } from "./until-aborted.ts";

/** How long to wait for the value of a setting. */
export interface ValueWait {
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

/**
 * The value behind a setting that may be a value, a promise of one, or a function giving either.
 *
 * @throws {@link CometAPIError} `timeout` when it is still not there after `timeoutMs`; the caller's abort
 * reason, and whatever the function throws, as they are.
 * @param option Name of the setting, for the error.
 */
export function resolveValue<T>(
  setting: Resolvable<T>,
  option: string,
  wait: ValueWait,
): T | Promise<T> {
  const value = isGetter(setting) ? setting() : setting;
  return isPromiseLike(value) ? settleInTime(value, option, wait) : value;
}

async function settleInTime<T>(
  value: PromiseLike<T>,
  option: string,
  { timeoutMs, signal }: ValueWait,
): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const message = `\`${option}\` gave no value within ${timeoutMs} ms (\`timeout\`).`;
  const timer = setTimeout(
    () => reject(new CometAPIError({ code: "timeout", message })),
    timeoutMs,
  );
  try {
    return await untilAborted(Promise.race([value, tooLate]), signal);
  } finally {
    clearTimeout(timer);
  }
}

function isGetter<T>(setting: Resolvable<T>): setting is () => T | PromiseLike<T> {
  return typeof setting === "function";
}

function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === "object" && value !== null && "then" in value;
}
