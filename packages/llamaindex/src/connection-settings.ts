import { type ClientSettings, connectionRules, type SettingRules } from "@cometapi/core";
import { VERSION } from "./version.ts";

/** How to reach CometAPI. Nothing is read or checked before the first call. */
export interface CometAPIConnectionSettings extends Omit<
  ClientSettings,
  "timeoutMs" | "streamIdleTimeoutMs" | "api" | "extraBody"
> {
  /** Longest wait for response headers, in milliseconds. Default 600,000. It never cuts a stream. */
  timeout?: number | undefined;
  /** Longest silence within a response, in milliseconds. Default 300,000. */
  streamIdleTimeout?: number | undefined;
}

const { api: _api, extraBody: _extraBody, ...rules } = connectionRules;

/** What each of them may be. */
export const connectionSettingRules: SettingRules<CometAPIConnectionSettings> = rules;

/** Picks what core has to know out of the settings of an LLM or an embedding model. */
export function resolveClientSettings(settings: CometAPIConnectionSettings): ClientSettings {
  return {
    apiKey: settings.apiKey,
    baseURL: settings.baseURL,
    headers: settings.headers,
    fetch: settings.fetch,
    timeoutMs: settings.timeout,
    streamIdleTimeoutMs: settings.streamIdleTimeout,
    maxRetries: settings.maxRetries,
    fallbackModels: settings.fallbackModels,
    maxFallbackPriceRatio: settings.maxFallbackPriceRatio,
    maxConcurrency: settings.maxConcurrency,
    userAgent: [settings.userAgent, `llamaindex-cometapi/${VERSION}`].filter(Boolean).join(" "),
    onRequest: settings.onRequest,
    onResponse: settings.onResponse,
    onRetry: settings.onRetry,
    onFallback: settings.onFallback,
    onUsage: settings.onUsage,
    includeCost: settings.includeCost,
    budget: settings.budget,
    tag: settings.tag,
  };
}
