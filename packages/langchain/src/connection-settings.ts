import { type ClientSettings, connectionRules, type SettingRules } from "@cometapi/core";

/** What LangChain's own caller does, and what only chats have. */
type NotHere =
  | "maxRetries"
  | "maxConcurrency"
  | "onRetry"
  | "userAgent"
  | "api"
  | "extraBody"
  | "fallbackModels"
  | "maxFallbackPriceRatio"
  | "modelTraits";

/** How to reach CometAPI. The same words as in `CometAPIEmbeddings`. */
export type ConnectionSettings = Omit<ClientSettings, NotHere>;

const {
  maxRetries: _maxRetries,
  maxConcurrency: _maxConcurrency,
  onRetry: _onRetry,
  userAgent: _userAgent,
  api: _api,
  extraBody: _extraBody,
  fallbackModels: _fallbackModels,
  maxFallbackPriceRatio: _maxFallbackPriceRatio,
  modelTraits: _modelTraits,
  ...rules
} = connectionRules;

/** A rule for each of them. */
export const connectionSettingRules: SettingRules<ConnectionSettings> = rules;
