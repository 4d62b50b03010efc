import type { ClientSettings, FetchFunction, RequestOptions } from "./client-settings.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import { resolveApiKey } from "./resolve-api-key.ts";
import { resolveBaseURL } from "./resolve-base-url.ts";
import { resolveValue } from "./resolve-value.ts";

/** Settings and options of one call, with every default filled in. */
export interface ClientConfig {
  apiKey: string;
  /** Where the key was found: `apiKey` or an environment variable. Undefined when none was looked for. */
  apiKeySource: string | undefined;
  /** Root of the service, without a trailing slash. */
  baseURL: string;
  settingsHeaders: Readonly<Record<string, string | undefined>>;
  optionsHeaders: Readonly<Record<string, string | undefined>>;
  fetch: FetchFunction;
  timeoutMs: number;
  idleTimeoutMs: number;
  maxRetries: number;
  fallbackModels: readonly string[];
  maxFallbackPriceRatio: number | undefined;
  tag: string | undefined;
  signal: AbortSignal | undefined;
}

const DEFAULT_TIMEOUT_MS = 600_000;
const DEFAULT_IDLE_TIMEOUT_MS = 300_000;
const DEFAULT_MAX_RETRIES = 2;

const NO_KEY = { apiKey: "", apiKeySource: undefined };

/** Needs that differ between calls. */
export interface CallNeeds {
  /** Whether a missing key is an error. Default true. When false, none is looked for and `apiKey` is "". */
  needsKey?: boolean | undefined;
}

/**
 * Fills in what one call needs.
 *
 * @throws `CometAPIError` `missing-api-key`, `base-url`, or `invalid-argument` for a number that
 * makes no sense, `timeout` for a key or headers that do not come; the caller's abort reason as it is.
 */
export async function resolveClientConfig(
  settings: ClientSettings,
  options: RequestOptions,
  { needsKey = true }: CallNeeds = {},
): Promise<ClientConfig> {
  const timeoutMs = options.timeout ?? settings.timeout ?? DEFAULT_TIMEOUT_MS;
  const idleTimeoutMs =
    options.streamIdleTimeout ?? settings.streamIdleTimeout ?? DEFAULT_IDLE_TIMEOUT_MS;
  const maxRetries = options.maxRetries ?? settings.maxRetries ?? DEFAULT_MAX_RETRIES;
  checkDuration("timeout", timeoutMs);
  checkDuration("streamIdleTimeout", idleTimeoutMs);
  if (!Number.isInteger(maxRetries) || maxRetries < 0) {
    throw invalidArgument(`\`maxRetries\` must be 0 or a whole number above, not ${maxRetries}.`);
  }
  const wait = { signal: options.signal, timeoutMs: Math.min(timeoutMs, MAX_TIMER_MS) };
  // Awaited only if they have to be waited for: each wait costs every call a turn.
  const givenKey = needsKey ? resolveValue(settings.apiKey, "apiKey", wait) : undefined;
  const key = givenKey instanceof Promise ? await givenKey : givenKey;
  const { apiKey, apiKeySource } = needsKey ? resolveApiKey(key) : NO_KEY;
  const baseURL = resolveBaseURL(settings.baseURL);
  const headers = resolveValue(settings.headers, "headers", wait);
  return {
    apiKey,
    apiKeySource,
    baseURL,
    settingsHeaders: (headers instanceof Promise ? await headers : headers) ?? {},
    optionsHeaders: options.headers ?? {},
    // Looked up per call: test tools and runtimes replace the global one. Wrapped because browsers
    // refuse a `fetch` that is called as a method.
    fetch: settings.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs: wait.timeoutMs,
    idleTimeoutMs: Math.min(idleTimeoutMs, MAX_TIMER_MS),
    maxRetries,
    fallbackModels: options.fallbackModels ?? settings.fallbackModels ?? [],
    maxFallbackPriceRatio: options.maxFallbackPriceRatio ?? settings.maxFallbackPriceRatio,
    tag: options.tag ?? settings.tag,
    signal: options.signal,
  };
}

/** A timer set for longer than this fires immediately. */
export const MAX_TIMER_MS = 2_147_483_647;

function checkDuration(option: string, durationMs: number): void {
  if (Number.isNaN(durationMs) || durationMs <= 0) {
    throw invalidArgument(
      `\`${option}\` must be a number of milliseconds above 0, not ${durationMs}.`,
    );
  }
}
