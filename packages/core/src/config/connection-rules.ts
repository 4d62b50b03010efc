import { CHAT_API_NAMES } from "../chat/chat-api-name.ts";
import { modelTraitsRule } from "../models/model-trait-rules.ts";
import type { ClientSettings } from "./client-settings.ts";
import { oneOf, pickSettings, settingRules, type SettingRules } from "./setting-rules.ts";

/** Rules for the settings by which core and every adapter reach CometAPI. */
export const connectionRules: SettingRules<ClientSettings> = {
  apiKey: settingRules.key,
  baseURL: settingRules.string,
  headers: settingRules.headers,
  fetch: settingRules.function,
  timeout: settingRules.milliseconds,
  streamIdleTimeout: settingRules.milliseconds,
  maxRetries: settingRules.count,
  maxConcurrency: settingRules.size,
  fallbackModels: settingRules.strings,
  maxFallbackPriceRatio: settingRules.ratio,
  userAgent: settingRules.string,
  api: oneOf("auto", ...CHAT_API_NAMES),
  extraBody: settingRules.object,
  modelTraits: modelTraitsRule,
  onRequest: settingRules.function,
  onResponse: settingRules.function,
  onRetry: settingRules.function,
  onFallback: settingRules.function,
  onUsage: settingRules.function,
  includeCost: settingRules.boolean,
  budget: settingRules.budget,
  tag: settingRules.string,
};

/** The settings of {@link connectionRules} among other ones. Only those that are set. */
export function pickClientSettings(given: ClientSettings): ClientSettings {
  return pickSettings<ClientSettings>(connectionRules, given);
}
